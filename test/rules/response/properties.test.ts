import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Course, Lesion } from '../../../src/rules/response/course.js';
import { judgeCourse } from '../../../src/rules/response/judge-course.js';
import type { Judgement } from '../../../src/rules/response/judgement.js';
import { course, type LesionSketch, type Said } from './courses.js';
import { RECIST } from './recist.js';

const judge = (made: Course): Judgement => judgeCourse(made, { criteria: RECIST, lengths: 'stored' });

/** Best first; what cannot be evaluated is no better than a progression, and no worse: it claims nothing. */
const RANK: Readonly<Record<string, number>> = { CR: 4, PR: 3, SD: 2, 'NON-CR/NON-PD': 2, NE: 1, PD: 0 };
const rank = (response: string): number => RANK[response] ?? Number.NaN;

const VISITS = 4;
const mm = fc.integer({ min: 0, max: 60 });
const says = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: VISITS - 1, maxLength: VISITS - 1 });
const targetSaid = fc.oneof(
  { weight: 6, arbitrary: mm as fc.Arbitrary<Said> },
  fc.constantFrom<Said>('absent', 'too-small', 'not-evaluated', null),
);
const otherSaid = fc.constantFrom<Said>('present', 'absent', 'progressed', 'not-evaluated', null);
const newSaid = fc.constantFrom<Said>(null, null, 'present', 'absent', 'equivocal', 'not-evaluated');

const targets = fc.array(
  fc.record({ first: fc.integer({ min: 15, max: 60 }), isNode: fc.boolean(), later: says(targetSaid) }),
  { minLength: 0, maxLength: 3 },
);
const nonTargets = fc.array(says(otherSaid), { maxLength: 2 });
const news = fc.array(says(newSaid), { maxLength: 1 });
const fragments = fc.array(says(targetSaid), { maxLength: 1 });
const merges = fc.array(fc.constant(null), { maxLength: 1 });

/** Courses with nodes, non-targets, new lesions, missing readings, fragments, mergers and what is too small. */
const sketches = fc
  .record({ targets, nonTargets, news, fragments, merges })
  .map((made): LesionSketch[] => [
    ...made.targets.map(({ first, isNode, later }, i) => ({
      label: `T${i}`,
      isNode,
      said: [first, ...later],
    })),
    ...(made.targets.length > 0
      ? made.fragments.map((later) => ({
          ...{ label: 'F', role: 'new' as const, splitFrom: 'T0', said: [null, ...later] },
          isNode: made.targets[0]?.isNode ?? false,
        }))
      : []),
    ...(made.targets.length > 0 ? made.merges.map(() => mergedSketch(made.targets[0]?.isNode ?? false)) : []),
    ...made.nonTargets.map((later, i) => ({
      ...{ label: `N${i}`, role: 'non-target' as const, organ: 'bone' },
      said: ['present', ...later] satisfies Said[],
    })),
    ...made.news.map((later, i) => ({
      ...{ label: `X${i}`, role: 'new' as const, organ: 'brain', said: [null, ...later] },
    })),
  ])
  .filter((made) => made.length > 0);

function mergedSketch(isNode: boolean): LesionSketch {
  const into = { state: 'merged' as const, diameters: [], mergedInto: 'T0' };
  return { label: 'M', isNode, said: [18, 17, into, into] };
}

const courses = sketches.map((made) => course(made, { days: [0, 56, 112, 168], treatmentStartDay: 0 }));

function answers({ timePoints, best }: Judgement) {
  return [...timePoints.map(({ overall }) => overall), best.response];
}

const property = (check: (made: Course) => void): void =>
  fc.assert(fc.property(courses, check), { numRuns: 400 });

describe('a course that is judged', () => {
  it('answers the same in whatever order its lesions stand', () => {
    property((made) => {
      const turned = { ...made, lesions: made.lesions.toReversed() };
      expect(answers(judge(turned))).toEqual(answers(judge(made)));
      const sums = (of: Judgement) => of.timePoints.map(({ measure }) => measure.sum?.toFixed());
      expect(sums(judge(turned))).toEqual(sums(judge(made)));
    });
  });

  it('gets no better by a new lesion, at any visit or at best', () => {
    fc.assert(
      fc.property(courses, fc.integer({ min: 1, max: VISITS - 1 }), (made, visit) => {
        const seen = { visit, state: 'present' as const, diameters: [] };
        const fresh: Lesion = { label: 'Z', role: 'new', isNode: false, organ: 'liver', readings: [seen] };
        const before = judge(made);
        const after = judge({ ...made, lesions: [...made.lesions, fresh] });
        expect(after.timePoints[visit - 1]?.overall).toBe('PD');
        before.timePoints.forEach(({ overall }, i) => {
          // After a progression, a complete response is over: what comes back is measured, not counted as its return.
          if (i < visit) expect(rank(after.timePoints[i]?.overall ?? '')).toBeLessThanOrEqual(rank(overall));
        });
        // A best response that cannot be evaluated may turn into a progression, and nothing better.
        expect(rank(after.best.response)).toBeLessThanOrEqual(rank(before.best.response));
      }),
      { numRuns: 400 },
    );
  });

  it('gets no better at a visit by a reading that is missing there, unless that was the progression', () => {
    property((made) => {
      const before = judge(made);
      for (const lesion of made.lesions) {
        for (const { visit } of lesion.readings) {
          if (visit === 0 || isRootOfSplit(lesion, visit, made) || isFirstSighting(lesion, visit)) continue;
          const readings = lesion.readings.filter((one) => one.visit !== visit);
          const lesions = made.lesions.map((one) => (one === lesion ? { ...one, readings } : one));
          const was = before.timePoints[visit - 1];
          const is = judge({ ...made, lesions }).timePoints[visit - 1];
          if (was?.overall === 'PD') continue;
          expect(rank(is?.overall ?? ''), `${lesion.label} at ${visit}`).toBeLessThanOrEqual(
            rank(was?.overall ?? ''),
          );
        }
      }
    });
  });

  it('answers nothing but not evaluable while it is blocked', () => {
    property((made) => {
      const { timePoints, best } = judge({ ...made, blockers: ['two subjects'] });
      expect(new Set(timePoints.map(({ overall }) => overall))).toEqual(new Set(['NE']));
      expect(best.response).toBe('NE');
    });
  });

  it('changes no earlier point and no best response by a visit after progression', () => {
    property((made) => {
      const whole = judge(made);
      const first = whole.timePoints.findIndex(({ overall }) => overall === 'PD');
      // An equivocal lesion that a later visit confirms dates back: 4.3.5.
      const isEquivocal = made.lesions.some(({ readings }) =>
        readings.some(({ state }) => state === 'equivocal'),
      );
      if (first < 0 || isEquivocal) return;
      const kept = made.visits.slice(0, first + 2);
      const lesions = made.lesions.map((one) => ({
        ...one,
        readings: one.readings.filter(({ visit }) => visit < kept.length),
      }));
      const cut = judge({ ...made, visits: kept, lesions });
      expect(answers(cut).slice(0, -1)).toEqual(answers(whole).slice(0, first + 1));
      expect(cut.best.response).toBe(whole.best.response);
    });
  });
});

/** Where a lesion is in pieces, one that is not read is its fragments: Eisenhauer 2009, 4.3.2. */
function isRootOfSplit({ label }: Lesion, visit: number, { lesions }: Course): boolean {
  return lesions.some(
    ({ splitFrom, readings }) =>
      splitFrom === label && readings.some((one) => one.visit <= visit && one.state !== 'absent'),
  );
}

/** Nobody knows of a fragment, or of a new lesion, that was not seen yet or was last said to be absent. */
function isFirstSighting({ role, splitFrom, readings }: Lesion, visit: number): boolean {
  if (role !== 'new' && splitFrom === undefined) return false;
  const before = readings.filter((one) => one.visit < visit);
  if (splitFrom !== undefined) return before.every(({ state }) => state === 'absent');
  return (before.at(-1)?.state ?? 'absent') === 'absent';
}

const ORDER = ['CR', 'PR', 'SD', 'PD'];

describe('the answer of the targets', () => {
  const lengths = fc.array(fc.integer({ min: 10, max: 90 }), { minLength: 3, maxLength: 3 });

  it('changes with scale only where 5 mm decide', () => {
    fc.assert(
      fc.property(lengths, fc.constantFrom('0.1', '0.5', '2', '10'), (said, factor) => {
        const scaled = said.map((one) => new Big(one).times(factor).toFixed());
        const [plain, other] = [said, scaled].map(
          (is) => judge(course([{ label: 'T', said: is }])).timePoints,
        );
        plain?.forEach((point, i) => {
          const there = other?.[i];
          const growth = [point, there].map((one) => one?.measure.sum?.minus(one.nadir?.sum ?? 0));
          const isByMillimetres = growth.some((one) => one?.lt(5)) && growth.some((one) => one?.gte(5));
          if (!isByMillimetres) expect(there?.target).toBe(point.target);
        });
      }),
    );
  });

  it('gets no better by growth', () => {
    fc.assert(
      fc.property(
        lengths,
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 50 }),
        (said, last, more) => {
          const at = (mmThere: number) => {
            const points = judge(course([{ label: 'T', said: [...said, mmThere] }])).timePoints;
            return ORDER.indexOf(points.at(-1)?.target ?? '');
          };
          expect(at(last + more)).toBeGreaterThanOrEqual(at(last));
        },
      ),
    );
  });
});

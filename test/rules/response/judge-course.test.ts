import { describe, expect, it } from 'vitest';
import type { Course } from '../../../src/rules/response/course.js';
import { judgeCourse } from '../../../src/rules/response/judge-course.js';
import { course, type LesionSketch, type Said } from './courses.js';
import { CONFIRMED, RECIST } from './recist.js';

const judge = (made: Course) => judgeCourse(made, { criteria: RECIST, lengths: 'stored' });

function overalls(...sketches: LesionSketch[]): readonly string[] {
  return judge(course(sketches)).timePoints.map(({ overall }) => overall);
}

const merged = (mergedInto: string): Said => ({ state: 'merged', diameters: [], mergedInto });
const bone = (label: string, ...said: Said[]): LesionSketch => ({
  label,
  role: 'non-target',
  organ: 'bone',
  said,
});

describe('a response that somebody would like to see', () => {
  it('is not made of a fragment that nobody has seen, where the lesion itself was not read', () => {
    const fragment = { label: 'T1a', splitFrom: 'T1', said: [null, 'absent'] } satisfies LesionSketch;
    expect(overalls({ label: 'T1', said: [20, null] }, fragment)).toEqual(['NE']);
    const part = {
      label: 'N1a',
      role: 'non-target',
      splitFrom: 'N1',
      organ: 'bone',
      said: [null, 'absent'],
    } as const;
    // Eisenhauer 2009, Table 1, row 3: no more than a partial response without the non-target.
    expect(overalls({ label: 'T1', said: [20, 'absent'] }, bone('N1', 'present', null), part)).toEqual([
      'PR',
    ]);
  });

  it('is made of fragments that were seen, and are gone', () => {
    const fragment = { label: 'T1a', splitFrom: 'T1', said: [null, 9, 'absent'] } satisfies LesionSketch;
    expect(overalls({ label: 'T1', said: [20, null, null] }, fragment)).toEqual(['PR', 'CR']);
  });

  it('is not made of a lesion that merged into what is absent', () => {
    expect(
      overalls({ label: 'T1', said: [20, merged('T2')] }, { label: 'T2', said: [20, 'absent'] }),
    ).toEqual(['NE']);
  });

  it('is made of a merged lesion that is gone at a later visit', () => {
    const into = merged('T2');
    expect(
      overalls({ label: 'T1', said: [20, into, into] }, { label: 'T2', said: [20, 30, 'absent'] }),
    ).toEqual(['SD', 'CR']);
  });

  it.each(['target', 'non-target', 'new'] as const)(
    'is not made by calling a %s lesion of another organ a fragment',
    (role) => {
      const stray = {
        label: 'X',
        role,
        splitFrom: 'T1',
        organ: 'brain',
        said: [null, 3],
      } satisfies LesionSketch;
      const [point] = judge(course([{ label: 'T1', said: [50, 5] }, stray])).timePoints;
      expect(point).toMatchObject({ newLesion: 'NE', overall: 'NE' });
      const told = point?.decisions.find(({ step }) => step === 'new')?.text;
      expect(told).toBe('X (a fragment of T1, but in brain and not in lung)');
    },
  );

  it('is as good as it was with a fragment in the organ of its lesion', () => {
    const part = { label: 'X', role: 'new', splitFrom: 'T1', said: [null, 3] } satisfies LesionSketch;
    expect(overalls({ label: 'T1', said: [50, 5] }, part)).toEqual(['PR']);
  });

  it('is none of what merged into itself, or in a circle', () => {
    expect(overalls({ label: 'T1', said: [20, merged('T1')] })).toEqual(['NE']);
    const two = [
      { label: 'T1', said: [20, merged('T2')] },
      { label: 'T2', said: [20, merged('T1')] },
    ];
    expect(overalls(...two)).toEqual(['NE']);
  });

  it('is none of a target that is called something else after baseline', () => {
    expect(overalls({ label: 'T1', said: [20, null] }, { label: 'T1x', said: [null, 5] })).toEqual(['NE']);
  });
});

describe('a visit', () => {
  it('that was not assessed is not evaluable, whatever is said of it, with the reason', () => {
    const made = course([{ label: 'T1', said: [20, 'absent'] }], {
      visits: { 1: { isAssessed: false, why: 'missed' } },
    });
    const [point] = judge(made).timePoints;
    expect(point).toMatchObject({ target: 'NE', nonTarget: 'NE', newLesion: 'NE', overall: 'NE' });
    expect(point?.decisions).toEqual([
      {
        step: 'overall',
        answer: 'NE',
        rule: 'not-assessed',
        text: 'not assessed: missed',
        source: 'Eisenhauer 2009, 4.4.2',
      },
    ]);
  });

  it('is held against the smallest complete sum before it, baseline included', () => {
    const points = judge(course([{ label: 'T1', said: [50, 60, 40, 'not-evaluated', 45] }])).timePoints;
    const nadirs = points.map(({ nadir }) => `${nadir?.sum} at ${nadir?.visit}`);
    expect(nadirs).toEqual(['50 at 0', '50 at 0', '40 at 2', '40 at 2']);
  });

  it('is after progression from the one that follows it', () => {
    const points = judge(course([{ label: 'T1', said: [20, 40, 'absent'] }])).timePoints;
    expect(points.map(({ isAfterProgression }) => isAfterProgression)).toEqual([false, true]);
    expect(points.map(({ overall }) => overall)).toEqual(['PD', 'CR']);
  });

  it('is none where there is baseline alone', () => {
    const { timePoints, best } = judge(course([{ label: 'T1', said: [20] }]));
    expect([timePoints, best.response]).toEqual([[], 'NE']);
  });
});

describe('a complete response', () => {
  const markers = { 1: { marker: 'normal' }, 2: { marker: 'above' }, 3: { marker: 'normal' } } as const;

  it.each([
    ['PR', [{ label: 'T1', said: [20, 'absent', 'absent', 'absent'] }]],
    ['NON-CR/NON-PD', [bone('N1', 'present', 'absent', 'absent', 'absent')]],
  ] as const)('is %s by a marker alone, which is no progression', (overall, lesions) => {
    const { timePoints, best } = judge(course(lesions, { visits: markers }));
    expect(timePoints.map((point) => point.overall)).toEqual(['CR', overall, 'CR']);
    expect(best).toMatchObject({ response: 'CR', progression: null });
  });

  it('that is not confirmed is never stable disease without target lesions: Eisenhauer 2009, Table 2', () => {
    const made = course([bone('N1', 'present', 'absent', 'present')]);
    const { best } = judgeCourse(made, { criteria: CONFIRMED, lengths: 'stored' });
    expect(best).toMatchObject({
      response: 'NON-CR/NON-PD',
      durationOfStable: null,
      progression: { visit: 2 },
    });
  });
});

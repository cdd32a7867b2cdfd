import { beforeAll, describe, expect, it } from 'vitest';
import { loadCriteria } from '../../../src/pipeline/response/load-criteria.js';
import type { Criteria } from '../../../src/rules/response/criteria/criteria.js';
import { judgeCourse } from '../../../src/rules/response/judge-course.js';
import type { NewLesionAnswer, NonTargetAnswer, TargetAnswer } from '../../../src/rules/response/words.js';
import { course, type LesionSketch, type Said } from './courses.js';

const SHIPPED = ['recist-1.1', 'recist-1.1-confirmed'] as const;
const loaded = new Map<string, Criteria>();

beforeAll(async () => {
  for (const name of SHIPPED) loaded.set(name, (await loadCriteria(name)).criteria);
});

function criteriaOf(name: string): Criteria {
  const criteria = loaded.get(name);
  if (!criteria) throw new Error(name);
  return criteria;
}

/** What a target of 100 mm is at the visit. */
const TARGET: Readonly<Record<Exclude<TargetAnswer, 'NONE'>, Said>> = {
  CR: 'absent',
  PR: 70,
  SD: 119,
  PD: 120,
  NE: 'not-evaluated',
};

const NON_TARGET: Readonly<Record<Exclude<NonTargetAnswer, 'NONE'>, Said>> = {
  CR: 'absent',
  'NON-CR/NON-PD': 'present',
  PD: 'progressed',
  NE: 'not-evaluated',
};

interface Parts {
  readonly target: TargetAnswer;
  readonly nonTarget: NonTargetAnswer;
  readonly newLesion: NewLesionAnswer;
}

/** Judges a course whose one visit after baseline is made so that the three parts are what is asked. */
function judged({ target, nonTarget, newLesion }: Parts, criteria: Criteria) {
  const sketches: LesionSketch[] = [
    ...(target === 'NONE' ? [] : [{ label: 'T1', said: [100, TARGET[target]] }]),
    ...(nonTarget === 'NONE'
      ? []
      : [
          {
            ...{ label: 'N1', role: 'non-target' as const, organ: 'bone' },
            said: ['present', NON_TARGET[nonTarget]],
          },
        ]),
    ...(newLesion === 'YES'
      ? [{ label: 'X1', role: 'new' as const, organ: 'brain', said: [null, 'present'] }]
      : []),
  ];
  const stated = { YES: {}, NO: { newLesions: 'none' }, NE: { newLesions: 'not-evaluated' } } as const;
  const made = course(sketches, { days: [0, 56], visits: { 1: stated[newLesion] } });
  return judgeCourse(made, { criteria, lengths: 'stored' }).timePoints[0];
}

type Cell = readonly [TargetAnswer, NonTargetAnswer, NewLesionAnswer, overall: string, source: string];

const TARGETS = ['CR', 'PR', 'SD', 'PD', 'NE'] as const;
const NON_TARGETS = ['CR', 'NON-CR/NON-PD', 'PD', 'NE', 'NONE'] as const;
const NEW_LESIONS = ['NO', 'YES', 'NE'] as const;
const NOT_LOOKED = 'corelab: never falsely green';

/** Table 1 as it is printed, row by row; the rows of progression last, as they are there. */
function tableOne(target: TargetAnswer, nonTarget: NonTargetAnswer, newLesion: NewLesionAnswer): Cell {
  const cell = (overall: string, row: number): Cell => [
    ...([target, nonTarget, newLesion, overall] as const),
    `Eisenhauer 2009, Table 1, row ${row}`,
  ];
  if (target === 'PD') return cell('PD', 7);
  if (nonTarget === 'PD') return cell('PD', 8);
  if (newLesion === 'YES') return cell('PD', 9);
  if (newLesion === 'NE') return [target, nonTarget, newLesion, 'NE', NOT_LOOKED];
  if (target === 'NE') return cell('NE', 6);
  if (target === 'SD') return cell('SD', 5);
  if (target === 'PR') return cell('PR', 4);
  if (nonTarget === 'NE') return cell('PR', 3);
  return nonTarget === 'NON-CR/NON-PD' ? cell('PR', 2) : cell('CR', 1);
}

function tableTwo(nonTarget: NonTargetAnswer, newLesion: NewLesionAnswer): Cell {
  const cell = (overall: string, row: number): Cell => [
    ...(['NONE', nonTarget, newLesion, overall] as const),
    `Eisenhauer 2009, Table 2, row ${row}`,
  ];
  if (nonTarget === 'PD') return cell('PD', 4);
  if (newLesion === 'YES') return cell('PD', 5);
  if (newLesion === 'NE') return ['NONE', nonTarget, newLesion, 'NE', NOT_LOOKED];
  if (nonTarget === 'CR') return cell('CR', 1);
  return nonTarget === 'NON-CR/NON-PD' ? cell('NON-CR/NON-PD', 2) : cell('NE', 3);
}

const ONE = TARGETS.flatMap((target) =>
  NON_TARGETS.flatMap((nonTarget) => NEW_LESIONS.map((fresh) => tableOne(target, nonTarget, fresh))),
);
const TWO = NON_TARGETS.flatMap((nonTarget) => NEW_LESIONS.map((fresh) => tableTwo(nonTarget, fresh)));

describe.each(SHIPPED)('%s: the tables of overall responses', (name) => {
  it.each([...ONE, ...TWO])('target %s, non-target %s, new lesions %s: %s (%s)', (...cell) => {
    const [target, nonTarget, newLesion, overall, source] = cell;
    const point = judged({ target, nonTarget, newLesion }, criteriaOf(name));
    expect(point).toMatchObject({ target, nonTarget, newLesion, overall });
    expect(point?.decisions.at(-1)).toMatchObject({ step: 'overall', answer: overall, source });
  });
});

type Met = 'CR' | 'PR' | 'SD' | 'PD' | 'NE';
type Best = readonly [first: Met, second: Met, days: number, best: string];

/** Days between the two points. */
const LONG = 56;

/** Table 3, the confirmed one, row by row; the first point is on day 56, past the 42 days of stable disease. */
const THREE: readonly Best[] = [
  ['CR', 'CR', LONG, 'CR'],
  ['CR', 'CR', 28, 'CR'],
  ['CR', 'CR', 27, 'SD'],
  // Footnote a: disease after a complete response is progression at that point; what comes first is stable at best.
  ['CR', 'PR', LONG, 'SD'],
  ['CR', 'SD', LONG, 'SD'],
  ['CR', 'PD', LONG, 'SD'],
  ['CR', 'NE', LONG, 'SD'],
  ['PR', 'CR', LONG, 'PR'],
  ['PR', 'PR', LONG, 'PR'],
  ['PR', 'PR', 28, 'PR'],
  ['PR', 'PR', 27, 'SD'],
  ['PR', 'SD', LONG, 'SD'],
  ['PR', 'PD', LONG, 'SD'],
  ['PR', 'NE', LONG, 'SD'],
  ['NE', 'NE', LONG, 'NE'],
];

/** The same rows where the first point comes before stable disease may be said: Table 3, `otherwise`. */
const THREE_EARLY: readonly Best[] = [
  ['CR', 'PR', LONG, 'PD'],
  ['CR', 'SD', LONG, 'PD'],
  ['CR', 'PD', LONG, 'PD'],
  ['CR', 'NE', LONG, 'NE'],
  ['PR', 'PD', LONG, 'PD'],
  ['PR', 'NE', LONG, 'NE'],
];

function bestOf([first, second, gap]: Best, day: number, name: string) {
  const said = [100, TARGET[first], second === 'PR' && first === 'CR' ? 30 : TARGET[second]];
  const made = course([{ label: 'T1', said }], { days: [0, day, day + gap], treatmentStartDay: 0 });
  return judgeCourse(made, { criteria: criteriaOf(name), lengths: 'stored' }).best;
}

describe('recist-1.1-confirmed: best responses where confirmation is asked for', () => {
  it.each(THREE)('%s, then %s %i days later: %s (Eisenhauer 2009, Table 3)', (...row) => {
    expect(bestOf(row, 56, 'recist-1.1-confirmed').response).toBe(row[3]);
  });

  it.each(THREE_EARLY)('%s on day 41, then %s %i days later: %s (Table 3, otherwise)', (...row) => {
    expect(bestOf(row, 41, 'recist-1.1-confirmed').response).toBe(row[3]);
  });
});

describe('recist-1.1: the best of all points where confirmation is not asked for', () => {
  it.each(THREE.filter(([first]) => first !== 'NE'))('%s, then %s: the best point (4.4.3)', (...row) => {
    const [first, second, days] = row;
    const best = first === 'PR' && second === 'CR' ? 'CR' : first;
    expect(bestOf([first, second, days, best], 56, 'recist-1.1').response).toBe(best);
  });
});

import { describe, expect, it } from 'vitest';
import {
  overallAnswer,
  type Parts,
  UnansweredError,
} from '../../../../src/rules/response/other/overall-answer.js';
import {
  NEW_LESION_ANSWERS,
  type NewLesionAnswer,
  NON_TARGET_ANSWERS,
  type NonTargetAnswer,
  type ResponseKind,
  TARGET_ANSWERS,
  type TargetAnswer,
} from '../../../../src/rules/response/words.js';
import { RECIST } from '../recist.js';

type Cell = readonly [
  target: readonly TargetAnswer[],
  nonTarget: readonly NonTargetAnswer[],
  newLesion: readonly NewLesionAnswer[],
  overall: string,
  row: number,
];

const NOT_PD: readonly NonTargetAnswer[] = ['CR', 'NON-CR/NON-PD', 'NE', 'NONE'];
const MEASURED = TARGET_ANSWERS.filter((word) => word !== 'NONE');
/** `Yes or No`. */
const EITHER = NEW_LESION_ANSWERS;

/** Eisenhauer 2009, Table 1, with its words: `Any` and `Yes or No` hold whatever else is not known. */
const TABLE_1: readonly Cell[] = [
  [['CR'], ['CR'], ['NO'], 'CR', 1],
  [['CR'], ['NON-CR/NON-PD'], ['NO'], 'PR', 2],
  [['CR'], ['NE'], ['NO'], 'PR', 3],
  [['PR'], NOT_PD, ['NO'], 'PR', 4],
  [['SD'], NOT_PD, ['NO'], 'SD', 5],
  [['NE'], NOT_PD, ['NO'], 'NE', 6],
  [['PD'], NON_TARGET_ANSWERS, EITHER, 'PD', 7],
  [MEASURED, ['PD'], EITHER, 'PD', 8],
  [MEASURED, NON_TARGET_ANSWERS, ['YES'], 'PD', 9],
];

/** Eisenhauer 2009, Table 2: subjects with non-target disease only. */
const TABLE_2: readonly Cell[] = [
  [['NONE'], ['CR'], ['NO'], 'CR', 1],
  [['NONE'], ['NON-CR/NON-PD'], ['NO'], 'NON-CR/NON-PD', 2],
  [['NONE'], ['NE'], ['NO'], 'NE', 3],
  [['NONE'], ['PD'], EITHER, 'PD', 4],
  [['NONE'], NON_TARGET_ANSWERS, ['YES'], 'PD', 5],
];

function cells(table: readonly Cell[]) {
  return table.flatMap(([targets, nonTargets, news, overall, row]) =>
    targets.flatMap((target) =>
      nonTargets.flatMap((nonTarget) =>
        news.map((newLesion) => [target, nonTarget, newLesion, overall, row] as const),
      ),
    ),
  );
}

const ask = (parts: Parts, hasTargets: boolean, reappeared: readonly string[] = []) =>
  overallAnswer(parts, { criteria: RECIST, hasTargets, reappeared });

describe('Eisenhauer 2009, Table 1, for subjects with target lesions', () => {
  it.each(cells(TABLE_1))(
    'target %s, non-target %s, new %s: %s (row %i)',
    (target, nonTarget, newLesion, is) => {
      const { answer, decision } = ask({ target, nonTarget, newLesion }, true);
      expect(answer).toBe(is);
      expect(decision).toMatchObject({ step: 'overall', answer: is, rule: 'overall' });
    },
  );

  it.each(TABLE_1)('cites its own row for target %j, non-target %j, new %j: %s (row %i)', (...cell) => {
    const [[target = 'NE'], nonTargets, news, , row] = cell;
    // Of rows that overlap, the first in the criteria is cited: take what no other row holds.
    const parts: Parts = {
      target: row < 8 ? target : 'SD',
      nonTarget: row === 8 ? 'PD' : (nonTargets[0] ?? 'NE'),
      newLesion: row === 9 ? 'YES' : news.includes('NO') ? 'NO' : 'YES',
    };
    expect(ask(parts, true).decision.source).toBe(`Eisenhauer 2009, Table 1, row ${row}`);
  });

  it('answers complete where there never were non-target lesions', () => {
    expect(ask({ target: 'CR', nonTarget: 'NONE', newLesion: 'NO' }, true).answer).toBe('CR');
  });
});

describe('Eisenhauer 2009, Table 2, for subjects without target lesions', () => {
  it.each(cells(TABLE_2))(
    'target %s, non-target %s, new %s: %s (row %i)',
    (target, nonTarget, newLesion, is) => {
      const { answer, decision } = ask({ target, nonTarget, newLesion }, false);
      expect(answer).toBe(is);
      expect(decision.rule).toBe('nonTargetOnly');
    },
  );

  it.each(TABLE_2)('cites its own row for target %j, non-target %j, new %j: %s (row %i)', (...cell) => {
    const [, nonTargets, news, , row] = cell;
    const parts: Parts = {
      target: 'NONE',
      nonTarget: nonTargets[0] ?? 'NE',
      newLesion: news.includes('NO') ? 'NO' : 'YES',
    };
    expect(ask(parts, false).decision.source).toBe(`Eisenhauer 2009, Table 2, row ${row}`);
  });

  it('is not evaluable where there is no disease at all', () => {
    expect(ask({ target: 'NONE', nonTarget: 'NONE', newLesion: 'NO' }, false).answer).toBe('NE');
  });
});

describe('the overall response', () => {
  it('says which answers led to which row', () => {
    const { decision } = ask({ target: 'CR', nonTarget: 'NE', newLesion: 'NO' }, true);
    expect(decision).toEqual({
      ...{ step: 'overall', answer: 'PR', rule: 'overall', source: 'Eisenhauer 2009, Table 1, row 3' },
      text: 'target CR, non-target NE, new lesions NO: PR by row 7 of overall (Eisenhauer 2009, Table 1, row 3)',
    });
  });

  it('is progression where lesions reappeared, whatever the answers are', () => {
    const { answer, decision } = ask({ target: 'CR', nonTarget: 'CR', newLesion: 'NO' }, true, ['T1', 'N2']);
    expect(answer).toBe('PD');
    expect(decision).toEqual({
      ...{ step: 'overall', answer: 'PD', rule: 'reappeared' },
      text: 'back after a complete response: T1, N2',
      source: 'Eisenhauer 2009, Table 3, footnote a; RECIST working group, recist.eortc.org FAQ',
    });
  });

  it('takes the code of progression from the criteria', () => {
    const responses = [{ code: 'iUPD', kind: 'progression' as const, meaning: 'unconfirmed' }];
    const how = { criteria: { ...RECIST, responses }, hasTargets: true, reappeared: ['T1'] };
    expect(overallAnswer({ target: 'CR', nonTarget: 'CR', newLesion: 'NO' }, how).answer).toBe('iUPD');
  });

  it('refuses criteria that have no answer', () => {
    const parts: Parts = { target: 'CR', nonTarget: 'CR', newLesion: 'NO' };
    const how = { hasTargets: true, reappeared: [] };
    expect(() => overallAnswer(parts, { ...how, criteria: { ...RECIST, overall: [] } })).toThrow(
      UnansweredError,
    );
    const bare = { ...RECIST, responses: [] };
    expect(() => overallAnswer(parts, { ...how, criteria: bare, reappeared: ['T1'] })).toThrow(
      'recist-1.1: no response is a progression',
    );
  });

  const kinds = new Map(RECIST.responses.map(({ code, kind }) => [code, kind]));
  const order: readonly ResponseKind[] = [
    'complete',
    'partial',
    'stable',
    'neither',
    'not-evaluable',
    'progression',
  ];
  const rank = (parts: Parts, hasTargets: boolean) =>
    order.indexOf(kinds.get(ask(parts, hasTargets).answer) ?? 'complete');

  it('is answered for every combination, and never improves by a new lesion or by not looking for one', () => {
    const combinations = TARGET_ANSWERS.flatMap((target) =>
      NON_TARGET_ANSWERS.map((nonTarget) => ({ target, nonTarget })),
    );
    for (const parts of combinations) {
      const [none, unseen, seen] = (['NO', 'NE', 'YES'] as const).map((newLesion) =>
        rank({ ...parts, newLesion }, parts.target !== 'NONE'),
      );
      expect(seen).toBe(order.indexOf('progression'));
      expect(unseen).toBeGreaterThanOrEqual(none ?? 0);
    }
  });
});

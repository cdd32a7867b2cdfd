import { describe, expect, it } from 'vitest';
import type { AdjudicationLine } from '../../../src/pipeline/response/observation.js';
import { readersOf } from '../../../src/pipeline/response/readers-of.js';
import { course } from '../../rules/response/courses.js';
import { RECIST } from '../../rules/response/recist.js';
import { judged } from './judged.js';

const FIRST = judged(course([{ label: 'L1', said: [20, 14] }]));
const SECOND = judged(course([{ label: 'A', said: [20, 25] }], { reader: 'R2' }));
const by = { criteria: RECIST, dates: new Map<string, string>() };

const line = (more: Partial<AdjudicationLine> = {}): AdjudicationLine => ({
  ...{
    at: { source: 1, line: 4 },
    subject: 'S-01',
    visit: null,
    reader: 'R2',
    reason: 'a new scan',
    ...more,
  },
});

describe('Several readers', () => {
  it('that differ are listed; nobody decides without an adjudication', () => {
    const [one] = readersOf([FIRST, SECOND], [], by);
    expect([one?.rows, one?.best, one?.unused]).toEqual([[], [], []]);
    expect(one?.discordances).toContainEqual({
      ...{ subject: 'S-01', visit: null, of: 'best', adjudicated: null },
      readers: [
        { reader: 'R1', answer: 'PR' },
        { reader: 'R2', answer: 'PD' },
      ],
    });
    expect(readersOf([FIRST], [], by)[0]?.discordances).toEqual([]);
  });

  it('have the reading that an adjudication chooses, visibly', () => {
    const [one] = readersOf([FIRST, SECOND], [line()], by);
    expect(one?.rows).toMatchObject([{ reader: 'adjudicated', visit: 'V1', sumMm: '25', overall: 'PD' }]);
    expect(one?.rows[0]?.decisions[0]).toMatchObject({ step: 'adjudication' });
    expect(one?.rows[0]?.decisions[0]?.text).toContain('a new scan');
    expect(one?.best).toMatchObject([{ reader: 'adjudicated', response: 'PD', progressionVisit: 'V1' }]);
    const chosen = one?.discordances.map(({ adjudicated }) => adjudicated);
    expect(chosen?.every((said) => said?.reader === 'R2' && said.line === 4)).toBe(true);
  });

  it('leave lines over that are of nobody', () => {
    const [known, unknown] = readersOf([FIRST, SECOND], [line({ subject: 'S-09' })], by);
    expect(known?.rows).toEqual([]);
    expect(unknown).toEqual({
      ...{ subject: 'S-09', discordances: [], rows: [], best: [] },
      unused: [{ line: 4, why: 'no rows are of this subject' }],
    });
    const [one] = readersOf([FIRST, SECOND], [line({ reader: 'R7' })], by);
    expect(one?.unused).toMatchObject([{ line: 4 }]);
  });
});

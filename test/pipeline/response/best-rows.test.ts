import { describe, expect, it } from 'vitest';
import { bestRows } from '../../../src/pipeline/response/best-rows.js';
import { course } from '../../rules/response/courses.js';
import { judged } from './judged.js';

const best = (...args: Parameters<typeof course>) => bestRows(judged(course(...args)));

describe('The row of a best response', () => {
  it('is the best of all visits with its visit, its duration and its smallest sum', () => {
    expect(best([{ label: 'L1', said: [20, 14, 13, 25] }], { deathDay: 300 })).toMatchObject({
      ...{ subject: 'S-01', reader: 'R1', response: 'PR', visit: 'V1', isConfirmed: null },
      ...{ progressionVisit: 'V3', progressionDay: 168, durationOfResponseDays: 112, isOpen: false },
      ...{ bestChangePercent: -35, deathDay: 300, otherwise: null, durationOfStableDays: null },
    });
  });

  it('counts no change after progression, but that of the progression', () => {
    expect(best([{ label: 'L1', said: [20, 25, 10] }]).bestChangePercent).toBe(25);
  });

  it('counts no change after death, but that of the day of death', () => {
    const lesion = { label: 'L1', said: [20, 18, 10] };
    expect(best([lesion], { deathDay: 111 }).bestChangePercent).toBe(-10);
    expect(best([lesion], { deathDay: 112 }).bestChangePercent).toBe(-50);
  });

  it('is open where neither progression nor death was seen', () => {
    const row = best([{ label: 'L1', said: [20, 19, 19] }]);
    expect(row).toMatchObject({ response: 'SD', isOpen: true, progressionVisit: null, progressionDay: null });
  });

  it('has no change where no visit has a whole sum', () => {
    const row = best([{ label: 'L1', said: [20, 'not-evaluated'] }]);
    expect(row).toMatchObject({ response: 'NE', visit: null, bestChangePercent: null, isOpen: null });
  });
});

import { describe, expect, it } from 'vitest';
import { course } from '../courses.js';
import { briefly, problemsOf } from './problems-of.js';

const T1 = [{ label: 'T1', said: [20, 20] }];

describe('visits and death', () => {
  it('are fine on the day of death, without a day, and where they were missed', () => {
    expect(problemsOf(course(T1, { deathDay: 56 }))).toEqual([]);
    expect(problemsOf(course(T1, { deathDay: 55, days: [0, null] }))).toEqual([]);
    const missed = { deathDay: 55, visits: { 1: { isAssessed: false } } };
    expect(problemsOf(course([{ label: 'T1', said: [20, null] }], missed))).toEqual([]);
  });

  it('are told where an assessment is after it', () => {
    expect(problemsOf(course(T1, { deathDay: 55 }))).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'V1', code: 'after-death' },
        detail: 'assessed on day 56, but death was on day 55',
        ...{ expected: 'day 55 or before', actual: 'day 56', source: 'corelab: never falsely green' },
      },
    ]);
    expect(briefly(problemsOf(course(T1, { deathDay: -1 })))).toEqual(['after-death @BL', 'after-death @V1']);
  });
});

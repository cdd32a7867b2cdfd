import { describe, expect, it } from 'vitest';
import { course } from '../courses.js';
import { RECIST } from '../recist.js';
import { problemsOf } from './problems-of.js';

const T1 = [{ label: 'T1', said: [20, 20] }];

describe('the time of baseline', () => {
  it.each([0, 1, 28])('is fine %i days before treatment', (treatmentStartDay) => {
    expect(problemsOf(course(T1, { treatmentStartDay }))).toEqual([]);
  });

  it('is fine, or rather not told, where the start of treatment is not known', () => {
    expect(problemsOf(course(T1, { treatmentStartDay: null }))).toEqual([]);
  });

  it('is too early from 29 days on', () => {
    expect(problemsOf(course(T1, { treatmentStartDay: 29 }))).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'BL', code: 'baseline-early' },
        detail: 'baseline is 29 days before the start of treatment',
        ...{ expected: '0 to 28 days before treatment', actual: '29 days before' },
        source: 'Eisenhauer 2009, 3.2.1',
      },
    ]);
  });

  it('is too late from one day after the start of treatment on', () => {
    expect(problemsOf(course(T1, { treatmentStartDay: -1 }))).toMatchObject([
      {
        ...{ code: 'baseline-late', visit: 'BL', actual: '1 day after' },
        detail: 'baseline is 1 day after the start of treatment',
      },
    ]);
  });

  it('is held against the number of the criteria', () => {
    const criteria = { ...RECIST, baseline: { daysBeforeTreatment: 14, source: 'the protocol, 6' } };
    expect(problemsOf(course(T1, { treatmentStartDay: 14 }), { criteria })).toEqual([]);
    expect(problemsOf(course(T1, { treatmentStartDay: 15 }), { criteria })).toMatchObject([
      { code: 'baseline-early', source: 'the protocol, 6' },
    ]);
  });
});

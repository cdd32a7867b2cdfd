import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingSeries, mostSeries, sumOfSeries } from '../../../src/identity/visits/missing-series.js';
import { visit } from './schedule.js';

const WEEK4 = {
  ...visit('W4', 28),
  expectedSeries: [
    { name: 'T1', modality: 'MR' },
    { name: 'DWI', modality: 'MR', count: 2 },
    { name: 'PET', modality: 'PT' },
    { name: 'scout', modality: 'MR', count: 9, optional: true },
    { name: 'report', modality: 'SR', optional: true },
  ],
};

describe('expected series', () => {
  it('of one modality are counted together, optional ones left out', () => {
    expect(missingSeries(WEEK4, { MR: 2, PT: 1 })).toEqual([
      { modality: 'MR', names: ['T1', 'DWI'], expected: 3, found: 2 },
    ]);
    expect(missingSeries(WEEK4, { MR: 3, PT: 4, SR: 0 })).toEqual([]);
  });

  it('that did not come at all are missing, whatever the modality is called', () => {
    expect(missingSeries(WEEK4, {}).map(({ modality, found }) => [modality, found])).toEqual([
      ['MR', 0],
      ['PT', 0],
    ]);
    const odd = { ...WEEK4, expectedSeries: [{ name: 'x', modality: 'constructor' }] };
    expect(missingSeries(odd, {})).toEqual([
      { modality: 'constructor', names: ['x'], expected: 1, found: 0 },
    ]);
  });

  it('are none where no visit or no expectation is', () => {
    expect(missingSeries(undefined, {})).toEqual([]);
    expect(missingSeries(visit('W4', 28), {})).toEqual([]);
  });
});

const counts = fc.dictionary(fc.constantFrom('MR', 'CT', 'PT', 'SR'), fc.nat(20));

describe('counts of series', () => {
  it('of several studies add up; those of a study that came twice do not', () => {
    expect(sumOfSeries([{ MR: 2 }, { MR: 1, CT: 1 }, {}])).toEqual({ MR: 3, CT: 1 });
    expect(mostSeries({ MR: 5, CT: 1 }, { MR: 2, PT: 1 })).toEqual({ MR: 5, CT: 1, PT: 1 });
  });

  it('do not depend on the order of the studies', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        expect(sumOfSeries([a, b])).toEqual(sumOfSeries([b, a]));
        expect(mostSeries(a, b)).toEqual(mostSeries(b, a));
        expect(mostSeries(a, a)).toEqual(sumOfSeries([a]));
      }),
    );
  });
});

import { assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dvars, dvarsFrom, dvarsSums } from '../../../src/motion/temporal/dvars.js';
import type { MaskedSeries } from '../../../src/motion/temporal/masked-series.js';
import { changed, noisyCourses, rootMeanSquare, seriesOf } from './series.js';

const NONE = Number.NaN;

function dvars(series: MaskedSeries): Dvars {
  return dvarsFrom([dvarsSums(series)]);
}

function expectSame(found: Float64Array, expected: Float64Array, factor = 1): void {
  expect(found).toHaveLength(expected.length);
  for (const [v, value] of found.entries()) {
    if (Number.isNaN(expected[v])) expect(value, `volume ${v}`).toBeNaN();
    else expect(Math.abs(value / (expected[v]! * factor) - 1), `volume ${v}`).toBeLessThan(1e-8);
  }
}

describe('DVARS, not standardised', () => {
  it('is the root mean square of the change, and none for the first volume', () => {
    const { nonStandardised } = dvars(
      seriesOf([
        [10, 13, 13],
        [20, 24, 30],
      ]),
    );
    expect([...nonStandardised]).toEqual([NONE, Math.sqrt((9 + 16) / 2), Math.sqrt(36 / 2)]);
  });

  it('leaves voxels out that never change', () => {
    const { nonStandardised } = dvars(
      seriesOf([
        [10, 13, 10],
        [50, 50, 50],
        [0, 0, 0],
      ]),
    );
    expect([...nonStandardised]).toEqual([NONE, 3, 3]);
  });

  it('takes a change by rounding for none', () => {
    const { nonStandardised } = dvars(
      seriesOf([
        [10, 13, 10],
        [50, 50.000003, 50],
      ]),
    );
    expect([...nonStandardised]).toEqual([NONE, 3, 3]);
  });

  it('is taken over the voxels that have both values', () => {
    const { nonStandardised } = dvars(
      seriesOf([
        [10, 13, 20],
        [20, 24, 22],
        [5, 6, NONE],
      ]),
    );
    expect([...nonStandardised]).toEqual([NONE, Math.sqrt((9 + 16 + 1) / 3), Math.sqrt((49 + 4) / 2)]);
  });

  it('is none for the pairs of a volume without values', () => {
    const { nonStandardised } = dvars(
      seriesOf([
        [10, 13, NONE, 20, 21],
        [20, 24, NONE, 30, 33],
      ]),
    );
    expect([...nonStandardised]).toEqual([NONE, Math.sqrt(12.5), NONE, NONE, Math.sqrt(5)]);
  });

  it('is none where fewer than half of the voxels have both values', () => {
    const { nonStandardised } = dvars(
      seriesOf([
        [10, 13, 20],
        [20, 24, NONE],
        [5, 6, NONE],
      ]),
    );
    expect([...nonStandardised]).toEqual([NONE, Math.sqrt(26 / 3), NONE]);
  });

  it('is 0 for volumes that are the same, if voxels change elsewhere', () => {
    expect([...dvars(seriesOf([[1, 1, 4]])).nonStandardised]).toEqual([NONE, 0, 3]);
  });
});

describe('DVARS, standardised', () => {
  it('follows by hand from quartiles, autocorrelation and change of one voxel', () => {
    // Sorted 1 … 8: quartiles at ⌊8 · ¼⌋ = 2 and ⌊8 · ¾⌋ = 6, which are 3 and 7. Mean 4.5, sum of squares 42.
    const course = [1, 5, 2, 6, 3, 7, 4, 8];
    const lagged = [-3.5 * 0.5, 0.5 * -2.5, -2.5 * 1.5, 1.5 * -1.5, -1.5 * 2.5, 2.5 * -0.5, -0.5 * 3.5];
    const rho = lagged.reduce((sum, x) => sum + x) / 42;
    const expected = Math.sqrt(2 * (1 - rho)) * (4 / 1.349);
    const { standardised, voxelwise } = dvars(seriesOf([course]));
    const hand = Float64Array.of(NONE, 4, 3, 4, 3, 4, 3, 4).map((change) => change / expected);
    expectSame(standardised, hand);
    expectSame(voxelwise, hand);
  });

  it('divides by the mean of the expectations, or each voxel by its own', () => {
    const course = [1, 5, 2, 6, 3, 7, 4, 8];
    const alone = dvars(seriesOf([course]));
    const both = dvars(seriesOf([course, course.map((x) => 3 * x)]));
    expectSame(both.voxelwise, alone.voxelwise);
    // RMS of 1 and 3 over their mean.
    expectSame(both.standardised, alone.standardised, Math.sqrt(5) / 2);
  });

  it('is about 1 in white noise', () => {
    const { standardised, voxelwise } = dvars(seriesOf(noisyCourses('white', { voxels: 3000, volumes: 60 })));
    expect(rootMeanSquare([...standardised.subarray(1)])).toBeCloseTo(1, 1);
    expect(rootMeanSquare([...voxelwise.subarray(1)])).toBeCloseTo(1, 1);
  });

  it('rises in a volume that differs, and in the one after', () => {
    const quiet = noisyCourses('spike', { voxels: 500, volumes: 30 });
    const { standardised, voxelwise } = dvars(
      seriesOf(changed(quiet, (x, n, v) => (v === 12 && n % 2 === 0 ? x + 60 : x))),
    );
    for (const figure of [standardised, voxelwise]) {
      const high = [...figure.keys()].filter((v) => figure[v]! > 2);
      expect(high).toEqual([12, 13]);
    }
  });

  it.each([1, 2, 3, 5])('is none with %d volumes, too few for an estimate', (volumes) => {
    const { standardised, voxelwise, nonStandardised } = dvars(
      seriesOf(noisyCourses('short', { voxels: 100, volumes })),
    );
    expect([...standardised, ...voxelwise].every(Number.isNaN)).toBe(true);
    expect([...nonStandardised.subarray(1)].some(Number.isNaN)).toBe(false);
  });

  it('is within a fifth of 1 in white noise from six volumes on', () => {
    for (const volumes of [6, 7, 9, 12]) {
      const { standardised } = dvars(seriesOf(noisyCourses('six', { voxels: 3000, volumes })));
      expect(Math.abs(rootMeanSquare([...standardised.subarray(1)]) - 1)).toBeLessThan(0.2);
    }
  });

  it('leaves voxels out that lack a value in some volume', () => {
    const whole = noisyCourses('missing', { voxels: 40, volumes: 20 });
    const torn = changed(noisyCourses('torn', { voxels: 10, volumes: 20 }), (x, _, v) =>
      v === 7 ? NONE : 9 * x,
    );
    const alone = dvars(seriesOf(whole));
    const together = dvars(seriesOf([...whole, ...torn]));
    expectSame(together.standardised, alone.standardised);
    expectSame(together.voxelwise, alone.voxelwise);
  });

  it('leaves voxels out of which the quartiles are the same', () => {
    const whole = noisyCourses('quartiles', { voxels: 40, volumes: 20 });
    const spike = Array.from({ length: 20 }, (_, v) => (v === 4 ? 900 : 500));
    expectSame(dvars(seriesOf([...whole, spike])).voxelwise, dvars(seriesOf(whole)).voxelwise);
  });

  it('is none where most of the voxels have no expectation', () => {
    const whole = noisyCourses('few', { voxels: 10, volumes: 20 });
    const torn = changed(noisyCourses('torn', { voxels: 11, volumes: 20 }), (x, _, v) =>
      v === 7 ? NONE : x,
    );
    const { standardised, voxelwise } = dvars(seriesOf([...whole, ...torn]));
    expect([...standardised, ...voxelwise].every(Number.isNaN)).toBe(true);
  });

  it('goes on where a volume has no values at all', () => {
    const courses = noisyCourses('gap', { voxels: 2000, volumes: 40 });
    const { standardised } = dvars(seriesOf(changed(courses, (x, _, v) => (v === 20 ? NONE : x))));
    const missing = [...standardised.keys()].filter((v) => Number.isNaN(standardised[v]));
    expect(missing).toEqual([0, 20, 21]);
    expect(standardised[30]).toBeCloseTo(1, 0);
  });
});

describe('DVARS of any series', () => {
  const courses = noisyCourses('any', { voxels: 60, volumes: 16 });
  const plain = dvars(seriesOf(courses));

  it('grows with the values where it is not standardised, and else not', () => {
    assert(
      property(double({ min: 0.01, max: 1000, noNaN: true }), (scale) => {
        const scaled = dvars(seriesOf(changed(courses, (x) => scale * x)));
        expectSame(scaled.nonStandardised, plain.nonStandardised, scale);
        expectSame(scaled.standardised, plain.standardised);
        expectSame(scaled.voxelwise, plain.voxelwise);
      }),
      { numRuns: 30 },
    );
  });

  it('does not depend on an offset', () => {
    assert(
      property(integer({ min: -2000, max: 2000 }), (offset) => {
        const moved = dvars(seriesOf(changed(courses, (x) => x + offset)));
        expectSame(moved.nonStandardised, plain.nonStandardised);
        expectSame(moved.standardised, plain.standardised);
        expectSame(moved.voxelwise, plain.voxelwise);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same of ranges that were worked on apart', () => {
    assert(
      property(integer({ min: 0, max: 60 }), (cut) => {
        const series = seriesOf(courses);
        const parts = [dvarsSums(series, { from: 0, to: cut }), dvarsSums(series, { from: cut, to: 60 })];
        expectSame(dvarsFrom(parts).standardised, plain.standardised);
        expectSame(dvarsFrom(parts).nonStandardised, plain.nonStandardised);
      }),
    );
  });

  it('is the same of stored integers', () => {
    const stored = changed(courses, Math.round);
    const series = seriesOf(stored);
    const asIntegers = { ...series, values: Int16Array.from(series.values) };
    expect(dvars(asIntegers)).toEqual(dvars(series));
  });

  it('is none where nothing changes, where there are no voxels, and of no sums', () => {
    const still = dvars(seriesOf(Array.from({ length: 5 }, () => Array(12).fill(100))));
    const empty = dvars({ volumes: 12, voxels: 0, values: new Float32Array(0) });
    for (const { nonStandardised, standardised, voxelwise } of [still, empty]) {
      for (const figure of [nonStandardised, standardised, voxelwise]) {
        expect([...figure]).toEqual(Array(12).fill(NONE));
      }
    }
    expect(dvarsFrom([]).standardised).toHaveLength(0);
  });
});

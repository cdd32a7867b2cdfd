import { assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlierCounts, outlierFractions, qginv } from '../../../src/motion/temporal/outliers.js';
import { changed, noisyCourses, seriesOf } from './series.js';

const NONE = Number.NaN;
/** Median 4 and MAD 2, whatever its last value is. */
const COURSE = [4, 2, 6, 4, 2, 6, 4, 2, 6, 4];

/** With 10 volumes and MAD 2: how far from the median a value may be. */
const LIMIT = qginv(0.001 / 10) * Math.sqrt(Math.PI / 2) * 2;

function withLast(value: number): number[] {
  return [...COURSE.slice(0, -1), value];
}

describe('outlierCounts', () => {
  it('counts a value beyond the limit, in its volume', () => {
    const { voxels, perVolume } = outlierCounts(seriesOf([withLast(4 + LIMIT + 0.01)]));
    expect(voxels).toBe(1);
    expect([...perVolume]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('does not count a value within it', () => {
    expect([...outlierCounts(seriesOf([withLast(4 + LIMIT - 0.01)])).perVolume]).toEqual(Array(10).fill(0));
  });

  it('counts below the median as above', () => {
    expect(outlierCounts(seriesOf([withLast(4 - LIMIT - 0.01)])).perVolume[9]).toBe(1);
  });

  it('leaves voxels out whose median absolute deviation is 0', () => {
    const spike = [5, 5, 5, 5, 900, 5, 5, 5, 5, 5];
    const { voxels, perVolume, incomplete } = outlierCounts(seriesOf([spike, COURSE]));
    expect({ voxels, incomplete }).toEqual({ voxels: 1, incomplete: 0 });
    expect(perVolume[4]).toBe(0);
  });

  it('leaves voxels out that lack a value', () => {
    const torn = [NONE, ...withLast(900).slice(1)];
    const { voxels, perVolume, incomplete } = outlierCounts(seriesOf([torn, COURSE]));
    expect({ voxels, incomplete }).toEqual({ voxels: 1, incomplete: 1 });
    expect([...perVolume]).toEqual(Array(10).fill(0));
  });

  it('counts no voxel where volumes are too few for a spread', () => {
    const { voxels, perVolume } = outlierCounts(seriesOf([[1, 2, 3, 2, 900]]));
    expect(voxels).toBe(0);
    expect([...perVolume]).toEqual([0, 0, 0, 0, 0]);
  });

  it('works on a range only', () => {
    const series = seriesOf([withLast(900), COURSE, withLast(900), withLast(900)]);
    const { voxels, perVolume } = outlierCounts(series, { from: 1, to: 3 });
    expect({ voxels, last: perVolume[9] }).toEqual({ voxels: 2, last: 1 });
  });

  it('finds in white noise about what chance gives', () => {
    const volumes = 100;
    const { voxels, perVolume } = outlierCounts(seriesOf(noisyCourses('chance', { voxels: 4000, volumes })));
    const share = perVolume.reduce((sum, n) => sum + n) / (voxels * volumes);
    // 0.002 / 100 if the spread were known; it is estimated, which makes it larger.
    expect(share).toBeGreaterThan(0.00002);
    expect(share).toBeLessThan(0.002);
  });
});

describe('outlierCounts of any series', () => {
  const quiet = noisyCourses('outliers', { voxels: 50, volumes: 15 });
  const courses = changed(quiet, (x, n, v) => (v === 6 && n % 3 === 0 ? x + 200 : x));
  const plain = outlierCounts(seriesOf(courses)).perVolume;

  it('does not depend on scale, sign or offset', () => {
    assert(
      property(
        double({ min: 0.05, max: 100, noNaN: true }),
        integer({ min: -500, max: 500 }),
        (scale, offset) => {
          const up = changed(courses, (x) => scale * x + offset);
          expect(outlierCounts(seriesOf(up)).perVolume).toEqual(plain);
          expect(outlierCounts(seriesOf(changed(up, (x) => -x))).perVolume).toEqual(plain);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('finds the planted ones', () => {
    expect(plain[6]).toBeGreaterThanOrEqual(17);
    expect(plain.reduce((sum, n) => sum + n) - plain[6]!).toBeLessThan(20);
  });

  it('adds up over ranges', () => {
    assert(
      property(integer({ min: 0, max: 50 }), (cut) => {
        const series = seriesOf(courses);
        const parts = [
          outlierCounts(series, { from: 0, to: cut }),
          outlierCounts(series, { from: cut, to: 50 }),
        ];
        expect(outlierFractions(parts)).toEqual(outlierFractions([outlierCounts(series)]));
      }),
    );
  });
});

describe('outlierFractions', () => {
  it('is the share of the voxels that count', () => {
    const flat = Array(10).fill(3);
    const fractions = outlierFractions([
      outlierCounts(seriesOf([withLast(900), COURSE, flat, COURSE, COURSE])),
    ]);
    expect([...fractions]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0.25]);
  });

  it('is none for a volume without values, which is no part of the others’ spread', () => {
    const gap = changed([withLast(900), COURSE], (x, _, v) => (v === 2 ? NONE : x));
    const fractions = outlierFractions([outlierCounts(seriesOf(gap))]);
    expect([...fractions]).toEqual([0, 0, NONE, 0, 0, 0, 0, 0, 0, 0.5]);
  });

  it('is none where no voxel counts', () => {
    expect([...outlierFractions([outlierCounts(seriesOf([[1, 2, 3]]))])]).toEqual([NONE, NONE, NONE]);
    expect([...outlierFractions([outlierCounts(seriesOf([Array(10).fill(1)]))])]).toEqual(
      Array(10).fill(NONE),
    );
  });

  it('is none where most of the voxels lack a value', () => {
    const torn = [NONE, ...COURSE.slice(1)];
    const fractions = outlierFractions([outlierCounts(seriesOf([torn, torn, COURSE]))]);
    expect([...fractions]).toEqual(Array(10).fill(NONE));
  });

  it('has nothing to say of no counts', () => {
    expect(outlierFractions([])).toHaveLength(0);
  });
});

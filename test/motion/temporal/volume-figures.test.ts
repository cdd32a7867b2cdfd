import { describe, expect, it } from 'vitest';
import { globalSignal, qualityIndex } from '../../../src/motion/temporal/volume-figures.js';
import { voxelStatistics } from '../../../src/motion/temporal/voxel-statistics.js';
import { changed, noisyCourses, seriesOf } from './series.js';

const NONE = Number.NaN;

/** One volume's quality against a median. */
function quality(volume: readonly number[], median: readonly number[]): number {
  const series = { volumes: 1, voxels: volume.length, values: Float32Array.from(volume) };
  return qualityIndex(series, Float32Array.from(median))[0]!;
}

describe('qualityIndex', () => {
  it('is 0 for the same order and 2 for the opposite one', () => {
    expect(quality([1, 20, 300], [5, 6, 7])).toBe(0);
    expect(quality([300, 20, 1], [5, 6, 7])).toBe(2);
  });

  it('is 1 − (1 − 6 Σd² / (n (n² − 1))) where there are no ties', () => {
    // Ranks 1 3 2 5 4 against 1 2 3 4 5: Σd² = 4.
    expect(quality([10, 30, 20, 50, 40], [1, 2, 3, 4, 5])).toBeCloseTo((6 * 4) / (5 * 24), 12);
  });

  it('shares the ranks of ties', () => {
    // Ranks 1.5 1.5 3 4 against 1 2 3 4: products 4.5, squares 4.5 and 5.
    expect(quality([7, 7, 8, 9], [1, 2, 3, 4])).toBeCloseTo(1 - 4.5 / Math.sqrt(4.5 * 5), 12);
  });

  it('is taken over the voxels that have both values', () => {
    expect(quality([1, NONE, 2, 3, 4], [1, 0, 2, NONE, 3])).toBe(0);
  });

  it('is none where all voxels are alike', () => {
    expect(quality([4, 4, 4, 4], [1, 2, 3, 4])).toBeNaN();
    expect(quality([1, 2, 3, 4], [4, 4, 4, 4])).toBeNaN();
  });

  it('is none where fewer than half of the voxels, or fewer than three, have a value', () => {
    expect(quality([1, 2, 3, NONE, NONE, NONE, NONE], [1, 2, 3, 4, 5, 6, 7])).toBeNaN();
    expect(quality([1, 2], [1, 2])).toBeNaN();
    expect(quality([], [])).toBeNaN();
  });

  it('does not depend on a monotonous change of the values', () => {
    const courses = noisyCourses('monotonous', { voxels: 300, volumes: 5 });
    const { median } = voxelStatistics(seriesOf(courses));
    const plain = qualityIndex(seriesOf(courses), median);
    expect(qualityIndex(seriesOf(changed(courses, (x) => 3 * x - 700)), median)).toEqual(plain);
    expect(qualityIndex(seriesOf(changed(courses, (x) => Math.exp(x / 300))), median)).toEqual(plain);
  });

  it('is largest for the volume that differs from the others', () => {
    const quiet = noisyCourses('differs', { voxels: 400, volumes: 9 });
    const courses = changed(quiet, (x, n, v) => (v === 5 ? (quiet[(n + 20) % 400]?.[v] ?? x) : x));
    const index = qualityIndex(seriesOf(courses), voxelStatistics(seriesOf(courses)).median);
    expect(index.indexOf(Math.max(...index))).toBe(5);
    expect(index[5]).toBeGreaterThan(3 * index[4]!);
  });

  it('judges the others as before where one volume has no values', () => {
    const courses = noisyCourses('gap', { voxels: 50, volumes: 4 });
    const { median } = voxelStatistics(seriesOf(courses));
    const plain = qualityIndex(seriesOf(courses), median);
    const gap = changed(courses, (x, _, v) => (v === 1 ? NONE : x));
    expect([...qualityIndex(seriesOf(gap), median)]).toEqual([plain[0], NONE, plain[2], plain[3]]);
  });
});

describe('globalSignal', () => {
  it('is the mean of each volume', () => {
    const series = seriesOf([
      [1, 2, 0],
      [3, 6, 0],
    ]);
    expect([...globalSignal(series)]).toEqual([2, 4, 0]);
  });

  it('leaves missing values out, and does not count them as 0', () => {
    const series = seriesOf([
      [1, NONE],
      [3, 6],
    ]);
    expect([...globalSignal(series)]).toEqual([2, 6]);
  });

  it('is none where fewer than half of the voxels have a value', () => {
    const series = seriesOf([
      [1, NONE, NONE],
      [3, NONE, NONE],
      [5, 8, NONE],
    ]);
    expect([...globalSignal(series)]).toEqual([3, NONE, NONE]);
  });

  it('is none without voxels', () => {
    expect([...globalSignal({ volumes: 2, voxels: 0, values: new Int16Array(0) })]).toEqual([NONE, NONE]);
  });
});

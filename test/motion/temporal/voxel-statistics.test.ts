import { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { voxelStatistics } from '../../../src/motion/temporal/voxel-statistics.js';
import { changed, noisyCourses, seriesOf } from './series.js';

const NONE = Number.NaN;

describe('voxelStatistics', () => {
  it('gives mean, median, deviation and their ratio', () => {
    // About the line 100 + v the residuals are ±1 and uncorrelated with time.
    const residuals = [1, -1, -1, 1, 1, -1, -1, 1];
    const course = residuals.map((r, v) => 100 + v + r);
    const { mean, median, standardDeviation, tsnr } = voxelStatistics(seriesOf([course]));
    expect(mean[0]).toBe(103.5);
    expect(median[0]).toBe(104);
    expect(standardDeviation[0]).toBeCloseTo(Math.sqrt(8 / 7), 6);
    expect(tsnr[0]).toBeCloseTo(103.5 / Math.sqrt(8 / 7), 4);
  });

  it('does not take a steady rise for noise', () => {
    const flat = noisyCourses('rise', { voxels: 20, volumes: 30 });
    const rising = changed(flat, (x, _, v) => x + 5 * (v - 14.5));
    const expected = voxelStatistics(seriesOf(flat));
    const found = voxelStatistics(seriesOf(rising));
    for (const [n, deviation] of found.standardDeviation.entries()) {
      expect(deviation).toBeCloseTo(expected.standardDeviation[n]!, 4);
      expect(found.tsnr[n]).toBeCloseTo(expected.tsnr[n]!, 3);
    }
  });

  it('has no ratio where a voxel never changes', () => {
    const { mean, standardDeviation, tsnr } = voxelStatistics(seriesOf([Array(8).fill(7)]));
    expect([mean[0], standardDeviation[0], tsnr[0]]).toEqual([7, 0, NONE]);
  });

  it('has no ratio where a voxel rises without noise: rounding is none', () => {
    const { tsnr } = voxelStatistics(seriesOf([Array.from({ length: 12 }, (_, v) => 0.1 * v + 1000.7)]));
    expect(tsnr[0]).toBeNaN();
  });

  it('takes mean and median of the values that there are, and no deviation where one is missing', () => {
    const whole = Array.from({ length: 8 }, (_, v) => v);
    const torn = [1, NONE, 2, 3, 10, NONE, NONE, NONE];
    const { mean, median, standardDeviation, tsnr } = voxelStatistics(seriesOf([whole, torn]));
    expect([mean[1], median[1]]).toEqual([4, 2.5]);
    expect([standardDeviation[1], tsnr[1]]).toEqual([NONE, NONE]);
    expect(mean[0]).toBe(3.5);
  });

  it('gives nothing of a voxel without any value', () => {
    const { mean, median, tsnr } = voxelStatistics(
      seriesOf([
        [NONE, NONE],
        [1, 2],
      ]),
    );
    expect([mean[0], median[0], tsnr[0]]).toEqual([NONE, NONE, NONE]);
  });

  it('passes over a volume without values, while time goes on', () => {
    const line = Array.from({ length: 10 }, (_, v) => 200 + 4 * v + (v % 2));
    const gap = line.map((x, v) => (v === 4 || v === 5 ? NONE : x));
    const { standardDeviation, mean } = voxelStatistics(seriesOf([gap]));
    expect(mean[0]).toBeCloseTo(218.5, 4);
    // Residuals of ±½ only: had time stood still, there would be a step of 8.
    expect(standardDeviation[0]).toBeLessThan(0.6);
  });

  it.each([1, 2, 3, 5])('has no deviation with %d volumes, too few for one', (volumes) => {
    const { standardDeviation, tsnr, mean, median } = voxelStatistics(
      seriesOf(noisyCourses('short', { voxels: 4, volumes })),
    );
    expect([...standardDeviation, ...tsnr].every(Number.isNaN)).toBe(true);
    expect([...mean, ...median].some(Number.isNaN)).toBe(false);
  });

  it('gives a range from its own first voxel on', () => {
    const courses = noisyCourses('range', { voxels: 150, volumes: 9 });
    const whole = voxelStatistics(seriesOf(courses));
    const part = voxelStatistics(seriesOf(courses), { from: 60, to: 140 });
    expect(part.mean).toEqual(whole.mean.slice(60, 140));
    expect(part.median).toEqual(whole.median.slice(60, 140));
    expect(part.standardDeviation).toEqual(whole.standardDeviation.slice(60, 140));
    expect(part.tsnr).toEqual(whole.tsnr.slice(60, 140));
  });

  it('has a ratio that does not depend on scale', () => {
    const courses = noisyCourses('scale', { voxels: 10, volumes: 12 });
    const plain = voxelStatistics(seriesOf(courses));
    assert(
      property(double({ min: 0.01, max: 1000, noNaN: true }), (scale) => {
        const { tsnr, standardDeviation } = voxelStatistics(seriesOf(changed(courses, (x) => scale * x)));
        for (const [n, ratio] of tsnr.entries()) {
          expect(ratio / plain.tsnr[n]!).toBeCloseTo(1, 6);
          expect(standardDeviation[n]! / (scale * plain.standardDeviation[n]!)).toBeCloseTo(1, 6);
        }
      }),
      { numRuns: 30 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { gaussianHalf, smooth } from '../../../src/motion/realign/smooth.js';

const grid = { dims: [41, 31, 21] as const, spacingMm: [1, 1.5, 2] as const };
const centre = (10 * 31 + 15) * 41 + 20;

/** A volume with a single bright voxel in its middle. */
function point(): Float32Array {
  const values = new Float32Array(41 * 31 * 21);
  values[centre] = 1000;
  return values;
}

/** Standard deviation in mm along one axis of what became of the bright voxel. */
function sigmaMm(values: Float32Array, axis: 0 | 1 | 2): number {
  const stride = [1, 41, 41 * 31][axis] ?? 1;
  let [sum, square] = [0, 0];
  for (let n = -10; n <= 10; n++) {
    const value = values[centre + n * stride] ?? 0;
    sum += value;
    square += value * (n * (grid.spacingMm[axis] ?? 1)) ** 2;
  }
  return Math.sqrt(square / sum);
}

describe('Gaussian smoothing', () => {
  it('is as wide in mm along every axis, whatever the spacing', () => {
    const values = smooth(point(), grid, 7);
    for (const axis of [0, 1, 2] as const) expect(sigmaMm(values, axis) * 2.3548).toBeCloseTo(7, 0);
  });

  it('may differ from axis to axis, and leaves an axis of 0 alone', () => {
    const values = smooth(point(), grid, [4, 0, 8]);
    expect(sigmaMm(values, 0) * 2.3548).toBeCloseTo(4, 0);
    expect(values[centre + 41]).toBe(0);
    expect(sigmaMm(values, 2) * 2.3548).toBeCloseTo(8, 0);
  });

  it('keeps the sum far from the borders', () => {
    const sum = smooth(point(), grid, 5).reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(1000, 2);
  });

  it('leaves a constant a constant up to its corners', () => {
    const values = smooth(new Float32Array(41 * 31 * 21).fill(7), grid, 9);
    for (const value of values) expect(Math.abs(value - 7)).toBeLessThan(1e-5);
  });

  it('gives a new array, and does not touch the old one', () => {
    const values = point();
    const same = smooth(values, grid, 0);
    expect(same).not.toBe(values);
    expect(same).toEqual(values);
    smooth(values, grid, 6);
    expect(values[centre]).toBe(1000);
    expect(values[centre + 1]).toBe(0);
  });

  it('is the same on a mirrored volume, mirrored', () => {
    const dims = [6, 5, 4] as const;
    const values = Float32Array.from({ length: 120 }, (_, n) => Math.sin(n * n));
    const there = smooth(values, { dims, spacingMm: [2, 2, 2] }, 5);
    const back = smooth(values.slice().reverse(), { dims, spacingMm: [2, 2, 2] }, 5).reverse();
    for (const [n, value] of there.entries()) expect(value).toBeCloseTo(back[n] ?? Number.NaN, 6);
  });

  it('works along an axis of one voxel', () => {
    const values = smooth(Float32Array.of(1, 2, 3), { dims: [3, 1, 1], spacingMm: [2, 2, 2] }, 4);
    expect(values[1]).toBeCloseTo(2, 6);
    expect(values[0]).toBeGreaterThan(1);
  });
});

describe('the kernel', () => {
  it('sums to 1, the centre counted once', () => {
    const half = gaussianHalf(1.3);
    expect(half.reduce((sum, weight, n) => sum + (n === 0 ? weight : 2 * weight), 0)).toBeCloseTo(1, 12);
    expect([...gaussianHalf(0)]).toEqual([1]);
  });
});

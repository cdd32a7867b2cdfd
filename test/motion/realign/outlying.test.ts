import { describe, expect, it } from 'vitest';
import { median, outlyingSlices } from '../../../src/motion/realign/outlying.js';
import type { Residuals } from '../../../src/motion/realign/residuals.js';

const MEAN = 1000;

/** Slices of 500 voxels each. */
function residuals(rms: readonly number[], voxels: Readonly<Record<number, number>> = {}): Residuals {
  return {
    blocks: new Float64Array(49),
    sliceRms: Float64Array.from(rms),
    sliceVoxels: Float64Array.from(rms, (_, slice) => voxels[slice] ?? 500),
  };
}

const sound = (slices = 20): number[] => Array.from({ length: slices }, (_, n) => 10 + (n % 3));
const withSlices = (own: Readonly<Record<number, number>>): number[] =>
  sound().map((rms, n) => own[n] ?? rms);

describe('slices that stand out', () => {
  it('are none where all residuals are alike', () => {
    expect(outlyingSlices(residuals(sound()), MEAN)).toEqual([]);
    expect(outlyingSlices(residuals([]), MEAN)).toEqual([]);
    expect(outlyingSlices(residuals([5]), MEAN)).toEqual([]);
  });

  it('are those with far more than the others, wherever they lie', () => {
    expect(outlyingSlices(residuals(withSlices({ 0: 200, 7: 90, 19: 400 })), MEAN)).toEqual([0, 7, 19]);
    expect(outlyingSlices(residuals(withSlices({ 8: 200, 9: 220, 10: 190 })), MEAN)).toEqual([8, 9, 10]);
    expect(outlyingSlices(residuals(withSlices({ 8: 200, 10: 220, 12: 190 })), MEAN)).toEqual([8, 10, 12]);
  });

  it('are not the neighbours that a lost slice is smoothed into', () => {
    expect(outlyingSlices(residuals(withSlices({ 6: 60, 7: 400, 8: 70 })), MEAN)).toEqual([7]);
  });

  it('differ from the others by three times and by two hundredths of the signal', () => {
    expect(outlyingSlices(residuals(withSlices({ 7: 32 })), MEAN)).toEqual([]);
    expect(outlyingSlices(residuals(withSlices({ 7: 34 })), MEAN)).toEqual([7]);
    expect(outlyingSlices(residuals(withSlices({ 7: 34 })), 2 * MEAN)).toEqual([]);
  });

  it('are none where every other slice differs: no slice is then the usual one', () => {
    const half = sound().map((rms, n) => (n % 2 === 0 ? 10 * rms : rms));
    expect(outlyingSlices(residuals(half), MEAN)).toEqual([]);
  });

  it('are not judged by a few voxels, and none is left out without any', () => {
    expect(outlyingSlices(residuals(withSlices({ 7: 400 }), { 7: 19 }), MEAN)).toEqual([]);
    expect(outlyingSlices(residuals(withSlices({ 7: 400 }), { 7: 20 }), MEAN)).toEqual([7]);
    expect(outlyingSlices(residuals(withSlices({ 7: Number.NaN }), { 7: 0 }), MEAN)).toEqual([]);
    expect(outlyingSlices(residuals(withSlices({ 7: Number.NaN, 8: 300 }), { 7: 0 }), MEAN)).toEqual([8]);
  });
});

describe('the median', () => {
  it('is the middle value, or the mean of two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBe(0);
  });
});

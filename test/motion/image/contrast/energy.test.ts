import { describe, expect, it } from 'vitest';
import { entropyFocus, foregroundBackgroundEnergy } from '../../../../src/motion/image/contrast/energy.js';
import type { ImageMasks } from '../../../../src/motion/image/contrast/image-masks.js';
import { head, imageOf } from './head.js';

function masks(values: ArrayLike<number>, threshold: number): ImageMasks {
  const foreground = Uint8Array.from(values, (value) => (value > threshold ? 1 : 0));
  const air = foreground.map((inside) => 1 - inside);
  const foregroundVoxels = foreground.reduce((sum, one) => sum + one, 0);
  const airVoxels = values.length - foregroundVoxels;
  return { foreground, air, foregroundVoxels, airVoxels, airState: 'usable', threshold };
}

describe('entropyFocus', () => {
  it('is 1 where all voxels are equal and 0 where one has all the energy', () => {
    const flat = imageOf(new Float32Array(1000).fill(7), [10, 10, 10]);
    expect(entropyFocus(flat, masks(flat.values, 0))).toBeCloseTo(1, 9);
    const point = imageOf(Float32Array.of(5, 0), [2, 1, 1]);
    expect(entropyFocus(point, { ...masks(point.values, 1), threshold: -1 })).toBe(0);
  });

  it('is its definition, summed voxel by voxel', () => {
    const image = head();
    const b = Math.sqrt(image.values.reduce((sum, x) => sum + x * x, 0));
    const entropy = image.values.reduce((sum, x) => sum - (x > 0 ? (x / b) * Math.log(x / b) : 0), 0);
    const root = Math.sqrt(image.values.length);
    expect(entropyFocus(image, masks(image.values, 200))).toBeCloseTo(entropy / (root * Math.log(root)), 5);
  });

  it('is the same of whole numbers and of the same numbers scaled', () => {
    const image = head();
    const whole = imageOf(image.values.map(Math.round), image.dims);
    const scaled = imageOf(
      whole.values.map((value) => 0.37 * value),
      image.dims,
    );
    const ofWhole = entropyFocus(whole, masks(whole.values, 200));
    expect(ofWhole).toBeCloseTo(entropyFocus(scaled, masks(scaled.values, 74)) as number, 6);
  });

  it('does not fall where a part of the air is set to zero', () => {
    const image = head();
    const cut = {
      ...image,
      values: image.values.map((value, at) => (at % 64 < 9 || at % 64 > 54 ? 0 : value)),
    };
    const whole = Number(entropyFocus(image, masks(image.values, 200)));
    expect(Number(entropyFocus(cut, masks(cut.values, 200)))).toBeGreaterThanOrEqual(whole);
  });

  it('is absent of zeros', () => {
    const zeros = imageOf(new Float32Array(8), [2, 2, 2]);
    expect(entropyFocus(zeros, masks(zeros.values, 0))).toEqual({ absent: 'no-signal' });
  });
});

describe('foregroundBackgroundEnergy', () => {
  it('is the ratio of mean squares', () => {
    const image = imageOf(Float32Array.of(10, 20, 1, 2, Number.NaN), [5, 1, 1]);
    expect(foregroundBackgroundEnergy(image, masks([10, 20, 1, 2, 0], 5))).toBe(250 / 2.5);
  });

  it('is absent where the air has no energy', () => {
    const image = imageOf(Float32Array.of(10, 20, 0, 0), [4, 1, 1]);
    expect(foregroundBackgroundEnergy(image, masks(image.values, 5))).toEqual({ absent: 'no-signal' });
  });
});

import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import type { ImageVolume } from '../../../../src/motion/image/image-volume.js';
import { sliceJitter } from '../../../../src/motion/image/stack/slice-jitter.js';

const SIZE = 32;

/** Slices of noise of 5 % about a brightness each, the lower half of each picture air. */
function stackOf(brightness: readonly number[], noise = 0.05): ImageVolume {
  const source = random('jitter');
  const values = brightness.flatMap((bright) =>
    Array.from({ length: SIZE * SIZE }, (_, n) =>
      n < (SIZE * SIZE) / 2 ? bright * (1 + noise * source.normal()) : 10,
    ),
  );
  return {
    dims: [SIZE, SIZE, brightness.length],
    spacingMm: [1, 1, 5],
    affine: new Float64Array(16),
    values: Float32Array.from(values),
  };
}

function jitterOf(image: ImageVolume, skip: readonly number[] = []) {
  const skipped = Uint8Array.from({ length: image.dims[2] }, (_, n) => (skip.includes(n) ? 1 : 0));
  return sliceJitter({ image, threshold: 200, zero: 0, skipped });
}

describe('the jitter of slices', () => {
  it('is what a slice has more or less than its neighbours, to 0.7 %', () => {
    const { percent, percents } = jitterOf(stackOf([1000, 1000, 1000, 1080, 1000, 1000, 1000]));
    expect(Math.abs((percent as number) - 8)).toBeLessThan(0.7);
    const expected = [0, -3.8, 8, -3.8, 0];
    for (const [n, value] of expected.entries())
      expect(Math.abs((percents[n + 1] ?? 99) - value)).toBeLessThan(0.7);
    expect([percents[0], percents[6]]).toEqual([Number.NaN, Number.NaN]);
  });

  it('grows with the deviation', () => {
    const values = [0, 0.02, 0.05, 0.2].map(
      (more) => jitterOf(stackOf([1000, 1000, 1000, 1000 * (1 + more), 1000, 1000, 1000])).percent as number,
    );
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values[0]).toBeLessThan(0.7);
  });

  it('compares nothing with slices that are left out', () => {
    const { percents } = jitterOf(stackOf([1000, 1000, 1000, 5, 1000, 1000, 1000, 1000, 1000]), [3]);
    const told = Array.from(percents.entries()).filter(([, one]) => Number.isFinite(one));
    expect(told.map(([slice]) => slice)).toEqual([1, 5, 6, 7]);
  });

  it('is uncertain where voxels do not go on from slice to slice', () => {
    const steps = [300, 1000, 500, 1500, 700, 2000, 900];
    expect(jitterOf(stackOf(steps)).percent).toEqual({ absent: 'uncertain' });
  });

  it('is uncertain where noise drowns it', () => {
    expect(jitterOf(stackOf(Array(7).fill(1000), 0.4)).percent).toEqual({ absent: 'uncertain' });
  });

  it('is uncertain of two slices that can be told', () => {
    expect(jitterOf(stackOf(Array(4).fill(1000))).percent).toEqual({ absent: 'uncertain' });
    expect(jitterOf(stackOf(Array(5).fill(1000))).percent).toBeLessThan(0.7);
  });
});

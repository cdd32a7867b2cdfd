import { describe, expect, it } from 'vitest';
import { normalPairs } from '../../../fixtures/motion/noise.js';
import { combRatios } from '../../../src/motion/slices/comb.js';

const DIMS = [40, 40, 9] as const;
const SIZE = DIMS[0] * DIMS[1];

/** Noise, and a pattern that is multiplied with a factor of each slice. */
function left(seed: string, factorOf: (slice: number) => number): Float32Array {
  const pairs = normalPairs(seed);
  return Float32Array.from({ length: SIZE * DIMS[2] }, (_, n) => {
    pairs.draw();
    const pattern = Math.sin((n % DIMS[0]) / 3) + Math.cos(Math.floor((n % SIZE) / DIMS[0]) / 4);
    return pairs.a + factorOf(Math.floor(n / SIZE)) * pattern;
  });
}

const inner = (ratios: Float64Array): number[] => Array.from(ratios.subarray(1, -1));

describe('combRatios', () => {
  it('is 1 in white noise, whatever its strength', () => {
    const noise = left('white', () => 0);
    for (const values of [noise, noise.map((value) => value * 50)]) {
      for (const ratio of inner(combRatios(values, DIMS))) expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
    }
  });

  it('rises with an error that changes its sign from slice to slice', () => {
    for (const ratio of inner(
      combRatios(
        left('comb', (k) => (k % 2 === 0 ? 1 : -1)),
        DIMS,
      ),
    )) {
      // 3/2 noise and 2² times the pattern's variance of about 1, over 3/2 noise.
      expect(ratio).toBeGreaterThan(2.8);
      expect(ratio).toBeLessThan(4.5);
    }
  });

  it('does not rise with an error that goes on from slice to slice', () => {
    for (const ratio of inner(
      combRatios(
        left('smooth', (k) => 1 + k / 3),
        DIMS,
      ),
    ))
      expect(ratio).toBeLessThan(1.15);
  });

  it('does not rise with one slice that is unlike all others', () => {
    const ratios = inner(
      combRatios(
        left('one', (k) => (k === 4 ? 5 : 0)),
        DIMS,
      ),
    );
    const sorted = ratios.sort((a, b) => a - b);
    expect(sorted[sorted.length >> 1]).toBeLessThan(1.15);
  });

  it('has no value for the outer slices, nor where too few voxels have one in all three', () => {
    const values = left('gaps', () => 0).fill(Number.NaN, 4 * SIZE, 5 * SIZE - 30);
    const ratios = combRatios(values, DIMS);
    expect([0, 3, 4, 5, 8].map((k) => ratios[k])).toEqual(new Array(5).fill(Number.NaN));
    expect(ratios[2]).toBeCloseTo(1, 0);
    expect(ratios[6]).toBeCloseTo(1, 0);
  });
});

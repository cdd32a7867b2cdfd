import { describe, expect, it } from 'vitest';
import { neighbourCorrelations } from '../../../src/motion/temporal/neighbour-correlation.js';

function correlations(...volumes: readonly number[][]): number[] {
  const [first = []] = volumes;
  const values = Float32Array.from(volumes.flat());
  return [...neighbourCorrelations({ volumes: volumes.length, voxels: first.length, values })];
}

describe('the correlation of neighbouring volumes', () => {
  it('is 1 for a volume that is scaled, −1 for one that is inverted, and unknown for the first', () => {
    const found = correlations([1, 2, 3, 5], [12, 14, 16, 20], [-1, -2, -3, -5]);
    expect(found[0]).toBeNaN();
    expect(found[1]).toBeCloseTo(1, 12);
    expect(found[2]).toBeCloseTo(-1, 12);
  });

  it('agrees with the definition on values that are neither', () => {
    const [, found] = correlations([1, 2, 3, 4], [2, 1, 4, 3]);
    expect(found).toBeCloseTo(0.6, 12);
  });

  it('leaves out voxels that one of the two lacks', () => {
    const [, found] = correlations([1, 2, 3, 100, Number.NaN], [2, 4, 6, Number.NaN, 7]);
    expect(found).toBeCloseTo(1, 12);
  });

  it('is unknown where a volume is constant or has no value', () => {
    const [, constant, none] = correlations([1, 2, 3], [5, 5, 5], [Number.NaN, Number.NaN, Number.NaN]);
    expect(constant).toBeNaN();
    expect(none).toBeNaN();
  });
});

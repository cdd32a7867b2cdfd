import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { twoLevels } from '../../../../src/motion/phantom/find/levels.js';

function image(lowShare: number, noise: number): Float32Array {
  const source = random('levels');
  return Float32Array.from(
    { length: 30000 },
    () => (source.uniform() < lowShare ? 20 : 100) + noise * source.normal(),
  );
}

describe('twoLevels', () => {
  it.each([0.2, 0.5, 0.9])('tells ground and object where the ground is %d of the image', (share) => {
    const levels = twoLevels(image(share, 5));
    expect(levels?.low).toBeCloseTo(20, 0);
    expect(levels?.high).toBeCloseTo(100, 0);
    expect(levels?.half).toBeCloseTo(60, 0);
  });

  it('does not mind a few values that are far off, or not numbers', () => {
    const values = image(0.5, 5);
    values[3] = 1e9;
    values[4] = Number.NaN;
    values[5] = Number.POSITIVE_INFINITY;
    expect(twoLevels(values)?.half).toBeCloseTo(60, 0);
  });

  it('tells none of one value, of none, and of no numbers', () => {
    expect(twoLevels(new Float32Array(100).fill(7))).toBeUndefined();
    expect(twoLevels(new Float32Array(0))).toBeUndefined();
    expect(twoLevels(new Float32Array(100).fill(Number.NaN))).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { isBesideBoth } from '../../../../src/motion/phantom/acr/both-axes.js';
import type { Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';

const SIZE = 100;
const SIGNAL = 1000;

/** Air of a level, noise on it. */
function air(level: number, corner: (n: number) => number = () => 0): Slice2d {
  const source = random('air');
  const values = Float32Array.from(
    { length: SIZE * SIZE },
    (_, n) => level + corner(n) + Math.abs(3 * source.normal()),
  );
  return { values, columns: SIZE, rows: SIZE, spacingMm: [1, 1] };
}

describe('signal beside a phantom', () => {
  it('is along both axes where all four sides are brighter than the corners', () => {
    expect(isBesideBoth(air(10), [40, 40, 40, 40], SIGNAL)).toBe(true);
    expect(isBesideBoth(air(10), [60, 20, 30, 70], SIGNAL)).toBe(true);
  });

  it('is not where it lies along one axis, or is as much as in the corners', () => {
    expect(isBesideBoth(air(10), [90, 90, 13, 13], SIGNAL)).toBe(false);
    expect(isBesideBoth(air(10), [13, 13, 90, 90], SIGNAL)).toBe(false);
    expect(isBesideBoth(air(40), [43, 43, 43, 43], SIGNAL)).toBe(false);
    expect(isBesideBoth(air(10), [18, 18, 18, 18], SIGNAL)).toBe(false);
  });

  it('is measured against the brightest corner', () => {
    const lit = air(10, (n) => (n % SIZE < 20 && n < 20 * SIZE ? 60 : 0));
    expect(isBesideBoth(lit, [50, 50, 50, 50], SIGNAL)).toBe(false);
  });

  it('cannot be told where a corner is masked', () => {
    const masked = air(10);
    for (let row = 0; row < 20; row++) masked.values.fill(0, row * SIZE, row * SIZE + 20);
    expect(isBesideBoth(masked, [90, 90, 90, 90], SIGNAL)).toBe(false);
  });
});

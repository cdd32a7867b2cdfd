import { describe, expect, it } from 'vitest';
import { testDiscs } from '../../../../src/motion/phantom/acr/low-contrast-disc.js';
import { withoutRinging } from '../../../../src/motion/phantom/acr/low-contrast-ringing.js';
import { discImage, insertImages, madePattern } from '../../../helpers/phantom/acr-images.js';

const INSERT = { centre: [127.5, 127.5], radiusMm: 45 } as const;
const MM = 250 / 256;

describe('testDiscs', () => {
  it('finds a disc of known contrast as far above its noise as counting its pixels says', () => {
    const image = insertImages({ sigma: 10 })[3];
    if (!image) throw new RangeError('no image');
    const discs = testDiscs(image.slice, INSERT, madePattern({})) ?? [];
    const largest = discs.filter(({ spoke }) => spoke === 1).map(({ z }) => z);
    // 51 over 10 of noise, √40 pixels, of which the unknown plane and surroundings take some.
    for (const z of largest) {
      expect(z).toBeGreaterThan(15);
      expect(z).toBeLessThan(35);
    }
    expect(discs.every(({ told, z }) => told === z > 2.9 || Math.abs(z - 2.93) < 0.05)).toBe(true);
  });

  it('tells at most 5 % of slices anything where there is nothing', () => {
    const told = Array.from({ length: 10 }, (_, n) => {
      const { slice } = discImage({ sigma: 10, seed: `nothing ${n}` });
      return (testDiscs(slice, INSERT, madePattern({})) ?? []).filter((disc) => disc.told).length;
    });
    expect(told.filter((count) => count > 0).length).toBeLessThanOrEqual(2);
  });

  it('is not taken in by noise that neighbours share', () => {
    const { slice } = discImage({ sigma: 10, seed: 'shared' });
    const values = slice.values.map((value, at) => {
      return (
        (value +
          (slice.values[at + 1] ?? 0) +
          (slice.values[at + 256] ?? 0) +
          (slice.values[at + 257] ?? 0)) /
        4
      );
    });
    const discs = testDiscs({ ...slice, values }, INSERT, madePattern({})) ?? [];
    expect(discs).toHaveLength(30);
    expect(discs.filter(({ told }) => told).length).toBeLessThanOrEqual(1);
  });

  it('has no answer for an image without noise', () => {
    const { slice } = discImage();
    expect(testDiscs(slice, INSERT, madePattern({}))).toBeUndefined();
  });
});

describe('withoutRinging', () => {
  it('takes away a ripple that is the same all round, and leaves what is not', () => {
    const ripple = (x: number, y: number): number => 30 * Math.cos((Math.PI * Math.hypot(x, y)) / 2);
    const rung = discImage({ signal: (x, y) => 1000 + ripple(x, y) });
    const spot = (x: number, y: number): number => (Math.hypot(x - 38, y) < 2 ? 50 : 0);
    const both = discImage({ signal: (x, y) => 1000 + ripple(x, y) + spot(x, y) });
    const isClear = (column: number, row: number): boolean =>
      Math.hypot((column - 127.5) * MM - 38, (row - 127.5) * MM) > 3;
    const calm = withoutRinging(rung.slice, INSERT, isClear).values;
    const withSpot = withoutRinging(both.slice, INSERT, isClear).values;
    let [worst, leftOver] = [0, 0];
    for (let at = 0; at < calm.length; at++) {
      const mm = Math.hypot(((at % 256) - 127.5) * MM, (Math.floor(at / 256) - 127.5) * MM);
      if (mm > 33 && mm < 43) worst = Math.max(worst, Math.abs((calm[at] ?? 0) - 1000));
      leftOver = Math.max(leftOver, (withSpot[at] ?? 0) - (calm[at] ?? 0));
    }
    expect(worst).toBeLessThan(12);
    expect(leftOver).toBeCloseTo(50, 3);
    expect(calm[127 * 256 + 127]).toBe(rung.slice.values[127 * 256 + 127]);
  });
});

import { describe, expect, it } from 'vitest';
import { type PicturePair, planeShift } from '../../../../src/motion/image/stack/plane-shift.js';

const SIZE = 64;

/** Three soft blobs that have moved. */
function blobs(dx: number, dy: number, gain = 1): Float32Array {
  const spots = [
    [24, 28, 6],
    [40, 36, 4],
    [30, 42, 5],
  ] as const;
  return Float32Array.from({ length: SIZE * SIZE }, (_, n) => {
    const [x, y] = [(n % SIZE) - dx, Math.floor(n / SIZE) - dy];
    return spots.reduce(
      (sum, [cx, cy, s]) => sum + gain * 100 * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * s * s)),
      0,
    );
  });
}

function pair(moved: Float32Array, reference = blobs(0, 0), stride = 1): PicturePair {
  return { columns: SIZE, rows: SIZE, moved, reference, stride };
}

describe('the shift of a picture', () => {
  it('is found to a fiftieth of a pixel', () => {
    for (const [dx, dy] of [
      [0, 0],
      [0.3, 0],
      [0, -0.7],
      [1.4, 2.2],
      [-4, 3],
    ] as const) {
      const found = planeShift(pair(blobs(dx, dy)));
      expect(Math.abs((found?.shift[0] ?? 99) - dx)).toBeLessThan(0.02);
      expect(Math.abs((found?.shift[1] ?? 99) - dy)).toBeLessThan(0.02);
      expect(found?.correlation).toBeGreaterThan(0.999);
    }
  });

  it('does not depend on brightness, and little on the stride', () => {
    for (const stride of [1, 2, 3]) {
      const found = planeShift(pair(blobs(1.2, -0.4, 3), blobs(0, 0), stride));
      expect(Math.abs((found?.shift[0] ?? 99) - 1.2)).toBeLessThan(0.03);
      expect(Math.abs((found?.shift[1] ?? 99) + 0.4)).toBeLessThan(0.03);
    }
  });

  it('has a low correlation where the pictures show different things', () => {
    const other = blobs(0, 0).map((value, n) => value * (1 + Math.sin(n % SIZE)));
    expect(planeShift(pair(other))?.correlation ?? 0).toBeLessThan(0.9);
  });

  it('is none without edges in both directions', () => {
    const bars = Float32Array.from({ length: SIZE * SIZE }, (_, n) => 100 + 50 * Math.sin((n % SIZE) / 3));
    expect(planeShift(pair(bars, bars))).toBeUndefined();
    expect(planeShift(pair(new Float32Array(SIZE * SIZE).fill(7)))).toBeUndefined();
  });

  it('is none of or against an empty picture, or one without numbers', () => {
    const empty = new Float32Array(SIZE * SIZE);
    expect(planeShift(pair(blobs(0, 0), empty))).toBeUndefined();
    expect(planeShift(pair(empty))).toBeUndefined();
    expect(planeShift(pair(empty.fill(Number.NaN)))).toBeUndefined();
  });
});

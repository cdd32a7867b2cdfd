import { describe, expect, it } from 'vitest';
import { cutOffPercent } from '../../../../src/motion/image/artefacts/cut-off.js';
import { cylinder, imageOf, type Made, mapped, masksOf, paint } from './images.js';

const DIMS = [64, 48, 5] as const;

/** A box of the field: columns and rows from the first to before the second. */
function box(columns: [number, number], rows: [number, number]): Made {
  const foreground = Uint8Array.from({ length: 64 * 48 * 5 }, (_, n) => {
    const [i, j] = [n % 64, Math.floor(n / 64) % 48];
    return i >= columns[0] && i < columns[1] && j >= rows[0] && j < rows[1] ? 1 : 0;
  });
  return {
    image: imageOf(
      foreground.map((one) => 100 * one),
      DIMS,
    ),
    masks: masksOf(foreground),
  };
}

const cutOf = ({ image, masks }: Made, modality: 'MR' | 'CT' | 'PT' = 'MR') =>
  cutOffPercent(image, masks, modality);

describe('cutOffPercent', () => {
  it.each(['MR', 'CT', 'PT'] as const)('is 0 of an object within the field of %s', (modality) => {
    expect(cutOf(box([1, 63], [1, 47]), modality)).toBe(0);
  });

  it.each([
    ['left', [0, 20], [12, 36], 50],
    ['right', [40, 64], [12, 24], 25],
    ['top', [16, 48], [0, 10], 50],
    ['bottom', [0, 64], [30, 48], 100],
  ] as const)('is the share of the side that is object: %s', (_, columns, rows, percent) => {
    expect(cutOf(box([...columns], [...rows]))).toBeCloseTo(percent, 10);
  });

  it('is that of the worst side', () => {
    // All of the right side, and of the top half.
    expect(cutOf(box([32, 64], [0, 48]))).toBe(100);
    expect(cutOf(box([52, 64], [0, 12]))).toBe(25);
  });

  it('rises as the object moves out of the field', () => {
    const found = [0, 15, 20, 25, 35].map((x) =>
      cutOf(paint({ dims: DIMS, depthMm: cylinder(20, { x }) }, (depth) => (depth > 0 ? 1000 : 0))),
    );
    expect(found[0]).toBe(0);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(new Set(found).size).toBe(found.length);
  });

  it('does not count where the stack ends', () => {
    const made = paint({ dims: DIMS, depthMm: (x, y) => 15 - Math.hypot(x, y) }, () => 1000);
    expect(cutOf(made)).toBe(0);
  });

  it('is the same whatever the values are', () => {
    expect(cutOf(mapped(box([0, 20], [12, 36]), (value) => 1e6 * value - 3))).toBe(50);
    expect(cutOf(mapped(box([0, 20], [12, 36]), () => Number.NaN))).toBe(50);
  });

  it('of CT with padding is the share of a quadrant of the reconstructed circle', () => {
    const circle = (halfWidth: number): Made => {
      const made = paint(
        { dims: [96, 96, 3], depthMm: (x, y) => (Math.hypot(x, y) < 45 ? halfWidth - Math.abs(y) : -50) },
        (depth) => (depth > 0 ? 40 : depth === -50 ? -3024 : -1000),
      );
      return made;
    };
    expect(cutOf(circle(4), 'CT')).toBeGreaterThan(5);
    // A band of ± 45°/2 of the quadrant of ± 45°.
    expect(Math.abs(cutOf(circle(45 * Math.sin(Math.PI / 8)), 'CT') - 50)).toBeLessThan(5);
    expect(cutOf(circle(45), 'CT')).toBe(100);
    // The matrix of MR has no such circle.
    expect(cutOf(circle(45), 'MR')).toBe(0);
    const inside = paint({ dims: [96, 96, 3], depthMm: cylinder(30) }, (depth) =>
      depth > 0 ? 40 : depth < -15 ? -3024 : -1000,
    );
    expect(cutOf(inside, 'CT')).toBe(0);
  });

  it('takes values as low as padding within an object for streaks of CT, not for sides', () => {
    const { image, masks } = box([20, 40], [12, 36]);
    const values = image.values.map((_, n) =>
      masks.foreground[n] === 0 ? -1000 : n % 50 === 0 ? -2500 : 40,
    );
    expect(cutOf({ image: { ...image, values }, masks }, 'CT')).toBe(0);
  });

  it('stands a single column and a single voxel', () => {
    expect(cutOffPercent(imageOf([1, 1, 1], [1, 3, 1]), masksOf(Uint8Array.of(1, 1, 0)), 'MR')).toBe(100);
    expect(cutOffPercent(imageOf([1], [1, 1, 1]), masksOf(Uint8Array.of(1)), 'CT')).toBe(100);
  });
});

import { describe, expect, it } from 'vitest';
import { ballValues, isInside } from '../../../../src/motion/phantom/pet/sphere-voxels.js';
import { imageOf } from '../ct-water/water.js';

const DIMS = [20, 16, 12] as const;
const SPACING = [2, 3, 4] as const;
const IMAGE = imageOf(
  Float32Array.from({ length: DIMS[0] * DIMS[1] * DIMS[2] }, (_, at) => (at * 7919) % 101),
  DIMS,
  SPACING,
);

/** The same, voxel by voxel. */
function plain(centre: readonly number[], radiusMm: number): number[] {
  return Array.from(IMAGE.values).filter((_, at) => {
    const place = [at % DIMS[0], Math.floor(at / DIMS[0]) % DIMS[1], Math.floor(at / (DIMS[0] * DIMS[1]))];
    return Math.hypot(...place.map((n, axis) => n * (SPACING[axis] ?? 0) - (centre[axis] ?? 0))) <= radiusMm;
  });
}

describe('ballValues', () => {
  it.each([
    [[20, 24, 22], 9],
    [[19.3, 22.1, 20.7], 12.2],
    [[0, 0, 0], 10],
    [[38, 45, 44], 7],
  ] as const)('counts, sums and compares the voxels about %j within %d mm', (centreMm, radiusMm) => {
    const expected = plain(centreMm, radiusMm);
    expect(expected.length).toBeGreaterThan(5);
    expect(ballValues(IMAGE, { centreMm, radiusMm })).toEqual({
      voxels: expected.length,
      sum: expected.reduce((sum, value) => sum + value, 0),
      max: Math.max(...expected),
    });
  });

  it('has nothing outside of the image', () => {
    expect(ballValues(IMAGE, { centreMm: [-20, 0, 0], radiusMm: 5 })).toMatchObject({ voxels: 0, sum: 0 });
  });
});

describe('isInside', () => {
  it('counts a voxel’s whole width to the image', () => {
    expect(isInside(IMAGE, { centreMm: [10, 20, 8], radiusMm: 10 })).toBe(true);
    expect(isInside(IMAGE, { centreMm: [10, 20, 7.9], radiusMm: 10 })).toBe(false);
    expect(isInside(IMAGE, { centreMm: [29, 20, 20], radiusMm: 10 })).toBe(true);
    expect(isInside(IMAGE, { centreMm: [29.1, 20, 20], radiusMm: 10 })).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { random } from '../../../fixtures/random.js';
import { PEAK_RADIUS_MM, sphereOf, voxelVolumeMm3 } from '../../../src/measure/intensity/sphere.js';
import { straight } from './regions.js';

const DIMS = [64, 64, 64] as const;
const volumeOf = (radius: number): number => (4 / 3) * Math.PI * radius ** 3;

/** Counts the voxels around a voxel by asking each one. */
function counted(affine: Float64Array, radiusMm: number, reach: number): number {
  let count = 0;
  const at = (n: number): number => affine[n] ?? 0;
  for (let k = -reach; k <= reach; k++)
    for (let j = -reach; j <= reach; j++)
      for (let i = -reach; i <= reach; i++) {
        const along = (row: number): number => at(row) * i + at(row + 1) * j + at(row + 2) * k;
        if (Math.hypot(along(0), along(4), along(8)) <= radiusMm) count++;
      }
  return count;
}

describe('PEAK_RADIUS_MM', () => {
  it('is that of 1 cm³', () => {
    expect(volumeOf(PEAK_RADIUS_MM)).toBeCloseTo(1000, 9);
    expect(PEAK_RADIUS_MM).toBeCloseTo(6.2035, 4);
  });
});

describe('sphereOf', () => {
  it('holds about 1 cm³ of small voxels', () => {
    const sphere = sphereOf({ affine: straight([0.5, 0.5, 0.5]), dims: DIMS }, PEAK_RADIUS_MM);
    expect(Math.abs((sphere?.voxelCount ?? 0) * 0.125 - 1000)).toBeLessThan(10);
    expect(sphere?.reach).toEqual([12, 12, 12]);
  });

  it('holds the voxels that counting finds, of any axes', () => {
    const { uniform } = random('sphere');
    for (let round = 0; round < 40; round++) {
      const lean = () => (uniform() - 0.5) * 2;
      const affine = straight([1.5 + uniform() * 4, 1.5 + uniform() * 4, 1.5 + uniform() * 4]);
      for (const at of [1, 2, 4, 6, 8, 9]) affine[at] = lean() * 0.7;
      const sphere = sphereOf({ affine, dims: DIMS }, PEAK_RADIUS_MM);
      expect(sphere?.voxelCount).toBe(counted(affine, PEAK_RADIUS_MM, 12));
    }
  });

  it('has what lies at the radius, rounding or not', () => {
    const sphere = sphereOf({ affine: straight([2, 3, 6]), dims: DIMS }, 6);
    expect(sphere?.reach).toEqual([3, 2, 1]);
    expect(sphere?.runs).toContainEqual({ dj: 0, dk: 0, from: -3, to: 3 });
    expect(sphere?.runs).toContainEqual({ dj: 0, dk: 1, from: 0, to: 0 });
    expect(sphere?.runs).toContainEqual({ dj: 2, dk: 0, from: 0, to: 0 });
  });

  it('is the voxel alone where voxels are larger', () => {
    const sphere = sphereOf({ affine: straight([10, 10, 10]), dims: DIMS }, PEAK_RADIUS_MM);
    expect(sphere).toEqual({ runs: [{ dj: 0, dk: 0, from: 0, to: 0 }], reach: [0, 0, 0], voxelCount: 1 });
  });

  it('reaches no farther than the grid', () => {
    const sphere = sphereOf({ affine: straight([1e-6, 1, 1]), dims: [5, 64, 64] }, PEAK_RADIUS_MM);
    expect(sphere?.reach).toEqual([4, 6, 6]);
  });

  it('is not there where voxels have no volume', () => {
    expect(sphereOf({ affine: straight([2, 0, 2]), dims: DIMS }, 6)).toBeUndefined();
    expect(sphereOf({ affine: straight([2, Number.NaN, 2]), dims: DIMS }, 6)).toBeUndefined();
    expect(sphereOf({ affine: new Float64Array(0), dims: DIMS }, 6)).toBeUndefined();
  });
});

describe('voxelVolumeMm3', () => {
  it('is base times height, on whichever side the axes lie', () => {
    expect(voxelVolumeMm3({ affine: straight([2, 3, -4]) })).toBe(24);
    const sheared = Float64Array.of(2, 0, 1, 5, 0, 3, 1, 5, 0, 0, 4, 5, 0, 0, 0, 1);
    expect(voxelVolumeMm3({ affine: sheared })).toBe(24);
  });
});

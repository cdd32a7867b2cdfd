import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plane } from '../../../src/study/plane.js';
import type { Vector3 } from '../../../src/study/vectors.js';
import { type VolumeGrid, volumeGrid, voxelToPatient } from '../../../src/study/volume/grid.js';
import { VolumeError, type VolumeFault } from '../../../src/study/volume/volume-error.js';

const AXIAL: Plane = {
  ...{ row: [1, 0, 0], column: [0, 1, 0], rows: 4, columns: 5 },
  ...{ pixelSpacingMm: [2, 3], thicknessMm: 4 },
};

/** Positions along z, each shifted by what `shift` gives. */
function along(count: number, stepMm: number, shift: (k: number) => Vector3 = () => [0, 0, 0]): Vector3[] {
  return Array.from({ length: count }, (_, k) => {
    const [x, y, z] = shift(k);
    return [10 + x, 20 + y, 30 + k * stepMm + z];
  });
}

function made(positionsMm: readonly Vector3[], plane = AXIAL, singleSliceMm?: number): VolumeGrid {
  const grid = volumeGrid({ plane, positionsMm, singleSliceMm });
  if (grid instanceof VolumeError) throw grid;
  return grid;
}

function fault(
  positionsMm: readonly Vector3[],
  plane = AXIAL,
  singleSliceMm?: number,
): VolumeFault | undefined {
  const grid = volumeGrid({ plane, positionsMm, singleSliceMm });
  return grid instanceof VolumeError ? grid.fault : undefined;
}

describe('volumeGrid', () => {
  it('puts columns along i, rows along j, slices along k', () => {
    const grid = made(along(3, 4));
    expect(grid).toMatchObject({
      ...{ dims: [5, 4, 3], spacingMm: [3, 2, 4], orthogonal: true },
      ...{ maxDeviationMm: 0, sliceSpacingFrom: 'positions' },
    });
    expect([...grid.affine]).toEqual([3, 0, 0, 10, 0, 2, 0, 20, 0, 0, 4, 30, 0, 0, 0, 1]);
  });

  it('puts every voxel where PS3.3 C.7.6.2.1.1 puts the pixel of its slice, however the slices lie', () => {
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    fc.assert(
      fc.property(angle, angle, fc.integer({ min: 2, max: 40 }), (a, b, count) => {
        const row: Vector3 = [Math.cos(a), Math.sin(a), 0];
        const column: Vector3 = [-Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), Math.sin(b)];
        const normal: Vector3 = [Math.sin(a) * Math.sin(b), -Math.cos(a) * Math.sin(b), Math.cos(b)];
        const positions = Array.from({ length: count }, (_, k): Vector3 => {
          return [7 + 2.5 * k * normal[0], -8 + 2.5 * k * normal[1], 9 + 2.5 * k * normal[2]];
        });
        const grid = made(positions, { ...AXIAL, row, column });
        const at = voxelToPatient(grid, [4, 3, count - 1]);
        const last = positions[count - 1] ?? [0, 0, 0];
        for (const axis of [0, 1, 2] as const) {
          const expected = last[axis] + 4 * 3 * row[axis] + 3 * 2 * column[axis];
          expect(Math.abs(at[axis] - expected)).toBeLessThan(1e-9);
        }
        expect(grid.orthogonal).toBe(true);
      }),
    );
  });

  it('follows the step of a tilted gantry, and says that the axes are not perpendicular', () => {
    const tilt = Math.tan((18 * Math.PI) / 180);
    const grid = made(along(10, 4, (k) => [0, k * 4 * tilt, 0]));
    expect(grid.orthogonal).toBe(false);
    expect(grid.spacingMm[2]).toBeCloseTo(4 * Math.hypot(1, tilt), 9);
    for (const k of [0, 4, 9]) {
      const expected = [10, 20 + 4 * k * tilt, 30 + 4 * k];
      for (const [axis, mm] of voxelToPatient(grid, [0, 0, k]).entries())
        expect(mm).toBeCloseTo(expected[axis] ?? 0, 9);
    }
  });

  it('evens out rounding in positions, and says how far it went', () => {
    const grid = made(along(50, 3.3333, (k) => [0, 0, k % 2 ? 0.004 : 0]));
    expect(grid.spacingMm[2]).toBeCloseTo(3.3333, 3);
    expect(grid.maxDeviationMm).toBeGreaterThan(0.003);
    expect(grid.maxDeviationMm).toBeLessThan(0.005);
  });

  it('makes rounded cosines unit vectors', () => {
    const grid = made(along(2, 4), { ...AXIAL, row: [0.999, 0, 0], column: [0, 1.001, 0] });
    expect([grid.affine[0], grid.affine[5]]).toEqual([3, 2]);
  });

  it('takes the thickness of a single slice, and says so', () => {
    expect(made(along(1, 0), AXIAL, 7)).toMatchObject({ spacingMm: [3, 2, 7], sliceSpacingFrom: 'header' });
    expect(fault(along(1, 0))).toBe('no-slice-spacing');
    expect(fault(along(1, 0), AXIAL, 0)).toBe('no-slice-spacing');
  });

  it.each([
    ['missing-slices', [0, 3, 6, 12, 15, 18, 21, 24]],
    ['irregular-spacing', [0, 3, 6, 10.2, 13, 16]],
    ['irregular-spacing', [0, 5, 10, 20, 30, 40, 50]],
    ['irregular-spacing', [6, 3, 0]],
  ] as const)('finds %s', (expected, places) => {
    expect(fault(places.map((mm): Vector3 => [0, 0, mm]))).toBe(expected);
  });

  it('finds slices that are shifted within their plane', () => {
    expect(fault(along(6, 3, (k) => [k === 3 ? 1 : 0, 0, 0]))).toBe('shifted-slices');
  });

  it.each([
    ['along the normal', [0, 0, 1e308] as const],
    ['within the plane', [1e308, 0, 0] as const],
    ['anywhere', [1e308, -1e308, 1e308] as const],
  ])('makes no affine that is not finite of positions too far %s', (_, [x, y, z]) => {
    const far = [-1, 0, 1].map((k): Vector3 => [k * x, k * y, k * (z || 3)]);
    expect(['shifted-slices', 'irregular-spacing']).toContain(fault(far));
  });

  it('wants Pixel Spacing', () => {
    expect(fault(along(3, 3), { ...AXIAL, pixelSpacingMm: undefined })).toBe('no-pixel-spacing');
  });
});

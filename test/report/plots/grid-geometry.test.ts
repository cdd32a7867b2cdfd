import { describe, expect, test } from 'vitest';
import { planesOf } from '../../../fixtures/cd/geometry.js';
import { gridGeometry } from '../../../src/report/plots/grid-geometry.js';
import { affineOf, HEAD_GRID, headVolume } from './head-sample.js';

const HEAD = headVolume();

function of(part: Partial<typeof HEAD>) {
  return gridGeometry({ ...HEAD, ...part });
}

describe('the geometry of a grid', () => {
  test('has the steps and the diagonal of its voxels', () => {
    const grid = of({});
    expect(grid?.stepMm.map((v) => Number(v.toFixed(6)))).toEqual([3.4, 3.4, 4]);
    expect(grid?.diagonalMm).toBeCloseTo(Math.hypot(3.4, 3.4, 4), 6);
    expect(grid?.shrink).toBeCloseTo(1, 6);
    expect(grid).toMatchObject({ axes: [0, 1, 2], forward: [true, true, true] });
  });

  test('knows which voxel axis runs along the head, and which way', () => {
    const sagittal = { ...HEAD_GRID, row: [0, 1, 0], column: [0, 0, -1] } as const;
    expect(of({ affine: affineOf(planesOf(sagittal)) })).toMatchObject({
      axes: [2, 0, 1],
      forward: [false, true, false],
    });
  });

  test('gives each axis once, also where a grid is turned by 45 degrees', () => {
    const half = Math.SQRT1_2;
    const turned = { ...HEAD_GRID, column: [0, half, half] } as const;
    const axes = of({ affine: affineOf(planesOf(turned)) })?.axes;
    expect(axes?.toSorted()).toEqual([0, 1, 2]);
  });

  test('takes the smaller of two spacings that disagree: nothing lies deeper than it does', () => {
    expect(of({ spacingMm: [3.4, 3, 9] })?.stepMm.map((v) => Number(v.toFixed(6)))).toEqual([3.4, 3, 4]);
  });

  test('shrinks distances on a sheared grid, never below the true ones', () => {
    const volume = headVolume({ shearMm: [0, 1.2, 0] });
    const grid = gridGeometry(volume);
    if (!grid) throw new Error('no geometry');
    expect(grid.shrink).toBeLessThan(1);
    const a = volume.affine;
    for (const [i, j, k] of [
      [1, 0, 0],
      [0, 1, 1],
      [0, 3, -3],
      [2, -4, 5],
      [0, -1, 3],
    ] as const) {
      const truth = Math.hypot(
        ...[0, 4, 8].map((r) => (a[r] ?? 0) * i + (a[r + 1] ?? 0) * j + (a[r + 2] ?? 0) * k),
      );
      const [x, y, z] = grid.stepMm;
      expect(grid.shrink * Math.hypot(i * x, j * y, k * z)).toBeLessThanOrEqual(truth + 1e-9);
    }
  });

  test('is unknown where axes fall together or are no numbers', () => {
    const flat = HEAD.affine.slice();
    for (const r of [0, 4, 8]) flat[r + 2] = flat[r + 1] ?? 0;
    expect(of({ affine: flat })).toBeUndefined();
    expect(of({ affine: new Float64Array(2) })).toBeUndefined();
    expect(of({ spacingMm: [0, 3, 4] })).toBeUndefined();
  });
});

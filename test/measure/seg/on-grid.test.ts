import { describe, expect, it } from 'vitest';
import type { RegionGrid, VoxelRegion } from '../../../src/measure/region.js';
import { onGrid } from '../../../src/measure/seg/on-grid.js';
import { voxelToPatient } from '../../../src/study/volume/grid.js';

type Triple = readonly [number, number, number];

/** A grid by its three steps (mm) and its first voxel. */
function gridOf(
  steps: readonly [Triple, Triple, Triple],
  at: Triple,
  dims: Triple = [10, 10, 10],
): RegionGrid {
  const row = (axis: 0 | 1 | 2) => [...steps.map((step) => step[axis]), at[axis]];
  return {
    dims,
    affine: Float64Array.of(...row(0), ...row(1), ...row(2), 0, 0, 0, 1),
    spacingMm: steps.map((step) => Math.hypot(...step)) as unknown as Triple,
  };
}

function regionIn(grid: RegionGrid, origin: Triple): VoxelRegion {
  return { grid, origin, size: [2, 3, 1], inside: Uint8Array.of(1, 0, 1, 1, 0, 1), voxelCount: 4 };
}

/** Centres of a region's voxels, mm, sorted. */
function pointsOf({ grid, origin, size, inside }: VoxelRegion): string[] {
  const points: string[] = [];
  for (const [n, value] of inside.entries()) {
    if (value === 0) continue;
    const i = origin[0] + (n % size[0]);
    const j = origin[1] + (Math.floor(n / size[0]) % size[1]);
    const k = origin[2] + Math.floor(n / (size[0] * size[1]));
    points.push(
      voxelToPatient(grid, [i, j, k])
        .map((mm) => mm.toFixed(1))
        .join(' '),
    );
  }
  return points.sort();
}

const STEPS = [
  [2, 0, 0],
  [0, 3, 0],
  [0, 0, 4],
] as const;
const GRID = gridOf(STEPS, [0, 0, 0]);

describe('a region on another grid', () => {
  it('is itself on its own', () => {
    const region = regionIn(GRID, [1, 2, 3]);
    expect(onGrid(region, GRID)).toBe(region);
  });

  it('is shifted by whole voxels, also where the other is off by less than a tenth', () => {
    const moved = onGrid(regionIn(GRID, [4, 5, 6]), gridOf(STEPS, [4.1, 6, 12]));
    expect(moved).toMatchObject({ origin: [2, 3, 3], size: [2, 3, 1], voxelCount: 4 });
    expect([...(moved?.inside ?? [])]).toEqual([1, 0, 1, 1, 0, 1]);
  });

  it('lies at the same points where axes are swapped or run the other way', () => {
    const other = gridOf(
      [
        [0, 0, 4],
        [-2, 0, 0],
        [0, -3, 0],
      ],
      [18, 27, 0],
    );
    const region = regionIn(GRID, [4, 5, 6]);
    const moved = onGrid(region, other);
    expect(moved && pointsOf(moved)).toEqual(pointsOf(region));
    expect(moved).toMatchObject({ size: [1, 2, 3], voxelCount: 4 });
  });

  it('lies at the same points on oblique grids', () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const oblique = [
      [2 * c, 2 * s, 0],
      [-3 * s, 3 * c, 0],
      [0, 0, 4],
    ] as const;
    const region = regionIn(gridOf(oblique, [1, 2, 3]), [4, 5, 6]);
    const moved = onGrid(region, gridOf(oblique, [1 - 2 * c, 2 - 2 * s, 3 - 8], [20, 20, 20]));
    expect(moved?.origin).toEqual([5, 5, 8]);
    expect(moved && pointsOf(moved)).toEqual(pointsOf(region));
  });

  it('is none where voxels lie between, spacing or directions differ, or it sticks out', () => {
    const region = regionIn(GRID, [4, 5, 6]);
    const others = [
      gridOf(STEPS, [0.5, 0, 0]),
      gridOf(
        [
          [2, 0, 0],
          [0, 3, 0],
          [0, 0, 2],
        ],
        [0, 0, 0],
      ),
      gridOf(
        [
          [2.05, 0, 0],
          [0, 3, 0],
          [0, 0, 4],
        ],
        [0, 0, 0],
      ),
      gridOf(
        [
          [2, 0.1, 0],
          [0, 3, 0],
          [0, 0, 4],
        ],
        [0, 0, 0],
      ),
      gridOf(STEPS, [10, 0, 0]),
      gridOf(STEPS, [0, 0, 0], [10, 7, 10]),
      gridOf(
        [
          [2, 0, 0],
          [2, 0, 0],
          [0, 0, 4],
        ],
        [0, 0, 0],
      ),
      { ...GRID, affine: new Float64Array(16).fill(Number.NaN) },
    ];
    for (const other of others) expect(onGrid(region, other)).toBeUndefined();
  });

  it('drifts by spacings that round: none where its far end is off by more than a tenth', () => {
    const near = gridOf(
      [
        [2.01, 0, 0],
        [0, 3, 0],
        [0, 0, 4],
      ],
      [0, 0, 0],
      [200, 10, 10],
    );
    const wide = gridOf(STEPS, [0, 0, 0], [200, 10, 10]);
    expect(onGrid(regionIn(wide, [2, 2, 2]), near)?.origin).toEqual([2, 2, 2]);
    expect(onGrid(regionIn(wide, [100, 2, 2]), near)).toBeUndefined();
  });

  it('of a single slice without a distance takes that of the other', () => {
    const { affine } = GRID;
    const unknown = affine.slice();
    for (const at of [2, 6, 10]) unknown[at] = Number.NaN;
    unknown[11] = 8;
    const slice = { dims: [10, 10, 1] as const, affine: unknown, spacingMm: [2, 3, Number.NaN] as const };
    const moved = onGrid(regionIn(slice, [1, 2, 0]), GRID);
    expect(moved).toMatchObject({ grid: GRID, origin: [1, 2, 2], size: [2, 3, 1], voxelCount: 4 });
    expect(onGrid(regionIn({ ...slice, dims: [10, 10, 2] }, [1, 2, 0]), GRID)).toBeUndefined();
  });

  it('stays empty', () => {
    const empty = {
      grid: GRID,
      origin: [0, 0, 0],
      size: [0, 0, 0],
      inside: new Uint8Array(),
      voxelCount: 0,
    } as const;
    const other = gridOf(STEPS, [4, 6, 12]);
    expect(onGrid(empty, other)).toEqual({ ...empty, grid: other });
  });
});

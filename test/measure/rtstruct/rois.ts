import type { RegionGrid, VoxelRegion } from '../../../src/measure/region.js';
import type { Contour, Roi } from '../../../src/measure/rtstruct/structure-set.js';
import type { Vector3 } from '../../../src/study/vectors.js';
import { voxelToPatient } from '../../../src/study/volume/grid.js';

/** A point in a plane: column and row. */
export type Flat = readonly [column: number, row: number];

/** A ROI of these contours. */
export function roiOf(contours: readonly Contour[], more: Partial<Roi> = {}): Roi {
  return {
    number: 1,
    itemPath: 'ROIContourSequence[0]',
    name: 'lesion',
    context: { sites: [], observer: {}, realWorldMaps: [], sourceImages: [], qualitative: [] },
    contours,
    unreadContours: 0,
    ...more,
  };
}

/** A contour of these points, patient LPS mm. */
export function contourOf(points: readonly Vector3[], kind = 'CLOSED_PLANAR'): Contour {
  return { kind, pointsMm: Float64Array.from(points.flat()) };
}

/** A grid with millimetres as indices: 1 mm voxels, the first at the origin. */
export function plainGrid(dims: RegionGrid['dims']): RegionGrid {
  return {
    dims,
    affine: Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1),
    spacingMm: [1, 1, 1],
  };
}

/** Oblique and sheared: no axis along the patient's, slices that step aside by 0.7 mm in 3.1 mm. */
export function leaningGrid(dims: RegionGrid['dims']): RegionGrid {
  const [c, s, C, S] = [Math.cos(0.4), Math.sin(0.4), Math.cos(0.7), Math.sin(0.7)];
  const row: Vector3 = [c, s * C, s * S];
  const column: Vector3 = [-s, c * C, c * S];
  const normal: Vector3 = [0, -S, C];
  const step = normal.map((n, axis) => 3.1 * n + 0.7 * (row[axis] ?? 0)) as unknown as Vector3;
  const affine = new Float64Array(16);
  for (let axis = 0; axis < 3; axis++) {
    affine[4 * axis] = 0.9 * (row[axis] ?? 0);
    affine[4 * axis + 1] = 1.3 * (column[axis] ?? 0);
    affine[4 * axis + 2] = step[axis] ?? 0;
    affine[4 * axis + 3] = [-31.7, 12.3, 80.1][axis] ?? 0;
  }
  affine[15] = 1;
  return { dims, affine, spacingMm: [0.9, 1.3, Math.hypot(...step)] };
}

/** A contour in indices of a grid, `k` its slice, which may be a fraction. */
export function onGrid(grid: RegionGrid, k: number, points: readonly Flat[], kind?: string): Contour {
  return contourOf(
    points.map(([i, j]) => voxelToPatient(grid, [i, j, k])),
    kind,
  );
}

/** A rectangle, its corners given. */
export function rectangle([left, top]: Flat, [right, bottom]: Flat): Flat[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** A polygon of `count` corners on a circle, whose radius wobbles by `wobble` of it. */
export function blob([i, j]: Flat, radius: number, { count = 90, wobble = 0 } = {}): Flat[] {
  return Array.from({ length: count }, (_, n) => {
    const angle = (2 * Math.PI * n) / count;
    const r = radius * (1 + wobble * Math.sin(5 * angle));
    return [i + r * Math.cos(angle), j + r * Math.sin(angle)];
  });
}

/** Area by the shoelace formula. */
export function shoelace(points: readonly Flat[]): number {
  const twice = points.reduce((sum, [x, y], n) => {
    const [nextX, nextY] = points[(n + 1) % points.length] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Voxels of a slice as lines of text, `#` inside. */
export function picture({ origin, size, inside, grid: { dims } }: VoxelRegion, k: number): string[] {
  return Array.from({ length: dims[1] }, (_, j) =>
    Array.from({ length: dims[0] }, (_column, i) => {
      const [x, y, z] = [i - origin[0], j - origin[1], k - origin[2]];
      const isInBox = x >= 0 && y >= 0 && z >= 0 && x < size[0] && y < size[1] && z < size[2];
      return isInBox && inside[x + size[0] * (y + size[1] * z)] === 1 ? '#' : '.';
    }).join(''),
  );
}

import { cross, dot, type Vector3 } from '../../study/vectors.js';
import type { RegionGrid } from '../region.js';

/** Steps from a voxel to the next one, patient LPS mm: along columns (i), rows (j) and slices (k). */
export type Steps = readonly [i: Vector3, j: Vector3, k: Vector3];

/** Steps of a grid; `Steps` of a slice grid without a distance of slices have a k that is not finite. */
export function stepsOf({ affine, spacingMm }: RegionGrid): Steps {
  const column = (at: number): Vector3 => [
    affine[at] ?? Number.NaN,
    affine[at + 4] ?? Number.NaN,
    affine[at + 8] ?? Number.NaN,
  ];
  const known = Number.isFinite(spacingMm[2]) && spacingMm[2] > 0;
  return [column(0), column(1), known ? column(2) : [Number.NaN, Number.NaN, Number.NaN]];
}

/** Volume of a voxel, mm³: of a sheared grid too. */
export function voxelVolumeMm3([i, j, k]: Steps): number {
  return Math.abs(dot(cross(i, j), k));
}

/** Area of a pixel, mm². */
export function pixelAreaMm2([i, j]: Steps): number {
  return Math.hypot(...cross(i, j));
}

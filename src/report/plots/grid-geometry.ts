import type { ThumbnailVolume } from './thumbnail-volume.js';

/** Where a volume's voxel axes lie in the patient. */
export interface GridGeometry {
  /** Along i, j and k, mm. */
  readonly stepMm: readonly [number, number, number];
  /** A distance counted along the axes, times this, is never more than the true one: below 1 where axes are oblique. */
  readonly shrink: number;
  /** Of a voxel; an upper bound where the grid is sheared. */
  readonly diagonalMm: number;
  /** The voxel axes closest to the patient's x (left), y (posterior) and z (head), each once. */
  readonly axes: readonly [number, number, number];
  /** Whether those voxel axes run towards left, posterior and head. */
  readonly forward: readonly [boolean, boolean, boolean];
}

type Column = readonly [number, number, number];

function dot(a: Column, b: Column): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

const ORDERS: readonly Column[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

/** The assignment of voxel axes to patient axes that follows them best. */
function closest(units: readonly Column[]): Column {
  const score = (order: Column): number =>
    order.reduce((sum, axis, patient) => sum + Math.abs(units[axis]?.[patient] ?? 0), 0);
  return ORDERS.reduce((best, order) => (score(order) > score(best) + 1e-9 ? order : best));
}

/**
 * The geometry of a volume; a gantry's tilt may shear it.
 * @returns undefined where the affine is none that a picture could be made with
 */
export function gridGeometry({ affine, spacingMm }: ThumbnailVolume): GridGeometry | undefined {
  const columns = [0, 1, 2].map(
    (c): Column => [affine[c] ?? NaN, affine[4 + c] ?? NaN, affine[8 + c] ?? NaN],
  );
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)));
  const units = columns.map(([x, y, z], i): Column => {
    const length = lengths[i] ?? NaN;
    return [x / length, y / length, z / length];
  });
  const [i, j, k] = units as [Column, Column, Column];
  const [ij, ik, jk] = [Math.abs(dot(i, j)), Math.abs(dot(i, k)), Math.abs(dot(j, k))];
  // Gershgorin: no eigenvalue of the unit columns' Gram matrix is smaller than this.
  const least = 1 - Math.max(ij + ik, ij + jk, ik + jk);
  const step = lengths.map((length, axis) => Math.min(length, spacingMm[axis] ?? NaN));
  const [a = NaN, b = NaN, c = NaN] = step;
  if (!(least > 0.1) || !(Math.min(a, b, c) > 0) || !Number.isFinite(a + b + c)) return undefined;
  const axes = closest(units);
  const runs = (patient: number): boolean => (units[axes[patient] ?? 0]?.[patient] ?? 0) > 0;
  return {
    stepMm: [a, b, c],
    shrink: Math.sqrt(least),
    diagonalMm: least > 0.999 ? Math.hypot(...lengths) : lengths.reduce((sum, length) => sum + length, 0),
    axes,
    forward: [runs(0), runs(1), runs(2)],
  };
}

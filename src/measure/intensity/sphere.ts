import type { RegionGrid } from '../region.js';

/** Radius in mm of a sphere of 1 cm³. IBSI VJGA: (3 / 4π)^(1/3) cm. */
export const PEAK_RADIUS_MM = 10 * (3 / (4 * Math.PI)) ** (1 / 3);

/** Voxels of a sphere around a voxel's centre in one row: `di` from `from` to `to`, both included. */
interface SphereRun {
  readonly dj: number;
  readonly dk: number;
  readonly from: number;
  readonly to: number;
}

/** A sphere in voxels, and how far it reaches along each axis. */
export interface Sphere {
  readonly runs: readonly SphereRun[];
  readonly reach: readonly [i: number, j: number, k: number];
  readonly voxelCount: number;
}

type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** Volume of a voxel in mm³: the determinant of the axes, so that sheared slices count rightly. */
export function voxelVolumeMm3({ affine }: Pick<RegionGrid, 'affine'>): number {
  return Math.abs(determinant(axesOf(affine)));
}

/**
 * The voxels whose centre is no farther than the radius from a voxel's centre; undefined where the grid has no volume.
 * Reaches are cut to the size of the grid.
 */
export function sphereOf(
  { affine, dims }: Pick<RegionGrid, 'affine' | 'dims'>,
  radiusMm: number,
): Sphere | undefined {
  const axes = axesOf(affine);
  const volume = Math.abs(determinant(axes));
  if (!(volume > 0) || !Number.isFinite(volume)) return undefined;
  const reach = [0, 1, 2].map((axis) => {
    const far = (radiusMm * crossOfOthers(axes, axis)) / volume;
    return Math.min(Math.floor(far * (1 + 1e-12)), (dims[axis] ?? 1) - 1);
  }) as [number, number, number];
  const runs: SphereRun[] = [];
  for (let dk = 0 - reach[2]; dk <= reach[2]; dk++) {
    for (let dj = 0 - reach[1]; dj <= reach[1]; dj++) {
      const run = runOf(axes, { dj, dk, reach: reach[0], radiusMm });
      if (run) runs.push(run);
    }
  }
  return { runs, reach, voxelCount: runs.reduce((sum, { from, to }) => sum + to - from + 1, 0) };
}

/** A sphere is convex: what it holds of a row lies together. */
function runOf(
  m: Matrix,
  { dj, dk, reach, radiusMm }: { dj: number; dk: number; reach: number; radiusMm: number },
): SphereRun | undefined {
  let from = reach + 1;
  let to = -reach - 1;
  for (let di = 0 - reach; di <= reach; di++) {
    const x = m[0] * di + m[1] * dj + m[2] * dk;
    const y = m[3] * di + m[4] * dj + m[5] * dk;
    const z = m[6] * di + m[7] * dj + m[8] * dk;
    if (x * x + y * y + z * z > radiusMm * radiusMm) continue;
    from = Math.min(from, di);
    to = di;
  }
  return to < from ? undefined : { dj, dk, from, to };
}

/** The affine's axes: three rows of three, a column each of i, j and k. */
function axesOf(affine: Float64Array): Matrix {
  const at = (index: number): number => affine[index] ?? Number.NaN;
  return [at(0), at(1), at(2), at(4), at(5), at(6), at(8), at(9), at(10)];
}

function determinant([a, b, c, d, e, f, g, h, i]: Matrix): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

/** Area that the other two axes span; over the volume it is the distance's inverse between planes along this one. */
function crossOfOthers(m: Matrix, axis: number): number {
  const one = (axis + 1) % 3;
  const other = (axis + 2) % 3;
  const at = (row: number, column: number): number => m[3 * row + column] ?? 0;
  return Math.hypot(
    at(1, one) * at(2, other) - at(2, one) * at(1, other),
    at(2, one) * at(0, other) - at(0, one) * at(2, other),
    at(0, one) * at(1, other) - at(1, one) * at(0, other),
  );
}

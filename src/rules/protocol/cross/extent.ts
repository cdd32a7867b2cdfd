import { cross, dot, type Vector3 } from '../../../study/vectors.js';
import { type VolumeGrid, voxelToPatient } from '../../../study/volume/grid.js';
import { VolumeError } from '../../../study/volume/volume-error.js';
import type { SeriesView } from '../series-view.js';

/** The grids of a series' volumes by stack, or a clause that says why there are none. */
export type Grids = { readonly stacks: readonly (readonly VolumeGrid[])[] } | { readonly why: string };

/** Where the voxels of a series lie: every volume has to have a grid. */
export function gridsOf(view: SeriesView): Grids {
  const volumes = view.volumes();
  if (volumes.length === 0) return { why: 'its images have no place in the patient' };
  const stacks: VolumeGrid[][] = [];
  for (const { stack, grid } of volumes) {
    if (grid instanceof VolumeError) return { why: `its slices make no regular volume (${grid.fault})` };
    const own = stacks[stack] ?? [];
    own.push(grid);
    stacks[stack] = own;
  }
  return { stacks: stacks.filter((grids) => grids !== undefined) };
}

/** The frame of reference that all headers of a series name; undefined where they name none, or several. */
export function frameOfReference({ headers }: SeriesView): string | undefined {
  const uids = new Set(headers.map(({ frameOfReferenceUID }) => frameOfReferenceUID));
  const [uid] = uids;
  return uids.size === 1 && uid !== '' ? uid : undefined;
}

/** The eight outer corners of a volume in the patient, LPS mm: half a voxel beyond the centres of the outer voxels. */
export function cornersOf(grid: VolumeGrid): Vector3[] {
  const corners: Vector3[] = [];
  const [columns, rows, slices] = grid.dims;
  for (const k of [-0.5, slices - 0.5]) {
    for (const j of [-0.5, rows - 0.5]) {
      for (const i of [-0.5, columns - 0.5]) corners.push(voxelToPatient(grid, [i, j, k]));
    }
  }
  return corners;
}

/**
 * How far points reach beyond a volume along its own axes: the most of all, mm; 0 where it holds them all. A volume
 * sheared by the gantry's tilt is taken as it lies.
 */
export function shortfallMm(grid: VolumeGrid, points: readonly Vector3[]): number {
  const index = indexOf(grid);
  return points.reduce((most, point) => {
    const beyond = index(point).map((at, axis) => {
      const count = grid.dims[axis] ?? 0;
      return Math.max(-0.5 - at, at - (count - 0.5)) * (grid.spacingMm[axis] ?? 0);
    });
    return Math.max(most, ...beyond);
  }, 0);
}

/** Patient LPS mm → voxel index: Cramer's rule on the affine. */
function indexOf({ affine }: VolumeGrid): (point: Vector3) => Vector3 {
  const at = (row: number, column: number): number => affine[4 * row + column] ?? 0;
  const column = (number: number): Vector3 => [at(0, number), at(1, number), at(2, number)];
  const [i, j, k, origin] = [column(0), column(1), column(2), column(3)];
  const volume = triple(i, j, k);
  return ([x, y, z]) => {
    const d: Vector3 = [x - origin[0], y - origin[1], z - origin[2]];
    return [triple(d, j, k) / volume, triple(i, d, k) / volume, triple(i, j, d) / volume];
  };
}

function triple(a: Vector3, b: Vector3, c: Vector3): number {
  return dot(a, cross(b, c));
}

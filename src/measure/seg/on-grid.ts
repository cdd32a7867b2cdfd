import { cross, type Vector3 } from '../../study/vectors.js';
import type { RegionGrid, VoxelRegion } from '../region.js';
import { emptyRegion } from './region-of-parts.js';

/** Voxels of one grid may lie this far from those of the other, in voxels. */
const VOXEL_TOLERANCE = 0.1;
/** A step may differ this much from one voxel along one axis: what spacings and cosines are rounded to. */
const STEP_TOLERANCE = 0.01;

/**
 * The same voxels counted in another grid: where the grids share directions and spacing, and voxels of one lie on those
 * of the other within a tenth of a voxel; axes may be in another order, or run the other way. Of a single slice whose
 * distance nothing tells (spacing NaN) the other grid's counts. Undefined where they do not, or where a voxel of the
 * region lies outside: nothing is resampled.
 */
export function onGrid(region: VoxelRegion, grid: RegionGrid): VoxelRegion | undefined {
  if (region.grid === grid) return region;
  const steps = stepsIn(region.grid, grid);
  if (!steps) return undefined;
  const { whole, exact, offset } = steps;
  if (region.voxelCount === 0) return emptyRegion(grid);
  const at = (index: Vector3): Vector3 => transformed(exact, offset, index);
  const shift = rounded(addVectors(at(region.origin), transformed(whole, [0, 0, 0], region.origin), -1));
  const last = region.size.map((length, axis) => (region.origin[axis] ?? 0) + length - 1);
  const corners = cornersOf(region.origin, [last[0] ?? 0, last[1] ?? 0, last[2] ?? 0]);
  const ends = corners.map((corner) => transformed(whole, shift, corner));
  const isNear = corners.every((corner, n) => {
    const exactly = at(corner);
    return ends[n]?.every(
      (index, axis) => Math.abs(index - (exactly[axis] ?? Number.NaN)) <= VOXEL_TOLERANCE,
    );
  });
  if (!isNear) return undefined;
  const low = axisWise(ends, Math.min);
  const high = axisWise(ends, Math.max);
  if (low.some((index) => index < 0) || high.some((index, axis) => index >= (grid.dims[axis] ?? 0))) {
    return undefined;
  }
  return moved(region, grid, { whole, shift, low, high });
}

/** Columns of a 3 × 3 matrix. */
type Columns = readonly [Vector3, Vector3, Vector3];

interface Steps {
  /** One step along each axis of the region's grid, in voxels of the other. */
  readonly exact: Columns;
  /** The same, rounded: 1 or −1 along one axis. */
  readonly whole: Columns;
  /** The first voxel of the region's grid, in voxels of the other. */
  readonly offset: Vector3;
}

function stepsIn(from: RegionGrid, to: RegionGrid): Steps | undefined {
  const inverse = inverseOf(columnsOf(to));
  if (!inverse) return undefined;
  const [i, j, k] = columnsOf(from);
  const place = addVectors(translation(from), translation(to), -1);
  const offset = transformed(inverse, [0, 0, 0], place);
  const isUnknown = from.dims[2] === 1 && Number.isNaN(from.spacingMm[2]);
  const inPlane = [i, j].map((step) => transformed(inverse, [0, 0, 0], step));
  const [a, b] = inPlane;
  if (!a || !b) return undefined;
  const third = isUnknown ? cross(rounded(a), rounded(b)) : transformed(inverse, [0, 0, 0], k);
  const exact: Columns = [a, b, third];
  const whole: Columns = [rounded(a), rounded(b), rounded(third)];
  const isStep = (step: Vector3, n: number): boolean =>
    Math.abs(step[0]) + Math.abs(step[1]) + Math.abs(step[2]) === 1 &&
    step.every((part, axis) => Math.abs(part - (exact[n]?.[axis] ?? Number.NaN)) <= STEP_TOLERANCE);
  return whole.every(isStep) && offset.every(Number.isFinite) ? { exact, whole, offset } : undefined;
}

function columnsOf({ affine }: RegionGrid): Columns {
  const column = (at: number): Vector3 => [affine[at] ?? 0, affine[at + 4] ?? 0, affine[at + 8] ?? 0];
  return [column(0), column(1), column(2)];
}

function translation({ affine }: RegionGrid): Vector3 {
  return [affine[3] ?? 0, affine[7] ?? 0, affine[11] ?? 0];
}

/** Inverse by cofactors; undefined of a matrix that has none. */
function inverseOf([a, b, c]: Columns): Columns | undefined {
  const [bc, ca, ab] = [cross(b, c), cross(c, a), cross(a, b)];
  const determinant = a[0] * bc[0] + a[1] * bc[1] + a[2] * bc[2];
  if (!(Math.abs(determinant) > 0) || !Number.isFinite(determinant)) return undefined;
  const column = (axis: 0 | 1 | 2): Vector3 => [
    bc[axis] / determinant,
    ca[axis] / determinant,
    ab[axis] / determinant,
  ];
  return [column(0), column(1), column(2)];
}

function transformed([a, b, c]: Columns, offset: Vector3, [i, j, k]: Vector3): Vector3 {
  const part = (axis: 0 | 1 | 2): number => a[axis] * i + b[axis] * j + c[axis] * k + offset[axis];
  return [part(0), part(1), part(2)];
}

function addVectors(a: Vector3, b: Vector3, scale: number): Vector3 {
  return [a[0] + scale * b[0], a[1] + scale * b[1], a[2] + scale * b[2]];
}

/** Whole numbers, without −0. */
function rounded([a, b, c]: Vector3): Vector3 {
  return [Math.round(a) + 0, Math.round(b) + 0, Math.round(c) + 0];
}

function cornersOf(low: Vector3, high: Vector3): Vector3[] {
  return [low[0], high[0]].flatMap((i) =>
    [low[1], high[1]].flatMap((j) => [low[2], high[2]].map((k): Vector3 => [i, j, k])),
  );
}

function axisWise(points: readonly Vector3[], pick: (...values: number[]) => number): Vector3 {
  const along = (axis: 0 | 1 | 2): number => pick(...points.map((point) => point[axis]));
  return [along(0), along(1), along(2)];
}

interface Move {
  readonly whole: Columns;
  readonly shift: Vector3;
  readonly low: Vector3;
  readonly high: Vector3;
}

function moved(region: VoxelRegion, grid: RegionGrid, { whole, shift, low, high }: Move): VoxelRegion {
  const size = [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1] as const;
  const inside = new Uint8Array(region.inside.length);
  const stride = (step: Vector3): number => step[0] + size[0] * (step[1] + size[1] * step[2]);
  const [di, dj, dk] = whole.map(stride);
  const start = stride(addVectors(transformed(whole, shift, region.origin), low, -1));
  const [columns, rows, slices] = region.size;
  let from = 0;
  for (let k = 0; k < slices; k++) {
    for (let j = 0; j < rows; j++) {
      let to = start + k * (dk ?? 0) + j * (dj ?? 0);
      for (let i = 0; i < columns; i++, from++, to += di ?? 0) inside[to] = region.inside[from] ?? 0;
    }
  }
  return { grid, origin: low, size, inside, voxelCount: region.voxelCount };
}

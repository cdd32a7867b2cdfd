import { type Random, random } from '../../../fixtures/random.js';
import type { VoxelRegion } from '../../../src/measure/region.js';
import type { Vector3 } from '../../../src/study/vectors.js';

export const UNIT = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);

/** A grid that is turned, of three spacings, and whose slices lean: columns, rows and slices are not orthogonal. */
export const SHEARED = Float64Array.of(
  ...[0.6, -0.4, 0.1, 12],
  ...[0.35, 0.75, 0.5, -7],
  ...[0.1, -0.05, 2.4, 30],
  ...[0, 0, 0, 1],
);

export function affineOf([x, y, z]: Vector3): Float64Array {
  return Float64Array.of(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, 0, 0, 0, 1);
}

/** A region of the voxels for which `isInside` says so, its box the whole of `size`. */
export function regionOf(
  size: readonly [number, number, number],
  isInside: (i: number, j: number, k: number) => boolean,
  affine: Float64Array = UNIT,
): VoxelRegion {
  const [columns, rows, slices] = size;
  const inside = Uint8Array.from({ length: columns * rows * slices }, (_, at) =>
    isInside(at % columns, Math.floor(at / columns) % rows, Math.floor(at / columns / rows)) ? 1 : 0,
  );
  const length = (at: number): number => Math.hypot(affine[at]!, affine[at + 4]!, affine[at + 8]!);
  return {
    grid: { dims: size, affine, spacingMm: [length(0), length(1), length(2)] },
    origin: [0, 0, 0],
    size,
    inside,
    voxelCount: inside.reduce((sum, value) => sum + value, 0),
  };
}

/** Voxels drawn at random, of any share. */
export function randomRegion(seed: string, affine: Float64Array = UNIT, largest = 7): VoxelRegion {
  const source: Random = random(seed);
  const side = (): number => 1 + source.integer(largest);
  const share = source.uniform();
  return regionOf([side(), side(), side()], () => source.uniform() < share, affine);
}

/** The voxels of an ellipsoid of these half-axes (mm) about the middle of the box. */
export function ellipsoid(halfAxesMm: Vector3, spacingMm: Vector3): VoxelRegion {
  const size = halfAxesMm.map((half, at) => 2 * Math.ceil(half / spacingMm[at]!) + 1) as unknown as Vector3;
  return regionOf(
    size,
    (...index) =>
      index.reduce(
        (sum, value, at) => sum + (((value - (size[at]! - 1) / 2) * spacingMm[at]!) / halfAxesMm[at]!) ** 2,
        0,
      ) <= 1,
    affineOf(spacingMm),
  );
}

/** The same voxels seen from the other side along an axis. */
export function flipped(region: VoxelRegion, axis: 0 | 1 | 2): VoxelRegion {
  const [columns, rows, slices] = region.size;
  const { inside } = regionOf(region.size, (...index) => {
    const from = [...index] as [number, number, number];
    from[axis] = region.size[axis] - 1 - from[axis];
    return isInsideAt(region, from);
  });
  return { ...region, size: [columns, rows, slices], inside };
}

/** Whether a voxel lies in the region; outside of the box none does. */
export function isInsideAt({ size, inside }: VoxelRegion, [i, j, k]: Vector3): boolean {
  const isInBox = [i, j, k].every((value, at) => value >= 0 && value < size[at]!);
  return isInBox && inside[(k * size[1] + j) * size[0] + i] === 1;
}

/** Every vertex of the mesh, mm: the middle of each step from an inside voxel to an outside one. */
export function meshVertices(region: VoxelRegion, axes: readonly (0 | 1 | 2)[] = [0, 1, 2]): Vector3[] {
  const [columns, rows] = region.size;
  const { affine } = region.grid;
  const vertices: Vector3[] = [];
  region.inside.forEach((value, at) => {
    if (value === 0) return;
    const voxel = [at % columns, Math.floor(at / columns) % rows, Math.floor(at / columns / rows)];
    for (const axis of axes) {
      for (const side of [-1, 1]) {
        const step = (scale: number): Vector3 =>
          voxel.map((value, along) => value + (along === axis ? scale * side : 0)) as unknown as Vector3;
        if (isInsideAt(region, step(1))) continue;
        const [i, j, k] = step(0.5);
        const row = (from: number): number =>
          affine[from]! * i + affine[from + 1]! * j + affine[from + 2]! * k + affine[from + 3]!;
        vertices.push([row(0), row(4), row(8)]);
      }
    }
  });
  return vertices;
}

/** The largest distance of two points, by trying all. */
export function farthest(points: readonly Vector3[]): number {
  let most = 0;
  for (const a of points) {
    for (const b of points) most = Math.max(most, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
  }
  return most;
}

/** The digital phantom of IBSI: its region of 74 voxels of 2 mm (reference manual, chapter 5). */
export function ibsiPhantom(): VoxelRegion {
  const outside = new Set(['0,1,1', '2,2,1', '3,2,3', '4,2,3', '3,3,3', '4,3,3']);
  return regionOf([5, 4, 4], (...index) => !outside.has(index.join()), affineOf([2, 2, 2]));
}

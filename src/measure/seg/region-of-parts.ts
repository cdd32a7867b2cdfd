import type { RegionGrid, VoxelRegion } from '../region.js';
import type { FramePart } from './frame-part.js';

/** Voxels of the largest box that is held: 1 GiB. */
const MAX_REGION_VOXELS = 2 ** 30;

/**
 * The union of a segment's parts.
 * @returns undefined where its box has more than `most` voxels
 */
export function regionOfParts(
  grid: RegionGrid,
  parts: readonly FramePart[],
  most = MAX_REGION_VOXELS,
): VoxelRegion | undefined {
  const [width, height, depth] = grid.dims;
  let [i0, j0, k0] = [width, height, depth];
  let [i1, j1, k1] = [0, 0, 0];
  for (const { slice, column, row, columns, rows } of parts) {
    [i0, j0, k0] = [Math.min(i0, column), Math.min(j0, row), Math.min(k0, slice)];
    [i1, j1, k1] = [Math.max(i1, column + columns), Math.max(j1, row + rows), Math.max(k1, slice + 1)];
  }
  // Tiles at the edge reach beyond the total matrix: PS3.3 C.7.6.17.3, what lies there is no part of it.
  [i0, j0] = [Math.max(0, i0), Math.max(0, j0)];
  [i1, j1] = [Math.min(width, i1), Math.min(height, j1)];
  const size = [i1 - i0, j1 - j0, k1 - k0] as const;
  if (parts.length === 0 || size.some((length) => length <= 0)) return emptyRegion(grid);
  if (size[0] * size[1] * size[2] > most) return undefined;
  const inside = new Uint8Array(size[0] * size[1] * size[2]);
  let voxelCount = 0;
  const box = { origin: [i0, j0, k0] as const, size };
  const begun = new Set<number>();
  for (const part of parts) {
    // What no other part can hold is copied row by row; tiles and repeated frames voxel by voxel.
    voxelCount +=
      begun.has(part.slice) || !isWithin(part, box)
        ? addPart(inside, part, box)
        : copyPart(inside, part, box);
    begun.add(part.slice);
  }
  if (voxelCount === 0) return emptyRegion(grid);
  return { grid, origin: [i0, j0, k0], size, inside, voxelCount };
}

/** A region without a voxel. */
export function emptyRegion(grid: RegionGrid): VoxelRegion {
  return { grid, origin: [0, 0, 0], size: [0, 0, 0], inside: new Uint8Array(0), voxelCount: 0 };
}

/** @returns voxels that were not inside before */
function addPart(inside: Uint8Array, part: FramePart, { origin, size }: Box): number {
  let added = 0;
  const from = Math.max(0, origin[0] - part.column);
  const to = Math.min(part.columns, origin[0] + size[0] - part.column);
  for (let row = 0; row < part.rows; row++) {
    const j = part.row + row - origin[1];
    if (j < 0 || j >= size[1]) continue;
    const target = ((part.slice - origin[2]) * size[1] + j) * size[0] + part.column - origin[0];
    for (let i = from; i < to; i++) {
      if (part.inside[row * part.columns + i] !== 1 || inside[target + i] === 1) continue;
      inside[target + i] = 1;
      added++;
    }
  }
  return added;
}

type Box = Pick<VoxelRegion, 'origin' | 'size'>;

function isWithin(part: FramePart, { origin, size }: Box): boolean {
  const [right, bottom] = [origin[0] + size[0], origin[1] + size[1]];
  const isAfter = part.column >= origin[0] && part.row >= origin[1];
  return isAfter && part.column + part.columns <= right && part.row + part.rows <= bottom;
}

/** @returns voxels of it */
function copyPart(inside: Uint8Array, part: FramePart, { origin, size }: Box): number {
  for (let row = 0; row < part.rows; row++) {
    const j = part.row + row - origin[1];
    const target = ((part.slice - origin[2]) * size[1] + j) * size[0] + part.column - origin[0];
    inside.set(part.inside.subarray(row * part.columns, (row + 1) * part.columns), target);
  }
  return part.count;
}

import type { RegionGrid, VoxelRegion } from '../region.js';
import type { PlacedContour } from './contour-on-grid.js';

/** Part of a grid's voxels: a box. */
interface Box {
  readonly origin: readonly [i: number, j: number, k: number];
  readonly size: readonly [columns: number, rows: number, slices: number];
}

/**
 * Voxels whose centre lies within an odd number of the outlines of their plane. An edge counts for the rows from its
 * upper end up to, but without, its lower end, and for the columns from where it crosses the row: a centre on the left or
 * upper border is inside, one on the right or lower border outside, so that regions side by side share no voxel.
 * @param contours that lie on planes of the grid; what lies beyond its pixels is cut off
 */
export function fillContours(contours: readonly PlacedContour[], grid: RegionGrid): VoxelRegion {
  const box = boxOf(contours, grid);
  const [columns, rows, slices] = box.size;
  const flags = new Uint8Array(columns * rows * slices);
  for (const contour of contours) flagCrossings(contour, flags, box);
  return { grid, ...filled(flags, box) };
}

/** The box that holds all outlines, within the grid. */
function boxOf(contours: readonly PlacedContour[], { dims }: RegionGrid): Box {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const widen = (axis: number, index: number): void => {
    if (index < (low[axis] ?? 0)) low[axis] = index;
    if (index > (high[axis] ?? 0)) high[axis] = index;
  };
  for (const { indices, plane } of contours) {
    for (let at = 0; at < indices.length; at++) widen(at & 1, indices[at] ?? 0);
    widen(2, plane);
  }
  const from = (axis: 0 | 1 | 2): number => Math.min(dims[axis], Math.max(0, Math.ceil(low[axis] ?? 0)));
  const size = (axis: 0 | 1 | 2): number =>
    Math.max(0, Math.min(dims[axis] - 1, Math.floor(high[axis] ?? 0)) - from(axis) + 1);
  return { origin: [from(0), from(1), from(2)], size: [size(0), size(1), size(2)] };
}

/** Flips the flag of the first voxel that lies at or after each crossing of an edge with a row. */
function flagCrossings({ indices, plane }: PlacedContour, flags: Uint8Array, { origin, size }: Box): void {
  const [columns, rows, slices] = size;
  const slice = plane - origin[2];
  if (slice < 0 || slice >= slices) return;
  const first = slice * rows;
  let x1 = indices[indices.length - 2] ?? 0;
  let y1 = indices[indices.length - 1] ?? 0;
  for (let at = 0; at < indices.length; at += 2) {
    const x2 = indices[at] ?? 0;
    const y2 = indices[at + 1] ?? 0;
    // Always from the upper end: the two sides of a keyhole's seam cross rows at the very same place.
    const ax = y1 < y2 ? x1 : x2;
    const ay = Math.min(y1, y2);
    const by = Math.max(y1, y2);
    const slope = ((y1 < y2 ? x2 : x1) - ax) / (by - ay);
    const end = Math.min(Math.ceil(by), origin[1] + rows);
    for (let row = Math.max(Math.ceil(ay), origin[1]); row < end; row++) {
      const column = Math.max(0, Math.ceil(ax + slope * (row - ay)) - origin[0]);
      if (column >= columns) continue;
      const flag = (first + row - origin[1]) * columns + column;
      flags[flag] = (flags[flag] ?? 0) ^ 1;
    }
    x1 = x2;
    y1 = y2;
  }
}

type Filled = Omit<VoxelRegion, 'grid'>;

/** From flags to voxels: along each row an odd number of flags so far is inside. Cuts the box down to the voxels. */
function filled(flags: Uint8Array, box: Box): Filled {
  const [columns, rows, slices] = box.size;
  const low = [columns, rows, slices] as [number, number, number];
  const high: [number, number, number] = [-1, -1, -1];
  let voxelCount = 0;
  for (let line = 0; line < rows * slices; line++) {
    const count = fillRow(flags, line * columns, columns);
    if (count === 0) continue;
    voxelCount += count;
    const [row, slice] = [line % rows, Math.floor(line / rows)];
    low[0] = Math.min(low[0], flags.indexOf(1, line * columns) - line * columns);
    high[0] = Math.max(high[0], flags.lastIndexOf(1, (line + 1) * columns - 1) - line * columns);
    low[1] = Math.min(low[1], row);
    high[1] = Math.max(high[1], row);
    low[2] = Math.min(low[2], slice);
    high[2] = slice;
  }
  if (voxelCount === 0) return { origin: [0, 0, 0], size: [0, 0, 0], inside: new Uint8Array(0), voxelCount };
  const [i, j, k] = box.origin;
  const size = [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1] as const;
  const inside = cut(flags, box.size, { origin: low, size });
  return { origin: [i + low[0], j + low[1], k + low[2]], size, inside, voxelCount };
}

function fillRow(flags: Uint8Array, start: number, columns: number): number {
  let inside = 0;
  let count = 0;
  for (let at = start; at < start + columns; at++) {
    inside ^= flags[at] ?? 0;
    flags[at] = inside;
    count += inside;
  }
  return count;
}

function cut(flags: Uint8Array, [columns, rows]: Box['size'], { origin, size }: Box): Uint8Array {
  if (flags.length === size[0] * size[1] * size[2]) return flags;
  const inside = new Uint8Array(size[0] * size[1] * size[2]);
  let to = 0;
  for (let k = 0; k < size[2]; k++) {
    for (let j = 0; j < size[1]; j++) {
      const from = ((origin[2] + k) * rows + origin[1] + j) * columns + origin[0];
      inside.set(flags.subarray(from, from + size[0]), to);
      to += size[0];
    }
  }
  return inside;
}

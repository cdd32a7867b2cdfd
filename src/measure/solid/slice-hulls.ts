import type { VoxelRegion } from '../region.js';
import type { RowEnds } from './row-ends.js';

/** Corners of the convex hulls of a region's slices: voxel centres, in the box. */
export interface SliceHulls {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  readonly slices: Int32Array;
  /** Where the corners of a slice begin; one more than there are slices. */
  readonly starts: Int32Array;
}

/**
 * The corners of each slice's convex hull. They hold both ends of every longest line of the region, in its slices and
 * through them, in whatever grid: affine maps keep hulls. Monotone chains (Andrew 1979) on whole numbers, so exact.
 */
export function sliceHulls({ size: [, rows, slices] }: VoxelRegion, { first, last }: RowEnds): SliceHulls {
  const [columnOf, rowOf, sliceOf]: [number[], number[], number[]] = [[], [], []];
  const starts = new Int32Array(slices + 1);
  const chainI = new Int32Array(rows);
  const chainJ = new Int32Array(rows);
  for (let slice = 0; slice < slices; slice++) {
    for (const [ends, sign] of [
      [first, 1],
      [last, -1],
    ] as const) {
      const count = chain(ends.subarray(slice * rows, (slice + 1) * rows), sign, chainI, chainJ);
      for (let corner = 0; corner < count; corner++) {
        columnOf.push(chainI[corner] ?? 0);
        rowOf.push(chainJ[corner] ?? 0);
        sliceOf.push(slice);
      }
    }
    starts[slice + 1] = columnOf.length;
  }
  return {
    columns: Int32Array.from(columnOf),
    rows: Int32Array.from(rowOf),
    slices: Int32Array.from(sliceOf),
    starts,
  };
}

/** The corners of one side of a hull, row by row: `sign` 1 where columns are least, −1 where they are greatest. */
function chain(ends: Int32Array, sign: 1 | -1, chainI: Int32Array, chainJ: Int32Array): number {
  let count = 0;
  for (let j = 0; j < ends.length; j++) {
    const i = ends[j] ?? -1;
    if (i < 0) continue;
    while (count >= 2) {
      const [i1 = 0, j1 = 0] = [chainI[count - 1], chainJ[count - 1]];
      const [i0 = 0, j0 = 0] = [chainI[count - 2], chainJ[count - 2]];
      if (sign * ((i1 - i0) * (j - j1) - (i - i1) * (j1 - j0)) < 0) break;
      count--;
    }
    chainI[count] = i;
    chainJ[count++] = j;
  }
  return count;
}

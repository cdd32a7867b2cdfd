import type { VoxelRegion } from '../region.js';

/**
 * The segments of a slice's outline at level 0.5: column and row of one end, then of the other, in half voxels (so
 * whole numbers) of the box. The marching squares that the faces of the mesh have: inside voxels that touch by a
 * corner stay apart.
 */
export type Outline = Int32Array;

/** Middles of a square's sides, in half voxels from its first corner: between corners 0 1, 1 2, 2 3 and 3 0. */
const MIDDLES = [
  [1, 0],
  [2, 1],
  [1, 2],
  [0, 1],
] as const;

/** Sides that each square's segments join; bits: corners (i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1). */
const JOINED: readonly (readonly (readonly [0 | 1 | 2 | 3, 0 | 1 | 2 | 3])[])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  // Two corners across from each other: each is cut off for itself.
  [
    [3, 0],
    [1, 2],
  ],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [
    [0, 1],
    [2, 3],
  ],
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  [],
];

/** The outline of a slice of the region's box. */
export function sliceOutline({ size: [columns, rows], inside }: VoxelRegion, slice: number): Outline {
  const base = slice * rows * columns;
  const at = (i: number, j: number): number =>
    i < 0 || j < 0 || i >= columns || j >= rows ? 0 : (inside[base + j * columns + i] ?? 0);
  const found: number[] = [];
  for (let j = -1; j < rows; j++) {
    let near = 0;
    for (let i = -1; i < columns; i++) {
      const far = (at(i + 1, j) << 1) | (at(i + 1, j + 1) << 2);
      // The far corners of one square are the near ones of the next.
      const bits = near | far;
      near = ((far >> 1) & 1) | ((far & 4) << 1);
      if (bits === 0 || bits === 15) continue;
      for (const [from, to] of JOINED[bits] ?? []) {
        found.push(2 * i + MIDDLES[from][0], 2 * j + MIDDLES[from][1]);
        found.push(2 * i + MIDDLES[to][0], 2 * j + MIDDLES[to][1]);
      }
    }
  }
  return Int32Array.from(found);
}

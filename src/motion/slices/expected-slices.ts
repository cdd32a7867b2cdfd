import { splineAlong } from '../realign/bspline.js';
import type { Matrix4 } from '../rigid.js';
import type { SliceReference } from './slice-reference.js';

/**
 * What the reference, moved to where a volume is, gives at each voxel of that volume: the reference's spline where the
 * voxel's matter lay. NaN outside the mask and the reference's field.
 * @param map the volume's voxel indices → those of the reference where the matter lay there
 */
export function expectedSlices({ reference, coefficients }: SliceReference, map: Matrix4): Float32Array {
  const { grid, mask } = reference;
  const [columns, rows, slices] = grid.dims;
  const out = new Float32Array(columns * rows * slices).fill(Number.NaN);
  const step = [map[0] ?? 0, map[4] ?? 0, map[8] ?? 0] as const;
  const inMask = new Uint8Array(columns);
  const line = new Float32Array(columns);
  for (let k = 0; k < slices; k++) {
    for (let j = 0; j < rows; j++) {
      const from = startOf(map, j, k);
      const span = maskLine({ mask, dims: grid.dims }, { from, step }, inMask);
      if (!span) continue;
      const [first, last] = span;
      const part = line.subarray(0, last - first + 1);
      const start = [
        from[0] + first * step[0],
        from[1] + first * step[1],
        from[2] + first * step[2],
      ] as const;
      splineAlong(coefficients, grid.dims, { from: start, step }, part);
      const row = (k * rows + j) * columns;
      for (let i = first; i <= last; i++) if (inMask[i] === 1) out[row + i] = part[i - first] ?? Number.NaN;
    }
  }
  return out;
}

/** Index in the reference of the first voxel of row `j` of slice `k`. */
function startOf(map: Matrix4, j: number, k: number): readonly [number, number, number] {
  const row = (at: number): number => (map[at + 1] ?? 0) * j + (map[at + 2] ?? 0) * k + (map[at + 3] ?? 0);
  return [row(0), row(4), row(8)];
}

/** Which voxels of a line have their nearest voxel of the reference in the mask; the first and the last of them. */
function maskLine(
  { mask, dims }: { mask: Uint8Array; dims: readonly [number, number, number] },
  { from, step }: Record<'from' | 'step', readonly [number, number, number]>,
  inMask: Uint8Array,
): [number, number] | undefined {
  const [columns, rows, slices] = dims;
  let first = -1;
  let last = -1;
  for (let i = 0; i < inMask.length; i++) {
    const x = Math.floor(from[0] + i * step[0] + 0.5);
    const y = Math.floor(from[1] + i * step[1] + 0.5);
    const z = Math.floor(from[2] + i * step[2] + 0.5);
    const isInside = x >= 0 && x < columns && y >= 0 && y < rows && z >= 0 && z < slices;
    const value = isInside ? (mask[(z * rows + y) * columns + x] ?? 0) : 0;
    inMask[i] = value;
    if (value === 0) continue;
    if (first < 0) first = i;
    last = i;
  }
  return first < 0 ? undefined : [first, last];
}

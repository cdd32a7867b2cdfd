import type { Matrix4, MotionGrid } from '../rigid.js';
import { voxelToVoxel } from './affine.js';
import { type Line, sampleLine } from './bspline.js';
import { COLUMNS } from './columns.js';
import type { Level } from './level.js';
import type { Square } from './linear.js';
import { type Moving, rowBuffers, sliceWeight } from './step.js';

/** Side of the blocks within which residuals may depend on each other. */
const BLOCK_MM = 30;
const UNKNOWNS = COLUMNS - 1;

/** Where a volume was found, and what the reference's columns make of it there. */
export interface Found {
  readonly transform: Matrix4;
  /** The seven unknowns of the last step. */
  readonly solution: Float64Array;
}

/** What is left of a volume after the reference is scaled and moved to first order. */
export interface Residuals {
  /**
   * Σ s·sᵀ over blocks of 30 mm, where s = Σ column · residual over a block's voxels: the middle of a covariance that
   * holds where residuals are no noise but differences of contrast, lost slices or ghosts, which neighbours share
   * (Liang and Zeger 1986). With the factor n / (n − 7) for n blocks; NaN with too few.
   */
  readonly blocks: Square;
  /** RMS residual in each slice of the volume; NaN where it has no voxels or its voxels are left out. */
  readonly sliceRms: Float64Array;
  /** How many voxels of the reference came to lie in each slice of the volume. */
  readonly sliceVoxels: Float64Array;
}

/** A row of voxels: their place in the grid, and where they lie along the volume's slices. */
interface Row {
  readonly first: number;
  readonly ijk: readonly [number, number, number];
  readonly slice: number;
  readonly sliceStep: number;
}

/** Samples a volume at the moved voxels once more and sums what is left, by block and by slice. */
export function residualsOf(level: Level, moving: Moving, { transform, solution }: Found): Residuals {
  const { grid, columns, runs } = level;
  const m = voxelToVoxel({ from: grid.affine, moved: transform, to: moving.affine });
  const at = (n: number): number => m[n] ?? 0;
  const sums = sumsFor(grid, moving.dims[2]);
  const rows = rowBuffers(grid.dims[0]);
  const step = [at(0), at(4), at(8)] as const;
  for (let run = 0, first = 0; run < runs.length; run += 4) {
    const [i, j, k, count] = [runs[run] ?? 0, runs[run + 1] ?? 0, runs[run + 2] ?? 0, runs[run + 3] ?? 0];
    const place = (row: number): number => at(row) * i + at(row + 1) * j + at(row + 2) * k + at(row + 3);
    const from = [place(0), place(4), place(8)] as const;
    const values = rows[count] ?? new Float32Array(count);
    sampleLine(moving, { from, step }, values);
    if (moving.leftOut.length > 0) leaveOut(values, { from, step }, moving);
    addRow(
      sums,
      { first, ijk: [i, j, k], slice: from[2], sliceStep: step[2] },
      { values, columns, solution },
    );
    first += count * COLUMNS;
  }
  return {
    blocks: squared(sums.scores),
    sliceRms: sums.squares.map((sum, slice) => Math.sqrt(sum / (sums.voxels[slice] ?? 0))),
    sliceVoxels: sums.voxels,
  };
}

/** Voxels in slices that are left out count as outside. */
function leaveOut(values: Float32Array, { from, step }: Line, moving: Moving): void {
  for (let n = 0; n < values.length; n++) {
    if (sliceWeight(moving, from[2] + n * step[2]) < 1) values[n] = Number.NaN;
  }
}

interface Accumulated {
  readonly side: readonly number[];
  readonly across: readonly [number, number];
  readonly scores: Float64Array;
  readonly squares: Float64Array;
  readonly voxels: Float64Array;
}

function sumsFor({ dims, spacingMm }: MotionGrid, slices: number): Accumulated {
  const side = spacingMm.map((mm) => Math.max(1, Math.round(BLOCK_MM / mm)));
  const [bx, by, bz] = dims.map((count, axis) => Math.ceil(count / (side[axis] ?? 1))) as [
    number,
    number,
    number,
  ];
  return {
    side,
    across: [bx, by],
    scores: new Float64Array(bx * by * bz * UNKNOWNS),
    squares: new Float64Array(slices),
    voxels: new Float64Array(slices),
  };
}

function addRow(
  { side, across: [bx, by], scores, squares, voxels }: Accumulated,
  { first, ijk: [i, j, k], slice, sliceStep }: Row,
  { values, columns, solution }: { values: Float32Array; columns: Float32Array; solution: Float64Array },
): void {
  const [sx = 1, sy = 1, sz = 1] = side;
  const row = (Math.floor(k / sz) * by + Math.floor(j / sy)) * bx;
  for (let n = 0, at = first; n < values.length; n++, at += COLUMNS) {
    if (Number.isNaN(values[n])) continue;
    const block = (row + Math.floor((i + n) / sx)) * UNKNOWNS;
    let residual = values[n] ?? 0;
    for (let u = 0; u < UNKNOWNS; u++) residual -= (columns[at + u] ?? 0) * (solution[u] ?? 0);
    for (let u = 0; u < UNKNOWNS; u++) {
      scores[block + u] = (scores[block + u] ?? 0) + (columns[at + u] ?? 0) * residual;
    }
    const z = Math.round(slice + n * sliceStep);
    squares[z] = (squares[z] ?? 0) + residual * residual;
    voxels[z] = (voxels[z] ?? 0) + 1;
  }
}

/** Σ s·sᵀ · n / (n − 7) over the blocks that hold anything. */
function squared(scores: Float64Array): Square {
  const out = new Float64Array(UNKNOWNS * UNKNOWNS);
  let blocks = 0;
  for (let block = 0; block < scores.length; block += UNKNOWNS) {
    const score = scores.subarray(block, block + UNKNOWNS);
    if (score.every((value) => value === 0)) continue;
    blocks++;
    for (let n = 0; n < out.length; n++) {
      out[n] = (out[n] ?? 0) + (score[Math.floor(n / UNKNOWNS)] ?? 0) * (score[n % UNKNOWNS] ?? 0);
    }
  }
  const factor = blocks > UNKNOWNS ? blocks / (blocks - UNKNOWNS) : Number.NaN;
  return out.map((value) => value * factor);
}

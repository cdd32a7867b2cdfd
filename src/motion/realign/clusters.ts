import type { Matrix4 } from '../rigid.js';
import { voxelToVoxel } from './affine.js';
import { sampleLine } from './bspline.js';
import { COLUMNS } from './columns.js';
import type { Level } from './level.js';
import type { Square } from './linear.js';
import { type Moving, rowBuffers } from './step.js';

/** Side of the blocks within which residuals may depend on each other. */
const BLOCK_MM = 30;
const UNKNOWNS = COLUMNS - 1;

/** Where a volume was found, and what the reference's columns make of it there. */
export interface Found {
  readonly transform: Matrix4;
  /** The seven unknowns of the last step. */
  readonly solution: Float64Array;
}

/**
 * Σ s·sᵀ over blocks of 30 mm, where s = Σ column · residual over a block's voxels: the middle of a covariance that
 * holds where residuals are no noise but differences of contrast, lost slices or ghosts, which neighbours share
 * (Liang and Zeger 1986). With the factor n / (n − 7) for n blocks; NaN with too few.
 */
export function blockScores(level: Level, moving: Moving, { transform, solution }: Found): Square {
  const { grid, columns, runs } = level;
  const m = voxelToVoxel({ from: grid.affine, moved: transform, to: moving.affine });
  const at = (n: number): number => m[n] ?? 0;
  const side = grid.spacingMm.map((mm) => Math.max(1, Math.round(BLOCK_MM / mm)));
  const [sx = 1, sy = 1, sz = 1] = side;
  const [bx, by] = [Math.ceil(grid.dims[0] / sx), Math.ceil(grid.dims[1] / sy)];
  const scores = new Float64Array(bx * by * Math.ceil(grid.dims[2] / sz) * UNKNOWNS);
  const rows = rowBuffers(grid.dims[0]);
  const step = [at(0), at(4), at(8)] as const;
  for (let run = 0, first = 0; run < runs.length; run += 4) {
    const [i, j, k, count] = [runs[run] ?? 0, runs[run + 1] ?? 0, runs[run + 2] ?? 0, runs[run + 3] ?? 0];
    const place = (row: number): number => at(row) * i + at(row + 1) * j + at(row + 2) * k + at(row + 3);
    const values = rows[count] ?? new Float32Array(count);
    sampleLine(moving, { from: [place(0), place(4), place(8)], step }, values);
    const row = (Math.floor(k / sz) * by + Math.floor(j / sy)) * bx;
    for (let n = 0; n < count; n++, first += COLUMNS) {
      if (Number.isNaN(values[n])) continue;
      const block = (row + Math.floor((i + n) / sx)) * UNKNOWNS;
      let residual = values[n] ?? 0;
      for (let u = 0; u < UNKNOWNS; u++) residual -= (columns[first + u] ?? 0) * (solution[u] ?? 0);
      for (let u = 0; u < UNKNOWNS; u++) {
        scores[block + u] = (scores[block + u] ?? 0) + (columns[first + u] ?? 0) * residual;
      }
    }
  }
  return squared(scores);
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

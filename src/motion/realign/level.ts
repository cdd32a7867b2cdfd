import type { MotionGrid } from '../rigid.js';
import { COLUMNS, columnsOf, gram } from './columns.js';
import type { Square } from './linear.js';
import { smooth } from './smooth.js';

/** A share of a level's voxels that is solved for: the first `runs` rows of voxels. */
export interface Stage {
  readonly runs: number;
  readonly voxels: number;
  /** Σ column · columnᵀ over these voxels. */
  readonly information: Square;
}

/** A reference at one resolution, with the normal equations' columns of every voxel that takes part. */
export interface Level {
  readonly grid: MotionGrid;
  /** The reference, smoothed. */
  readonly smoothed: Float32Array;
  /** FWHM, mm, with which reference and volumes are smoothed. */
  readonly fwhmMm: number;
  /** Voxels nearer than this to the border take no part: there smoothing lacks what lies outside. */
  readonly margin: readonly [number, number, number];
  /** Rows of neighbouring voxels: i, j, k of the first, and their number. */
  readonly runs: Int32Array;
  /** {@link COLUMNS} numbers a voxel. */
  readonly columns: Float32Array;
  /** From few voxels to all. */
  readonly stages: readonly Stage[];
  /** Σ over all voxels of the columns as noise sees them: of the reference smoothed once more. */
  readonly smeared: Square;
}

/** What a level is made from. */
export interface LevelInput {
  readonly grid: MotionGrid;
  readonly smoothed: Float32Array;
  readonly mask: Uint8Array;
  readonly fwhmMm: number;
  readonly margin: number;
}

/** The first stage takes every fourth row of voxels: enough to come near. */
const SPARSE = 4;
/** An axis this short has no voxels to spare at its ends. */
const SHORT_AXIS = 8;

/** Works out of a smoothed reference all that its volumes' alignment needs of it. */
export function makeLevel({ grid, smoothed, mask, fwhmMm, margin }: LevelInput): Level {
  const margins = grid.dims.map((n) => (n < SHORT_AXIS ? 0 : margin)) as unknown as Level['margin'];
  const found = maskRuns(mask, grid.dims, margins);
  const columns = columnsOf(smoothed, grid, found.runs);
  const again = columnsOf(smooth(smoothed, grid, fwhmMm), grid, found.runs);
  const voxels = columns.length / COLUMNS;
  const first = { runs: found.sparseRuns, voxels: found.sparseVoxels };
  const all = { runs: found.runs.length / 4, voxels };
  return {
    grid,
    smoothed,
    fwhmMm,
    margin: margins,
    runs: found.runs,
    columns,
    stages: [first, all].map((stage) => ({
      ...stage,
      information: gram(columns, columns.subarray(0, stage.voxels * COLUMNS)),
    })),
    smeared: gram(again, again),
  };
}

/** Rows of neighbouring voxels of the mask, those of the sparse stage first. */
function maskRuns(
  mask: Uint8Array,
  [nx, ny, nz]: MotionGrid['dims'],
  [mx, my, mz]: Level['margin'],
): { runs: Int32Array; sparseRuns: number; sparseVoxels: number } {
  const sparse: number[] = [];
  const rest: number[] = [];
  let sparseVoxels = 0;
  for (let k = mz; k < nz - mz; k++) {
    for (let j = my; j < ny - my; j++) {
      const isSparse = (j + 2 * k) % SPARSE === 0;
      const row = (k * ny + j) * nx;
      for (let i = mx; i < nx - mx; i++) {
        if (mask[row + i] === 0) continue;
        const start = i;
        while (i < nx - mx && mask[row + i] === 1) i++;
        (isSparse ? sparse : rest).push(start, j, k, i - start);
        if (isSparse) sparseVoxels += i - start;
      }
    }
  }
  return { runs: Int32Array.from(sparse.concat(rest)), sparseRuns: sparse.length / 4, sparseVoxels };
}

import { MotionError } from '../motion-error.js';
import { identity, type Matrix4, type MotionGrid } from '../rigid.js';
import { voxelToVoxel } from './affine.js';
import { type Ended, movingVolume, search } from './descend.js';
import { grossStarts } from './gross.js';
import type { Level } from './level.js';
import { standardErrorMm } from './quality.js';
import { checkValues, type Reference } from './reference.js';
import { type Settled, settle } from './settle.js';
import { smooth } from './smooth.js';
import type { Moving } from './step.js';

/** How a volume lies to its reference. */
export interface Alignment {
  /** A point's position at the reference → its position at this volume, patient LPS mm. */
  readonly transform: Matrix4;
  /** Steps fell below 1e-3 mm and degrees. */
  readonly converged: boolean;
  readonly iterations: number;
  /** What the reference's intensities are multiplied with to give this volume's. */
  readonly scale: number;
  /** Pearson correlation of reference and realigned volume over the mask, both smoothed. */
  readonly correlation: number;
  /** Share of the mask's voxels that lie within the field of this volume: 0 to 1. */
  readonly overlap: number;
  /** RMS residual over the mask as a share of the reference's mean there. */
  readonly residual: number;
  /**
   * Standard error in mm, from the normal equations and the residual with the smoothing's degrees of freedom, or with
   * what residuals of neighbouring voxels share where that is more: the largest over the directions of a unit movement,
   * rotations taken at 50 mm from the centre.
   */
  readonly standardErrorMm: number;
  /** True where the start that was given did not lead there and others were tried. */
  readonly multiStart: boolean;
  /**
   * How many slices of this volume were left out because they agree with the reference far less than the others do: they
   * lost signal, or hold a spike. Correlation, residual and standard error are of what was used.
   */
  readonly leftOutSlices: number;
}

/** An end below this correlation or overlap may be a wrong one. */
const DOUBTFUL_CORRELATION = 0.97;
const DOUBTFUL_OVERLAP = 0.6;
/**
 * Other starts must lead to at most this share of the squared correlation that was missing. Where the contrast differs,
 * no start leads to the truth, and a pose far off may agree a little better by chance.
 */
const MISSING_SHARE = 0.5;

/**
 * Rigid alignment by Gauss-Newton on the linearised least-squares problem with an intensity scale.
 * @param grid of the volume: dims as the reference's, but its affine may be another (prospective correction)
 * @param start where to begin; the identity when left out
 * @throws MotionError `matrix-differs`, `no-signal`, `not-finite`
 */
export function alignVolume(
  reference: Reference,
  values: Float32Array,
  grid: MotionGrid,
  start: Matrix4 = identity(),
): Alignment {
  if (grid.dims.some((count, axis) => count !== reference.grid.dims[axis]))
    throw new MotionError('matrix-differs');
  checkValues(values, grid);
  const level = reference.fine;
  const moving = movingVolume(level, smooth(values, grid, level.fwhmMm), grid);
  const from = (begin: Matrix4): Settled =>
    settle(reference, { values, grid }, { ended: search(level, moving, begin), moving });
  let best = from(start);
  let iterations = best.iterations;
  const multiStart = isDoubtful(best, level);
  if (multiStart) {
    for (const other of grossStarts(reference, { values, grid }, best.fit && best.transform)) {
      const found = from(other);
      iterations += found.iterations;
      if (isBetter(found, best)) best = found;
    }
  }
  return { ...report(reference, best), iterations, multiStart };
}

function isDoubtful({ converged, fit, sums, moving }: Settled, level: Level): boolean {
  const all = level.stages.at(-1)?.voxels ?? 0;
  // What slices take with them that are left out is no lack of overlap.
  const used = Math.max(0, 1 - (moving.leftOut.length * (2 * moving.reach + 1)) / moving.dims[2]);
  if (!converged || !fit || !sums || sums.voxels < DOUBTFUL_OVERLAP * used * all) return true;
  return !(fit.correlation >= DOUBTFUL_CORRELATION);
}

function isBetter(found: Ended, best: Ended): boolean {
  const missing = ({ fit }: Ended): number => (fit && fit.correlation > 0 ? 1 - fit.correlation ** 2 : 1);
  return missing(found) < MISSING_SHARE * missing(best);
}

type Reported = Omit<Alignment, 'iterations' | 'multiStart'>;

function report(
  reference: Reference,
  { transform, converged, scale, sums, fit, moving, residuals }: Settled,
): Reported {
  const overlap = overlapOf(reference, moving, transform);
  const leftOutSlices = moving.leftOut.length;
  if (!sums || !fit || !residuals)
    return {
      transform,
      converged: false,
      scale,
      correlation: Number.NaN,
      overlap,
      residual: Number.NaN,
      standardErrorMm: Number.NaN,
      leftOutSlices,
    };
  return {
    transform,
    converged,
    scale,
    correlation: fit.correlation,
    overlap,
    residual: Math.sqrt(fit.residualVariance) / fit.mean,
    standardErrorMm: standardErrorMm({ level: reference.fine, residuals }, sums, fit),
    leftOutSlices,
  };
}

/** Share of the mask's voxels whose places lie within a volume's field. */
function overlapOf({ grid, mask, maskVoxels }: Reference, moving: Moving, transform: Matrix4): number {
  const m = voxelToVoxel({ from: grid.affine, moved: transform, to: moving.affine });
  const at = (n: number): number => m[n] ?? 0;
  const [nx, ny, nz] = grid.dims;
  let inside = 0;
  for (let k = 0, n = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const x0 = at(1) * j + at(2) * k + at(3);
      const y0 = at(5) * j + at(6) * k + at(7);
      const z0 = at(9) * j + at(10) * k + at(11);
      for (let i = 0; i < nx; i++, n++) {
        if (mask[n] === 0) continue;
        const x = x0 + at(0) * i;
        const y = y0 + at(4) * i;
        const z = z0 + at(8) * i;
        if (isWithin(x, nx) && isWithin(y, ny) && isWithin(z, nz)) inside++;
      }
    }
  }
  return inside / maskVoxels;
}

function isWithin(x: number, count: number): boolean {
  return x >= -1e-6 && x <= count - 1 + 1e-6;
}

import { MotionError } from '../motion-error.js';
import type { MotionGrid } from '../rigid.js';
import { coarseFactors, coarseGrid, coarsen, type Factors } from './coarse.js';
import { type Level, makeLevel } from './level.js';
import { signalMask } from './mask.js';
import { smooth } from './smooth.js';

/** A volume that others are aligned to, with all that is worked out of it once. */
export interface Reference {
  readonly grid: MotionGrid;
  /** 1 where the smoothed reference reaches 10 % of its 98th percentile. As long as the volume. */
  readonly mask: Uint8Array;
  readonly maskVoxels: number;
  /** The reference as it is, unsmoothed. */
  readonly values: Float32Array;
  /** The reference smoothed with {@link FINE_FWHM_MM}. */
  readonly smoothed: Float32Array;
  readonly fine: Level;
  /** For gross motion: fewer voxels, smoothed more. */
  readonly coarse: Level;
  /** How many voxels of each axis are one of the coarse level's. */
  readonly factors: Factors;
}

/** Smoothing of volumes before they are aligned. As SPM realign's default. */
export const FINE_FWHM_MM = 5;
const COARSE_FWHM_MM = 14;
/** Voxels at the border that take no part at the fine level: smoothing and spline lack their neighbours there. */
const FINE_MARGIN = 1;
/** Three dimensions cannot be told from fewer. */
const FEWEST = 3;

/**
 * Prepares a reference volume.
 * @throws MotionError `no-signal`, `not-finite`, `too-few-slices`, `matrix-differs` when values and grid differ in size
 */
export function prepareReference(values: Float32Array, grid: MotionGrid): Reference {
  if (grid.dims.some((count) => count < FEWEST)) throw new MotionError('too-few-slices');
  checkValues(values, grid);
  const smoothed = smooth(values, grid, FINE_FWHM_MM);
  const { mask, voxels } = signalMask(smoothed);
  if (voxels === 0) throw new MotionError('no-signal');
  const factors = coarseFactors(grid);
  const coarser = coarseGrid(grid, factors);
  const coarse = smooth(coarsen(values, { dims: grid.dims, to: coarser, factors }), coarser, COARSE_FWHM_MM);
  return {
    grid,
    mask,
    maskVoxels: voxels,
    values,
    smoothed,
    fine: makeLevel({ grid, smoothed, mask, fwhmMm: FINE_FWHM_MM, margin: FINE_MARGIN }),
    coarse: makeLevel({
      grid: coarser,
      smoothed: coarse,
      mask: signalMask(coarse).mask,
      fwhmMm: COARSE_FWHM_MM,
      margin: 0,
    }),
    factors,
  };
}

/**
 * Refuses values that cannot be measured.
 * @throws MotionError `no-signal`, `not-finite`, `matrix-differs`
 */
export function checkValues(values: Float32Array, { dims }: Pick<MotionGrid, 'dims'>): void {
  if (values.length !== dims[0] * dims[1] * dims[2]) throw new MotionError('matrix-differs');
  const first = values[0] ?? 0;
  let [differs, sum] = [false, 0];
  for (let n = 0; n < values.length; n++) {
    const value = values[n] ?? 0;
    if (value !== first) differs = true;
    // Infinite or not a number: neither has a difference to itself of 0.
    sum += value - value;
  }
  if (sum !== 0) throw new MotionError('not-finite');
  if (!differs) throw new MotionError('no-signal');
}

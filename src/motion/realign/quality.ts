import { COLUMNS } from './columns.js';
import type { Level } from './level.js';
import { corner, eigenvalues, inverse, multiply, type Square, solve } from './linear.js';
import type { Residuals } from './residuals.js';
import { FWHM_OF_SIGMA, gaussianHalf } from './smooth.js';
import type { Sums } from './step.js';

/** How well a realigned volume agrees with its reference over the voxels of a stage. */
export interface Fit {
  /** Pearson's. */
  readonly correlation: number;
  /** Mean square of what is left of the volume after the reference is scaled and moved to first order. */
  readonly residualVariance: number;
  /** Mean of the reference over the voxels. */
  readonly mean: number;
  /** The movement, mm, and the scale that explain the volume best; undefined where they are not determined. */
  readonly solution: Float64Array | undefined;
}

const UNKNOWNS = COLUMNS - 1;

/** The fit at a transform, from the sums there. */
export function fitOf({ information, projection, square, voxels }: Sums): Fit {
  const referenceSum = information[6 * COLUMNS + 7] ?? 0;
  const referenceSquare = information[6 * COLUMNS + 6] ?? 0;
  const both = projection[6] ?? 0;
  const sum = projection[7] ?? 0;
  const covariance = both - (referenceSum * sum) / voxels;
  const spread = (referenceSquare - referenceSum ** 2 / voxels) * (square - sum ** 2 / voxels);
  const solved = solve(corner(information, COLUMNS, UNKNOWNS), projection.slice(0, UNKNOWNS));
  const explained = solved ? solved.reduce((total, x, n) => total + x * (projection[n] ?? 0), 0) : Number.NaN;
  return {
    correlation: spread > 0 ? Math.min(1, covariance / Math.sqrt(spread)) : Number.NaN,
    residualVariance: Math.max(0, square - explained) / Math.max(1, voxels - UNKNOWNS),
    mean: referenceSum / voxels,
    solution: solved,
  };
}

/**
 * Standard error in mm of the worst direction of a unit movement: the larger of two.
 *
 * What is left may be noise that was smoothed: with H the normal matrix, g the kernel and v the variance of the
 * residual, the unsmoothed noise has the variance v / Σg², and the covariance of the solution is
 * v / Σg² · H⁻¹ (Σ (g∗column)(g∗column)ᵀ) H⁻¹. Or it may be what neighbouring voxels share: {@link Residuals}.
 */
export function standardErrorMm(
  { level, residuals }: { level: Level; residuals: Residuals },
  sums: Sums,
  { residualVariance, solution }: Fit,
): number {
  const h = inverse(corner(sums.information, COLUMNS, UNKNOWNS), UNKNOWNS);
  const all = level.stages.at(-1)?.voxels ?? 0;
  const scale = solution?.[6] ?? 0;
  if (!h || !solution || !(scale > 0) || sums.voxels < 1) return Number.NaN;
  const largest = (middle: Square): number => {
    const covariance = multiply(multiply(h, middle, UNKNOWNS), h, UNKNOWNS);
    return eigenvalues(corner(covariance, UNKNOWNS, 6), 6).at(-1) ?? Number.NaN;
  };
  const share = (residualVariance / kernelSquare(level)) * (sums.voxels / all);
  const noise = largest(corner(level.smeared, COLUMNS, UNKNOWNS).map((value) => value * share));
  const shared = largest(residuals.blocks);
  // The first six unknowns are movements times the scale.
  return Math.sqrt(Math.max(noise, shared)) / scale;
}

/** Σg² of the smoothing kernel: what it leaves of white noise's variance; 1 / Σg² voxels share their noise. */
export function kernelSquare({ grid, fwhmMm }: Level): number {
  return grid.spacingMm.reduce((product, mm) => {
    const half = gaussianHalf(fwhmMm / FWHM_OF_SIGMA / mm);
    return product * half.reduce((sum, weight, n) => sum + (n === 0 ? 1 : 2) * weight * weight, 0);
  }, 1);
}

import type { Residuals } from './residuals.js';

/** A slice stands out where its RMS residual is this many times the median of the slices. */
const TIMES_MEDIAN = 3;
/** And exceeds it by this share of the mean signal: less does not mislead. */
const LEAST_EXCESS = 0.02;
/** Smoothing takes a lost slice into the next ones: a residual below this share of a neighbour's may be the neighbour's. */
const NEIGHBOUR_SHARE = 0.7;
/** Slices with fewer voxels than this are not judged. */
const LEAST_VOXELS = 20;

/**
 * Slices of a volume whose residuals stand out of those of the others, as where a slice lost signal to
 * movement during its excitation, or holds a spike. Where many differ, as with another contrast, none stands out.
 * @param mean of the signal, in the units of the residuals
 */
export function outlyingSlices({ sliceRms, sliceVoxels }: Residuals, mean: number): number[] {
  const judged = [...sliceRms.keys()].filter((slice) => (sliceVoxels[slice] ?? 0) >= LEAST_VOXELS);
  const usual = median(judged.map((slice) => sliceRms[slice] ?? 0));
  return judged.filter((slice) => {
    const value = sliceRms[slice] ?? 0;
    const beside = Math.max(sliceRms[slice - 1] || 0, sliceRms[slice + 1] || 0);
    return (
      value >= TIMES_MEDIAN * usual &&
      value - usual > LEAST_EXCESS * mean &&
      value >= NEIGHBOUR_SHARE * beside
    );
  });
}

/** The median; 0 of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

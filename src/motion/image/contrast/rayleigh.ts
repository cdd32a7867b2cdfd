import { countBelow, quantile } from './intensities.js';

/** Quantile of Rayleigh's distribution for σ = 1. */
const rayleighQuantile = (share: number): number => Math.sqrt(-2 * Math.log(1 - share));
/** Standard deviation of Rayleigh noise for σ = 1: √(2 − π/2), 0.655. Dietrich et al. 2007, J Magn Reson Imaging 26:375. */
export const DIETRICH = Math.sqrt(2 - Math.PI / 2);
const QUARTILES = rayleighQuantile(0.75) - rayleighQuantile(0.25);

/**
 * Noise of one channel of the complex signal, by the spread of the air: its interquartile range over that of Rayleigh's
 * distribution for σ = 1 (0.9066). The same as Dietrich's standard deviation over 0.655, but not moved by a few bright
 * artefacts. Values that were rounded count as spread evenly over their step.
 * @param sorted sorted intensities of the air
 */
export function channelNoise(sorted: Float32Array): number {
  return (spreadQuantile(sorted, 0.75) - spreadQuantile(sorted, 0.25)) / QUARTILES;
}

/** A quantile between values, 0 < share < 1: equal ones are taken to lie evenly between the middles to their neighbours. */
export function spreadQuantile(sorted: Float32Array, share: number): number {
  const value = quantile(sorted, share);
  const first = countBelow(sorted, value);
  let end = first;
  while (end < sorted.length && sorted[end] === value) end++;
  const below = first > 0 ? (sorted[first - 1] ?? value) : value;
  const above = end < sorted.length ? (sorted[end] ?? value) : value;
  const way = (share * sorted.length - first) / Math.max(1, end - first);
  return value + ((1 - way) * (below - value)) / 2 + (way * (above - value)) / 2;
}

/** The share of noise that is called artefact before opening, and what is left of the noise below it. */
const TAIL = 0.05;
const ROUNDS = 20;

/**
 * The intensity above which voxels of air are unlike noise: 95 % of Rayleigh noise lies below it. The noise is taken
 * from the median of what lies below, over and over, so that artefacts in up to some third of the air do not hide
 * themselves by raising it.
 * @param sorted sorted intensities of the air
 */
export function artefactThreshold(sorted: Float32Array): number {
  let threshold = (spreadQuantile(sorted, 0.5) * rayleighQuantile(1 - TAIL)) / rayleighQuantile(0.5);
  for (let round = 0; round < ROUNDS; round++) {
    const kept = sorted.subarray(0, countBelow(sorted, threshold));
    if (kept.length === 0) return threshold;
    const next = (spreadQuantile(kept, 0.5) * rayleighQuantile(1 - TAIL)) / rayleighQuantile((1 - TAIL) / 2);
    if (!(next < threshold)) return threshold;
    threshold = next;
  }
  return threshold;
}

import { countBelow, quantile } from './intensities.js';

/** Hounsfield's scale reaches −1000 and less; no other modality here has such values. */
const HOUNSFIELD = -900;
/** Half way from air (−1000 HU) to water (0 HU), where an edge between the two lies. */
const HALF_WATER = -500;
const BINS = 256;
/** Of the way from air to object. Low enough for dark tissue, high enough for ghosts of 20 %. */
const WAY = 0.25;
/** Air lies below its median by no more than this many robust standard deviations of it: 99.7 % of Rayleigh noise. */
const NOISE_REACH = 3.3;
/** Noise itself splits into parts 2.7 deviations apart. */
const LEAST_SEPARATION = 4;
/** Air is darker than this share of the object. */
const DARK = 0.2;
const ROUNDS = 4;
const SIGMA_OF_MAD = 1.4826;

/**
 * The intensity that tells object from air, or undefined where nothing is brighter than the rest. −500 HU where there
 * are Hounsfield units. Else, from the two parts by Otsu 1979 (IEEE Trans SMC 9:62), a quarter of the way from the
 * median of the air to that of the object, yet above the air's noise as far as the middle.
 * @param sorted sorted intensities; `fills` values of a background that was set
 */
export function objectThreshold(sorted: Float32Array, fills: readonly number[]): number | undefined {
  const least = quantile(sorted, 0);
  const most = quantile(sorted, 1);
  if (!(most > least)) return undefined;
  if (least <= HOUNSFIELD && most > HALF_WATER) return HALF_WATER;
  let parts = partsAt(sorted, otsu(sorted), fills);
  // Where what is dark is no air, the object itself was split, as fat from muscle: the dark part is split again.
  for (let round = 0; round < ROUNDS && parts && parts.air > DARK * parts.object; round++) {
    const darker = sorted.subarray(0, countBelow(sorted, parts.bound));
    const finer = partsAt(darker, otsu(darker), fills);
    if (!finer) break;
    parts = { ...finer, object: quantile(sorted.subarray(countBelow(sorted, finer.bound)), 0.5) };
  }
  if (!parts) return undefined;
  const { air, object, spread } = parts;
  return Math.max(air + WAY * (object - air), Math.min(air + NOISE_REACH * spread, (air + object) / 2));
}

/** The darker and the brighter part of intensities: their medians, and the darker one's robust standard deviation. */
interface Parts {
  readonly bound: number;
  readonly air: number;
  readonly object: number;
  readonly spread: number;
}

function partsAt(sorted: Float32Array, bound: number, fills: readonly number[]): Parts | undefined {
  const split = countBelow(sorted, bound);
  const isFill = new Set(fills);
  const noise = sorted.subarray(0, split).filter((value) => !isFill.has(value));
  // Where all that is dark is fill, its value stands for the air.
  const dark = noise.length > 0 ? noise : sorted.subarray(0, split);
  const air = quantile(dark, 0.5);
  const object = quantile(sorted.subarray(split), 0.5);
  const spread = SIGMA_OF_MAD * quantile(dark.map((value) => Math.abs(value - air)).sort(), 0.5);
  return object - air > LEAST_SEPARATION * spread ? { bound, air, object, spread } : undefined;
}

/** Otsu's threshold; the brightest hundredth is cut off, for a few bright vessels or lesions are not the object. */
export function otsu(sorted: Float32Array): number {
  const least = quantile(sorted, 0);
  const most = Math.max(quantile(sorted, 0.99), quantile(sorted, 0.999) / 4);
  const width = (most - least) / BINS;
  if (!(width > 0)) return quantile(sorted, 1);
  let best = -1;
  let threshold = least + width;
  let sum = 0;
  let all = 0;
  for (const value of sorted) all += Math.min(value, most);
  let at = 0;
  for (let bin = 1; bin < BINS; bin++) {
    const bound = least + bin * width;
    while (at < sorted.length && (sorted[at] ?? 0) < bound) sum += sorted[at++] ?? 0;
    const above = sorted.length - at;
    if (at === 0 || above === 0) continue;
    const difference = sum / at - (all - sum) / above;
    const between = at * above * difference * difference;
    if (between > best) {
      best = between;
      threshold = bound;
    }
  }
  return threshold;
}

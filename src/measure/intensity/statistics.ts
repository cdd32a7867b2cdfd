import type { ValueFigureName } from '../figures.js';
import { sumOf } from './sums.js';

/** The figures of values that need no geometry. */
export type StatisticName = Exclude<ValueFigureName, 'localPeak' | 'globalPeak'>;

/** A number, or why there is none. */
export type Figure = number | { readonly why: string };

/** Below this share of the largest value a standard deviation is rounding. */
const ROUNDING = 1e-14;

/**
 * First-order statistics of values, all finite and at least one; they are sorted in place. Sums in double precision with carried rounding.
 * Method: IBSI reference manual, arXiv:1612.07003v11, 3.3. Percentiles, which it leaves open, are interpolated between
 * the two values next to rank 1 + (n − 1) p, as the median is (R. Hyndman and Y. Fan, Am Stat 1996;50:361, type 7).
 */
export function statistics(values: Float64Array): Readonly<Record<StatisticName, Figure>> {
  const sorted = values.sort();
  const count = sorted.length;
  const percentile = (percent: number): number => percentileOf(sorted, percent);
  const [p10, p25, median, p75, p90] = [10, 25, 50, 75, 90].map(percentile) as Five;
  const minimum = sorted[0] ?? 0;
  const maximum = sorted[count - 1] ?? 0;
  const sum = sumOf(sorted, (value) => value);
  const energy = sumOf(sorted, square);
  const mean = minimum === maximum ? minimum : sum / count;
  const moments = centralMoments(sorted, mean);
  const rootMeanSquare = Math.sqrt(energy / count);
  return checked({
    ...moments,
    mean,
    median,
    minimum,
    maximum,
    percentile10: p10,
    percentile25: p25,
    percentile75: p75,
    percentile90: p90,
    interquartileRange: p75 - p25,
    range: maximum - minimum,
    meanAbsoluteDeviation: absoluteDeviation(sorted, mean),
    robustMeanAbsoluteDeviation: robustDeviation(sorted, p10, p90),
    // N72L: the mean distance from the median, not the median of the distances.
    medianAbsoluteDeviation: absoluteDeviation(sorted, median),
    coefficientOfVariation: ratio(moments.standardDeviation, mean, rootMeanSquare),
    quartileCoefficientOfDispersion: ratio(p75 - p25, p75 + p25, Math.abs(p75) + Math.abs(p25)),
    energy,
    rootMeanSquare,
    sum,
  });
}

type Five = [number, number, number, number, number];

/** The value at rank 1 + (n − 1) p of sorted values, interpolated. Whole percents make whole ranks exact. */
function percentileOf(sorted: Float64Array, percent: number): number {
  const rank = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(rank)] ?? 0;
  const above = sorted[Math.ceil(rank)] ?? 0;
  return below === above ? below : below + (above - below) * (rank - Math.floor(rank));
}

/** Variance and what follows of it, divided by the number of values as IBSI has it, not by one less. */
function centralMoments(sorted: Float64Array, mean: number) {
  const count = sorted.length;
  const variance = sumOf(sorted, (value) => square(value - mean)) / count;
  const standardDeviation = Math.sqrt(variance);
  const largest = Math.max(Math.abs(sorted[0] ?? 0), Math.abs(sorted[count - 1] ?? 0));
  // IBSI KE2A, IPH6: a power of the variance is the denominator.
  if (standardDeviation <= ROUNDING * largest)
    return { variance, standardDeviation, ...shapeless('do not vary') };
  if (!Number.isFinite(variance)) return { variance, standardDeviation, ...shapeless('are too large') };
  const third = sumOf(sorted, (value) => cube((value - mean) / standardDeviation)) / count;
  const fourth = sumOf(sorted, (value) => square(square((value - mean) / standardDeviation))) / count;
  return { variance, standardDeviation, skewness: third, kurtosis: fourth - 3 };
}

// Products: of a million values a general power takes longer than all else.
function square(value: number): number {
  return value * value;
}

function cube(value: number): number {
  return value * value * value;
}

function shapeless(what: string): { readonly skewness: Figure; readonly kurtosis: Figure } {
  const why = { why: `the values ${what}` };
  return { skewness: why, kurtosis: why };
}

/** A ratio whose denominator is not zero, nor zero but for rounding of what it was made of. */
function ratio(numerator: number, denominator: number, magnitude: number): Figure {
  return Math.abs(denominator) <= 1e-12 * magnitude
    ? { why: 'it is a ratio to zero' }
    : numerator / denominator;
}

function absoluteDeviation(values: Float64Array, centre: number): number {
  return sumOf(values, (value) => Math.abs(value - centre)) / values.length;
}

/** IBSI 1128: of the values from the 10th to the 90th percentile, both included, about their own mean. */
function robustDeviation(sorted: Float64Array, p10: number, p90: number): Figure {
  const first = sorted.findIndex((value) => value >= p10);
  const last = sorted.findLastIndex((value) => value <= p90);
  const middle = sorted.subarray(first, last + 1);
  if (first < 0 || middle.length === 0) return { why: 'no value lies between the percentiles' };
  return absoluteDeviation(middle, sumOf(middle, (value) => value) / middle.length);
}

/** A number too large to be held is none. */
function checked<T extends Record<string, Figure>>(figures: T): T {
  const entries = Object.entries(figures).map(([name, figure]) => {
    const isLost = typeof figure === 'number' && !Number.isFinite(figure);
    return [name, isLost ? { why: 'the values are too large' } : figure];
  });
  return Object.fromEntries(entries) as T;
}

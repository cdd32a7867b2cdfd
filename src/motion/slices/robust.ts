/** Standard deviations of a normal distribution in its median absolute deviation. */
const MAD_TO_SD = 1.4826;

/** Median of the finite values; NaN where there is none. */
export function finiteMedian(values: Iterable<number>): number {
  const sorted = Array.from(values)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2;
}

/** Robust standard deviation of the finite values: 1.4826 times the median absolute deviation from the median. */
export function robustDeviation(values: readonly number[]): number {
  const centre = finiteMedian(values);
  return MAD_TO_SD * finiteMedian(values.map((value) => Math.abs(value - centre)));
}

/** What a fit of second order over time leaves of a course. */
export interface Detrended {
  readonly mean: number;
  /** Of what is left, three parameters taken off: root of Σr² / (n − 3). */
  readonly deviation: number;
  /** Largest less smallest value of the fit. */
  readonly fitRange: number;
}

/** Orthogonal polynomials of first and second order over `count` equally spaced times. */
export interface TimeBasis {
  readonly count: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Makes them: t less its mean, and t² less its projections; both of length 1. */
export function timeBasis(count: number): TimeBasis {
  const first = Float64Array.from({ length: count }, (_, n) => n - (count - 1) / 2);
  const meanSquare = first.reduce((sum, t) => sum + t * t, 0) / count;
  // By symmetry t² has no share of t.
  const second = first.map((t) => t * t - meanSquare);
  return { count, first: unit(first), second: unit(second) };
}

function unit(values: Float64Array): Float64Array {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return values.map((value) => value / length);
}

/** Takes a fit of second order off a course. Friedman & Glover 2006, J Magn Reson Imaging 23:827. */
export function detrend(course: Float64Array, { count, first, second }: TimeBasis): Detrended {
  let [sum, a, b] = [0, 0, 0];
  for (let n = 0; n < count; n++) {
    const value = course[n] ?? 0;
    sum += value;
    a += value * (first[n] ?? 0);
    b += value * (second[n] ?? 0);
  }
  const mean = sum / count;
  let [squares, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let n = 0; n < count; n++) {
    const fit = mean + a * (first[n] ?? 0) + b * (second[n] ?? 0);
    squares += ((course[n] ?? 0) - fit) ** 2;
    if (fit < low) low = fit;
    if (fit > high) high = fit;
  }
  return { mean, deviation: Math.sqrt(squares / (count - 3)), fitRange: high - low };
}

import { median } from './order-statistics.js';

/** The fewest volumes of which the course of the global signal is judged. */
const FEWEST_SIGNALS = 4;
/** Iglewicz & Hoaglin (1993): the modified Z-score is 0.6745 · (x − median) / MAD, an outlier above 3.5. */
const MODIFIED_Z = { factor: 0.6745, limit: 3.5 } as const;
/** A difference of no more than this share of the median is rounding. */
const ROUNDING_SHARE = 1e-6;

function medianOf(values: readonly number[]): number {
  return median(Float64Array.from(values), values.length);
}

/**
 * Volumes at the beginning whose global signal lies above that of the steady state: outliers by the modified Z-score
 * over 3.5 (Iglewicz & Hoaglin 1993, as nipype's is_outlier), counted until the first that is none. NaN with fewer than
 * 4 volumes, and where the first has no value.
 */
export function nonSteadyStateVolumes(globalSignal: ArrayLike<number>): number {
  const signal = Array.from(globalSignal);
  const known = signal.filter((x) => !Number.isNaN(x));
  if (known.length < FEWEST_SIGNALS || Number.isNaN(signal[0])) return Number.NaN;
  const middle = medianOf(known);
  const mad = medianOf(known.map((x) => Math.abs(x - middle)));
  const limit = Math.max((MODIFIED_Z.limit / MODIFIED_Z.factor) * mad, ROUNDING_SHARE * Math.abs(middle));
  const steadyFrom = signal.findIndex((x) => !(x - middle > limit));
  return steadyFrom < 0 ? signal.length : steadyFrom;
}

/** Polynomials of orders 0 to 2 at given times, orthogonal over them (Gram–Schmidt). */
function orthogonalPolynomials(times: readonly number[]): number[][] {
  const basis: number[][] = [];
  for (const order of [0, 1, 2]) {
    let next = times.map((t) => t ** order);
    for (const earlier of basis) {
      const share = dot(next, earlier) / dot(earlier, earlier);
      next = next.map((value, i) => value - share * (earlier[i] ?? 0));
    }
    basis.push(next);
  }
  return basis;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

/**
 * Drift of the global signal in percent of its mean over the whole run: the range of the second-order polynomial fitted
 * to it (FBIRN, Friedman & Glover 2006) at the volumes that have a value; NaN with fewer than 4 of them, and where the
 * mean is not above 0.
 */
export function driftPercent(globalSignal: ArrayLike<number>): number {
  const points = Array.from(globalSignal, (signal, volume) => ({ signal, volume })).filter(
    ({ signal }) => !Number.isNaN(signal),
  );
  const signal = points.map((point) => point.signal);
  const mean = signal.reduce((sum, x) => sum + x, 0) / signal.length;
  if (points.length < FEWEST_SIGNALS || !(mean > 0)) return Number.NaN;
  // Times from −1 to 1 keep the squares in bounds.
  const half = (globalSignal.length - 1) / 2;
  const basis = orthogonalPolynomials(points.map(({ volume }) => volume / half - 1));
  const weights = basis.map((polynomial) => dot(signal, polynomial) / dot(polynomial, polynomial));
  const fitted = points.map((_, i) =>
    weights.reduce((sum, weight, k) => sum + weight * (basis[k]?.[i] ?? 0), 0),
  );
  const range =
    fitted.reduce((most, x) => Math.max(most, x)) - fitted.reduce((least, x) => Math.min(least, x));
  return (100 * range) / mean;
}

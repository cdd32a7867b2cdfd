import type { RunFigure } from './facts.js';

/** Of what there should be, the least that has to be known for a mean or a median to stand for the rest. */
const LEAST_KNOWN_SHARE = 0.5;

const NOTHING = 'it was not measured';

/** Mean of the known ones; why there is none where fewer than half are known. */
export function mean(values: readonly number[]): RunFigure {
  return typical(values, (known) => known.reduce((sum, value) => sum + value, 0) / known.length);
}

/** Median of the known ones; why there is none where fewer than half are known. */
export function median(values: readonly number[]): RunFigure {
  return typical(values, (known) => {
    const sorted = Float64Array.from(known).sort();
    const middle = (sorted.length - 1) / 2;
    return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
  });
}

/** Largest of the known ones. */
export function largest(values: readonly number[]): RunFigure {
  return extreme(values, (known) => known.reduce((most, value) => Math.max(most, value), -Infinity));
}

/** Smallest of the known ones. */
export function smallest(values: readonly number[]): RunFigure {
  return extreme(values, (known) => known.reduce((least, value) => Math.min(least, value), Infinity));
}

/** Sum of the known ones. */
export function count(values: readonly number[]): RunFigure {
  return extreme(values, (known) => known.reduce((sum, value) => sum + value, 0));
}

/** Share of all of them that hold something, in percent: the least that it can be where some are not known. */
export function shareWithAny(values: readonly number[]): RunFigure {
  const most = 100;
  return extreme(values, (known) => (most * known.filter((value) => value > 0).length) / values.length);
}

function typical(values: readonly number[], of: (known: readonly number[]) => number): RunFigure {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return { why: NOTHING };
  if (known.length < values.length * LEAST_KNOWN_SHARE) {
    return { why: `it was measured in ${known.length} of ${values.length} volumes only` };
  }
  return { value: of(known) };
}

function extreme(values: readonly number[], of: (known: readonly number[]) => number): RunFigure {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return { why: NOTHING };
  const value = of(known);
  return known.length === values.length
    ? { value }
    : { value, atBest: `not measured in ${values.length - known.length} of ${values.length} volumes` };
}

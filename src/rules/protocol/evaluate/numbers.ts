import type { Bounds, Tolerance } from '../compiled.js';

/**
 * How far two numbers may be apart and still count as equal: what binary floating point makes of decimal strings, and of
 * sums of them. It is far below what a scanner states; a real allowance is the protocol's `tol`.
 */
const RELATIVE_ALLOWANCE = 1e-9;

/** The allowance at the size of these numbers; near 0 the same in absolute terms, for differences that are 0. */
export function allowance(...values: readonly number[]): number {
  return RELATIVE_ALLOWANCE * values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
}

/** By how much a value may differ from the expected one; 0 without a tolerance. */
export function toleranceOf(expected: number, tolerance: Tolerance | undefined): number {
  if (tolerance === undefined) return 0;
  return 'absolute' in tolerance ? tolerance.absolute : tolerance.relative * Math.abs(expected);
}

/** Whether a number is the expected one, within the tolerance. */
export function isNear(actual: number, expected: number, tolerance?: Tolerance): boolean {
  return Math.abs(actual - expected) <= toleranceOf(expected, tolerance) + allowance(actual, expected);
}

/** How far outside the bounds a number is: negative below, positive above, undefined where it is within. */
export function outside(actual: number, bounds: Bounds): number | undefined {
  const { min, max, minExcluded = false, maxExcluded = false } = bounds;
  if (min !== undefined) {
    const slack = allowance(actual, min);
    if (minExcluded ? actual - min <= slack : actual - min < -slack) return Math.min(actual - min, 0);
  }
  if (max !== undefined) {
    const slack = allowance(actual, max);
    if (maxExcluded ? max - actual <= slack : max - actual < -slack) return Math.max(actual - max, 0);
  }
  return undefined;
}

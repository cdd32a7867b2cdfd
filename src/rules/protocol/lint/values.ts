import type { Bounds, Constraint, Expected, Test, Tolerance } from '../compiled.js';
import { toleranceOf } from '../evaluate/numbers.js';
import { normalised } from '../evaluate/texts.js';

/** Numbers between two bounds; a bound that is open does not belong to them. */
export interface Interval {
  readonly min: number;
  readonly max: number;
  readonly minOpen: boolean;
  readonly maxOpen: boolean;
}

/** Interval of a band; unbounded where the band is. */
export function intervalOf({ min, max, minExcluded, maxExcluded }: Bounds): Interval {
  return {
    min: min ?? Number.NEGATIVE_INFINITY,
    max: max ?? Number.POSITIVE_INFINITY,
    minOpen: minExcluded ?? false,
    maxOpen: maxExcluded ?? false,
  };
}

/** The numbers that a test lets pass, as intervals; undefined for a test of something else. */
export function intervalsOf(test: Test): readonly Interval[] | undefined {
  if (test.kind === 'range') return [intervalOf(test.bounds)];
  const values = expectedOf(test);
  if (!values?.every((value) => typeof value === 'number')) return undefined;
  return values.map((value) => around(value, test));
}

function around(value: number, test: Test): Interval {
  const tolerance: Tolerance | undefined = 'tolerance' in test ? test.tolerance : undefined;
  const by = toleranceOf(value, tolerance);
  return { min: value - by, max: value + by, minOpen: false, maxOpen: false };
}

/** The values that a test of one value lists as those that pass; undefined for another test. */
function expectedOf(test: Test): readonly Expected[] | undefined {
  if (test.kind === 'equals') return [test.value];
  return test.kind === 'oneOf' ? test.values : undefined;
}

/** The texts (true and false among them) that a test lists as those that pass; undefined for another test. */
export function textsOf(test: Test): readonly string[] | undefined {
  const values = expectedOf(test);
  return values?.some((value) => typeof value === 'number') ? undefined : values?.map(String);
}

/** The intervals that `noneOf` shuts out, where it is about numbers. */
export function shutOut(test: Extract<Test, { kind: 'oneOf' | 'noneOf' }>): readonly Interval[] | undefined {
  return intervalsOf({ ...test, kind: 'oneOf' });
}

/** True where no number is in both. */
export function apart(a: Interval, b: Interval): boolean {
  const [low, high] = a.max < b.max || (a.max === b.max && a.min < b.min) ? [a, b] : [b, a];
  return low.max < high.min || (low.max === high.min && (low.maxOpen || high.minOpen));
}

/** True where every number of the first is in the second. */
export function within(a: Interval, b: Interval): boolean {
  const above = a.min > b.min || (a.min === b.min && (!b.minOpen || a.minOpen));
  return above && (a.max < b.max || (a.max === b.max && (!b.maxOpen || a.maxOpen)));
}

/** What both make equal is equal: with it, texts that differ are different under either. */
export function coarsest(a: Constraint['normalise'], b: Constraint['normalise']): Constraint['normalise'] {
  return { case: a.case || b.case, space: a.space || b.space };
}

/** True where two ways of comparing texts make the same equal. */
export function comparedAlike(a: Constraint['normalise'], b: Constraint['normalise']): boolean {
  return a.case === b.case && a.space === b.space;
}

/** True where a text is exactly what it is: neither case nor blanks are made equal. */
export function isExact(normalise: Constraint['normalise']): boolean {
  return !normalise.case && !normalise.space;
}

/** Texts as they are compared. */
export function folded(texts: readonly string[], normalise: Constraint['normalise']): string[] {
  return texts.map((text) => normalised(text, normalise));
}

/** Equal for tests that say the same. */
export function testKey(tests: readonly Test[]): string {
  return JSON.stringify(tests, (key, value: unknown) => (key === 'pattern' ? undefined : value));
}

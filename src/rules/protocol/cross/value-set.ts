import type { Tolerance } from '../compiled.js';
import type { Quantity, Sample, SeriesView } from '../series-view.js';

/** What some series hold of one quantity, as it is compared with other series and other visits. */
export interface ValueSet {
  /** `absent`: nowhere a value. `unknown`: it cannot be told everywhere. */
  readonly state: 'value' | 'absent' | 'unknown';
  /** Each distinct value once; the parts of one with several parts joined by a backslash, as DICOM writes them. */
  readonly texts?: readonly string[];
  /** The same as numbers, in the quantity's unit: part by part, value after value. Only where all have as many parts. */
  readonly numbers?: readonly number[];
}

/** A set of values, or a clause that says why it is not known. */
export interface GatheredValues extends ValueSet {
  readonly why?: string;
}

type Value = Extract<Sample['value'], { state: 'value' }>;

/**
 * Gathers the distinct values of a quantity over all instances of some series. What only some instances hold, or what
 * cannot be read of some, is `unknown`: nothing could be said of all of them.
 */
export function gatherValues(quantity: Quantity, views: readonly SeriesView[]): GatheredValues {
  const values = new Map<string, Value>();
  let lacking = false;
  for (const { value } of views.flatMap((view) => quantity.samples(view))) {
    if (value.state === 'unknown') return { state: 'unknown', why: value.why };
    if (value.state === 'unreadable') return { state: 'unknown', why: `${quantity.name} cannot be read` };
    if (value.state === 'value' && value.texts.some((text) => text !== '')) {
      values.set(value.texts.join('\\'), value);
    } else lacking = true;
  }
  if (values.size === 0) return { state: 'absent', why: `${quantity.name} has no value` };
  if (lacking) return { state: 'unknown', why: `${quantity.name} has no value in some images` };
  const numbers = numbersOf([...values.values()]);
  return { state: 'value', texts: [...values.keys()], ...(numbers && { numbers }) };
}

function numbersOf(values: readonly Value[]): number[] | undefined {
  const parts = values[0]?.numbers?.length ?? 0;
  if (parts === 0 || values.some(({ numbers }) => numbers?.length !== parts)) return undefined;
  return values.flatMap(({ numbers = [] }) => numbers);
}

/** How two sets of values compare. */
export interface Comparison {
  readonly same: boolean;
  /** The second less the first, where both are one number. */
  readonly difference?: number;
}

/** Numbers that were written in different ways may differ by this share and be the same: a double keeps 15 digits. */
const FLOAT_ALLOWANCE = 1e-9;

/**
 * Compares two sets of known values: the same when each value of either has one like it in the other. Numbers are
 * alike within the tolerance (a relative one is a share of the first), texts when they are equal.
 */
export function compareValues(first: ValueSet, second: ValueSet, tolerance?: Tolerance): Comparison {
  const [a, b] = [vectorsOf(first), vectorsOf(second)];
  if (!a || !b || a[0]?.length !== b[0]?.length) return { same: sameTexts(first.texts, second.texts) };
  const alike = (x: readonly number[], y: readonly number[]): boolean =>
    x.every((value, i) => within(value, y[i] ?? Number.NaN, tolerance));
  const same = a.every((x) => b.some((y) => alike(x, y))) && b.every((y) => a.some((x) => alike(x, y)));
  const [one, other] = [first.numbers ?? [], second.numbers ?? []];
  const single = one.length === 1 && other.length === 1;
  return { same, ...(single && { difference: tidy((other[0] ?? 0) - (one[0] ?? 0)) }) };
}

/** The numbers of each value. */
function vectorsOf({ texts = [], numbers }: ValueSet): readonly (readonly number[])[] | undefined {
  if (!numbers || texts.length === 0) return undefined;
  const parts = numbers.length / texts.length;
  return texts.map((_, i) => numbers.slice(i * parts, (i + 1) * parts));
}

function within(first: number, second: number, tolerance: Tolerance | undefined): boolean {
  const allowed =
    tolerance === undefined
      ? 0
      : 'absolute' in tolerance
        ? tolerance.absolute
        : tolerance.relative * Math.abs(first);
  const rounding = FLOAT_ALLOWANCE * Math.max(Math.abs(first), Math.abs(second));
  return Math.abs(second - first) <= allowed + rounding;
}

function sameTexts(a: readonly string[] = [], b: readonly string[] = []): boolean {
  return a.length === b.length && a.every((text) => b.includes(text));
}

/** The values for people: `2000`, `2000 or 2100`. */
export function valuesText({ texts = [] }: ValueSet): string {
  return texts.join(' or ');
}

/** A number without the digits that only binary fractions have. */
export function tidy(value: number): number {
  return Number(value.toPrecision(9));
}

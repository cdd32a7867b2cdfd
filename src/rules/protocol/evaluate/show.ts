import type { Constraint } from '../compiled.js';
import type { Known } from '../series-view.js';
import { formatNumber } from '../units/format.js';
import { convert } from '../units/unit.js';
import { type Item, itemsOf } from './items.js';
import { allowance } from './numbers.js';

/** Longer values are cut in a report: what a header holds may be a whole document. */
const MAX_SHOWN = 200;
/** As many as `formatNumber` shows of a value. */
const SIGNIFICANT_DIGITS = 9;

/** The unit in which a constraint's values are shown: the one it was written in, else its quantity's. */
export function shownUnit(constraint: Constraint): string | undefined {
  return constraint.unit ?? constraint.quantity.unit;
}

/** A number of the constraint's quantity in the unit that the constraint was written in. */
export function inShownUnit(value: number, { unit, quantity }: Constraint): number {
  if (unit === undefined || quantity.unit === undefined || unit === quantity.unit) return value;
  return convert(value, quantity.unit, unit) ?? value;
}

/** One number less another, in the unit that the constraint was written in, without the noise of binary floating point. */
export function differenceOf(actual: number, reference: number, constraint: Constraint): number {
  const [left, right] = [inShownUnit(actual, constraint), inShownUnit(reference, constraint)];
  const difference = left - right;
  if (Math.abs(difference) <= allowance(left, right)) return 0;
  return Number(difference.toPrecision(SIGNIFICANT_DIGITS));
}

/** A text that fits a report; of one that is cut, its length. */
export function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}… (${text.length} characters)` : text;
}

/**
 * A value as a row's `actual`: in the constraint's unit, several joined by a backslash as in PS3.5 6.4; undefined where
 * there is no value.
 */
export function shown(value: Known, constraint: Constraint): string | undefined {
  if (value.state !== 'value') return undefined;
  const one = ({ text, number }: Item): string =>
    number === undefined ? text : formatNumber(inShownUnit(number, constraint));
  return cut(itemsOf(value, constraint.quantity.type).map(one).join('\\'));
}

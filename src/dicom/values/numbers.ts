import { unpadded } from './padding.js';

/** Numbers as text (IS, DS): PS3.5 Table 6.2-1. */

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?$/;
const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;

/**
 * Parses one DS value. Undefined for blank, malformed (a decimal comma, an inner blank, `NaN`) or not finite.
 * A value longer than the 16 bytes of the standard is read all the same.
 */
export function parseDecimal(text: string): number | undefined {
  const trimmed = unpadded(text);
  if (!DECIMAL.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Parses one IS value. Undefined for blank, malformed or outside −2³¹…2³¹−1. A whole number in decimal notation
 * (`12.0`), which IS does not allow, is read as what it is.
 */
export function parseInteger(text: string): number | undefined {
  const value = parseDecimal(text);
  if (value === undefined || !Number.isInteger(value)) return undefined;
  return value >= INT32_MIN && value <= INT32_MAX ? value + 0 : undefined;
}

/** Every value of a DS or IS element by its place; NaN where `parse` gives none. No text, no values. */
export function parseNumbers(text: string, parse: (value: string) => number | undefined): number[] {
  return unpadded(text) === '' ? [] : text.split('\\').map((value) => parse(value) ?? Number.NaN);
}

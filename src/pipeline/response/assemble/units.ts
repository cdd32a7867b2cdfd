import { Big } from 'big.js';

/** Millimetres of each unit of length that is read, by its UCUM code: exact by definition. */
const MM: ReadonlyMap<string, Big> = new Map([
  ['mm', new Big(1)],
  ['cm', new Big(10)],
  ['m', new Big(1000)],
]);

/** A decimal as people and files write it: no decimal comma, no thousands separator, and an exponent that stays small. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?$/;
const LONGEST = 64;

/** The exact decimal that a text is; undefined where it is none. */
export function decimalOf(text: string): Big | undefined {
  const plain = text.trim();
  if (plain.length > LONGEST || !DECIMAL.test(plain)) return undefined;
  return new Big(plain.replace(/^\+/, ''));
}

/** Millimetres in one of a unit (UCUM, case-sensitive); undefined where it is no unit of length that is read. */
export function mmPer(unit: string): Big | undefined {
  return MM.get(unit.trim());
}

/** The units that are read, for people. */
export const UNITS_READ = [...MM.keys()].join(', ');

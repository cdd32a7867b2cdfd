import { nearest } from '../../../findings/suggest.js';
import { plainUnit, UNITS, type Unit } from './unit-table.js';

/** An amount as it is written: `1 mm`, `5 %`, `3`. */
export interface Amount {
  readonly value: number;
  /** Canonical name; absent where none is written. */
  readonly unit?: string;
}

/** What a text is that should be an amount. */
export type ReadAmount =
  | { readonly kind: 'amount'; readonly amount: Amount }
  /** A number and a word that is no unit; `meant` is the unit that is spelt nearly so. */
  | { readonly kind: 'unknown-unit'; readonly value: number; readonly word: string; readonly meant?: string }
  /** A decimal comma, or one between thousands. */
  | { readonly kind: 'comma'; readonly meant: string }
  /** No finite number at its beginning. */
  | { readonly kind: 'none' };

/** Longer texts are no amounts: the patterns stay cheap whatever they are given. */
const LONGEST = 100;
const NUMBER = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(.*)$/s;
const COMMA = /^([+-]?\d+),(\d+)(.*)$/s;

const byName: ReadonlyMap<string, Unit> = new Map(
  UNITS.flatMap((unit) => [unit.name, ...unit.aliases].map((name) => [name, unit] as const)),
);

/** A unit by its name or an alias of it; case counts, since `mA` and `MA` differ. Undefined where it is unknown. */
export function canonicalUnit(text: string): string | undefined {
  return text.length > LONGEST ? undefined : byName.get(plainUnit(text))?.name;
}

/** Reads an amount, and tells what is wrong with one that cannot be read. Only a point parts the decimals. */
export function readAmount(text: string): ReadAmount {
  const trimmed = text.trim().replace(/^\u2212/, '-');
  if (trimmed.length > LONGEST) return { kind: 'none' };
  const comma = COMMA.exec(trimmed);
  if (comma) return { kind: 'comma', meant: `${comma[1]}.${comma[2]}${comma[3]}` };
  const found = NUMBER.exec(trimmed);
  const value = Number(found?.[1]);
  if (!found || !Number.isFinite(value)) return { kind: 'none' };
  const word = found[2]?.trim() ?? '';
  if (word === '') return { kind: 'amount', amount: { value } };
  const unit = canonicalUnit(word);
  if (unit !== undefined) return { kind: 'amount', amount: { value, unit } };
  const meant = nearest(plainUnit(word), byName.keys());
  const name = meant === undefined ? undefined : byName.get(meant)?.name;
  return { kind: 'unknown-unit', value, word, ...(name !== undefined && { meant: name }) };
}

/** Reads an amount; undefined where the text is none, or its unit is unknown. */
export function parseAmount(text: string): Amount | undefined {
  const read = readAmount(text);
  return read.kind === 'amount' ? read.amount : undefined;
}

/**
 * Converts between units of one dimension, by canonical names; undefined where they are of different ones, or unknown.
 * The result is rounded to 15 digits, so that 0.1 cm is 1 mm and not a bit less.
 */
export function convert(value: number, from: string, to: string): number | undefined {
  const [source, target] = [byName.get(from), byName.get(to)];
  if (source === undefined || source.dimension !== target?.dimension) return undefined;
  if (source === target) return value;
  const converted = Number(((value * source.factor) / target.factor).toPrecision(15));
  return Number.isFinite(converted) ? converted : undefined;
}

import type { Expected } from '../compiled.js';
import { formatAmount } from '../units/format.js';
import { convert, parseAmount, type ReadAmount, readAmount } from '../units/unit.js';
import type { Scope } from './scope.js';
import { inWords } from './words.js';

/** A number that was written: in the quantity's unit, and as it reads. */
export interface WrittenNumber {
  /** In the quantity's unit. */
  readonly value: number;
  /** As it was written: `3 ms`. */
  readonly words: string;
  readonly unit?: string;
}

/** A value that was written, and as it reads. */
export interface WrittenValue {
  readonly value: Expected;
  readonly words: string;
}

/** What a protocol may hold where an amount is wanted; anything else is a fault. */
export function numberIn(scope: Scope, raw: unknown): WrittenNumber | undefined {
  const { quantity } = scope;
  if (quantity.type === 'text' || quantity.type === 'boolean') {
    return scope.fault(`is of numbers, and ${quantity.name} has ${kindOf(scope)}`);
  }
  if (typeof raw === 'number') {
    return Number.isFinite(raw) ? bare(scope, raw) : scope.fault('is no finite number');
  }
  if (typeof raw !== 'string') return notScalar(scope, raw);
  const read = readAmount(raw);
  if (read.kind !== 'amount') return unreadable(scope, raw, read);
  const { value, unit } = read.amount;
  return unit === undefined ? bare(scope, value) : withUnit(scope, value, unit);
}

/** What the values of the scope's quantity are, in words. */
export function kindOf({ quantity }: Scope): string {
  if (quantity.type === 'text') return 'texts';
  return quantity.type === 'boolean' ? 'true or false' : 'numbers';
}

/** A fault for what is neither a number nor a text nor true or false. */
export function notScalar(scope: Scope, raw: unknown): undefined {
  if (Array.isArray(raw)) {
    return scope.fault('is a list: say what is meant by it with ordered, set, each, any, contains or oneOf');
  }
  if (typeof raw === 'boolean' && scope.quantity.type !== 'boolean') {
    return scope.fault(`is true or false, and ${scope.quantity.name} has ${kindOf(scope)}`);
  }
  return scope.fault('is no value: a number with its unit, a text in quotes, true or false is wanted');
}

function bare(scope: Scope, value: number): WrittenNumber | undefined {
  const { name, type, unit } = scope.quantity;
  if (type === 'number' && unit !== undefined) {
    return scope.fault(`has no unit, and ${name} is in ${unit}`, formatAmount({ value, unit }));
  }
  return { value, words: formatAmount({ value }) };
}

function withUnit(scope: Scope, written: number, unit: string): WrittenNumber | undefined {
  const { name, type, unit: own } = scope.quantity;
  const words = formatAmount({ value: written, unit });
  if (type === 'any') {
    // Nothing tells the unit of the values: they are compared as they stand, so all have to be in one unit.
    if (scope.unit !== undefined && scope.unit !== unit) {
      return scope.fault(
        `is in ${unit}, other numbers here in ${scope.unit}: the unit of ${name} is not known`,
      );
    }
    scope.noteUnit(unit);
    return { value: written, words, unit };
  }
  if (own === undefined) {
    return scope.fault(`is in ${unit}, and ${name} has no unit`, formatAmount({ value: written }));
  }
  const value = convert(written, unit, own);
  if (value === undefined) return scope.fault(`is in ${unit}, and ${name} is in ${own}`);
  scope.noteUnit(unit);
  return { value, words, unit };
}

function unreadable(scope: Scope, raw: string, read: Exclude<ReadAmount, { kind: 'amount' }>): undefined {
  const { unit } = scope.quantity;
  const wanted = unit === undefined ? 'a number' : `a number and a unit such as ${unit}`;
  switch (read.kind) {
    case 'comma':
      return scope.fault('has a comma: decimals follow a point', read.meant);
    case 'unknown-unit': {
      const meant =
        read.meant === undefined ? undefined : formatAmount({ value: read.value, unit: read.meant });
      return scope.fault(`has an unknown unit (${inWords(read.word)}); ${wanted} is wanted`, meant);
    }
    case 'none':
      return scope.fault(`is no amount: ${wanted} is wanted${betterKey(raw)}`);
  }
}

/** What to write instead of a comparison, a band or a tolerance in one text. */
function betterKey(raw: string): string {
  if (/^\s*(?:[<>]=?|[≤≥])/.test(raw)) return '; write min, max, above or below';
  return '';
}

/** A value to compare with: in its type, numbers in the quantity's unit. */
export function valueIn(scope: Scope, raw: unknown): WrittenValue | undefined {
  switch (scope.quantity.type) {
    case 'number':
      return numberIn(scope, raw);
    case 'boolean':
      return booleanIn(scope, raw);
    case 'text':
      return textIn(scope, raw);
    case 'any':
      return anyIn(scope, raw);
  }
}

function booleanIn(scope: Scope, raw: unknown): WrittenValue | undefined {
  if (typeof raw === 'boolean') return { value: raw, words: String(raw) };
  const text = typeof raw === 'string' ? raw.trim().toLowerCase() : '';
  const meant = { true: 'true', yes: 'true', false: 'false', no: 'false' }[text];
  return scope.fault(`is not true or false, and ${scope.quantity.name} is one of the two`, meant);
}

function textIn(scope: Scope, raw: unknown): WrittenValue | undefined {
  if (typeof raw === 'string') {
    return raw.trim() === ''
      ? scope.fault('is empty: write present: false')
      : { value: raw, words: inWords(raw) };
  }
  if (typeof raw !== 'number' && typeof raw !== 'boolean') return notScalar(scope, raw);
  // YAML drops leading zeros and trailing decimals of what it takes for a number.
  return scope.fault(
    `is a ${typeof raw}, and ${scope.quantity.name} has texts: put it in quotes`,
    `"${raw}"`,
  );
}

/** Numbers, and texts that read as one; `0012` is a text. */
function anyIn(scope: Scope, raw: unknown): WrittenValue | undefined {
  if (typeof raw === 'number') return numberIn(scope, raw);
  if (typeof raw === 'boolean') return { value: String(raw), words: String(raw) };
  if (typeof raw === 'string' && parseAmount(raw) !== undefined && !/^[+-]?0\d/.test(raw.trim())) {
    return numberIn(scope, raw);
  }
  return textIn(scope, raw);
}

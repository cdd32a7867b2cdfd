import type { Bounds } from '../compiled.js';
import type { RawConstraint } from '../protocol.js';
import type { Clause, Scope, WrittenTolerance } from './scope.js';
import { numberIn, type WrittenNumber } from './values.js';
import { boundsInWords, type WrittenBounds } from './words.js';

type RawBounds = Pick<RawConstraint, 'min' | 'max' | 'above' | 'below'>;

/** What binary fractions may be off: 0.8 - 0.1 is a bit more than 0.7. */
const SLACK = 1e-9;

/** Bounds of numbers; undefined where none is given, or one is wrong. */
export function boundsIn(scope: Scope, raw: RawBounds): WrittenBounds | undefined {
  const min = oneOf(scope, raw, ['min', 'above']);
  const max = oneOf(scope, raw, ['max', 'below']);
  if (!min && !max) return undefined;
  const bounds: Bounds = {
    ...(min && { min: min.number.value }),
    ...(max && { max: max.number.value }),
    ...(min?.key === 'above' && { minExcluded: true }),
    ...(max?.key === 'below' && { maxExcluded: true }),
  };
  if (isEmpty(bounds)) return scope.fault('has bounds between which there is nothing');
  return { bounds, ...(min && { min: min.number }), ...(max && { max: max.number }) };
}

function oneOf<K extends keyof RawBounds>(
  scope: Scope,
  raw: RawBounds,
  [closed, open]: readonly [K, K],
): { key: K; number: WrittenNumber } | undefined {
  const given = [closed, open].filter((key) => raw[key] !== undefined);
  const [key] = given;
  if (key === undefined) return undefined;
  if (given.length > 1) return scope.fault(`has ${closed} and ${open}: choose one`);
  const number = numberIn(scope.at(key), raw[key]);
  return number && { key, number };
}

function isEmpty({ min, max, minExcluded, maxExcluded }: Bounds): boolean {
  if (min === undefined || max === undefined) return false;
  return min > max || (min === max && (minExcluded === true || maxExcluded === true));
}

/** The test of bounds. */
export function rangeClause(written: WrittenBounds): Clause {
  return { test: { kind: 'range', bounds: written.bounds }, words: boundsInWords(written) };
}

/**
 * The test of a target, outside of which there is a warning. It has to lie within what passes at all.
 * @param outer what passes: bounds, or a value with its tolerance; undefined where anything does
 */
export function targetClause(scope: Scope, raw: unknown, outer: Bounds | undefined): Clause | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return scope.fault('is no target: write { min: …, max: … }');
  }
  const { min, max } = raw as RawBounds;
  if (min === undefined && max === undefined) return scope.fault('is a target without min and max');
  const target = boundsIn(scope, { ...(min !== undefined && { min }), ...(max !== undefined && { max }) });
  if (!target) return undefined;
  if (outer && !isWithin(target.bounds, outer)) return scope.fault('lies outside of what passes');
  return {
    test: { kind: 'target', bounds: target.bounds },
    words: `target ${boundsInWords(target)}`,
  };
}

function isWithin(target: Bounds, outer: Bounds): boolean {
  const low = Math.min(target.min ?? outer.min ?? -Infinity, target.max ?? Infinity);
  const high = Math.max(target.max ?? outer.max ?? Infinity, target.min ?? -Infinity);
  const slack = (edge: number) => SLACK * Math.abs(edge);
  const [min, max] = [outer.min ?? -Infinity, outer.max ?? Infinity];
  return (low >= min || low >= min - slack(min)) && (high <= max || high <= max + slack(max));
}

/** What a value lets pass, with its tolerance. */
export function boundsOf(value: number, written: WrittenTolerance | undefined): Bounds {
  const tolerance = written?.tolerance;
  if (!tolerance) return { min: value, max: value };
  const reach = 'absolute' in tolerance ? tolerance.absolute : Math.abs(value) * tolerance.relative;
  return { min: value - reach, max: value + reach };
}

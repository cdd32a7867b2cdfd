import type { Expected } from '../compiled.js';
import { isPattern } from './pattern.js';
import type { Clause, Scope } from './scope.js';
import { valueIn, type WrittenValue } from './values.js';
import { hasVersions, isComparedVersion, versionClause } from './version-clause.js';

/** Exactly a value, or within the tolerance that holds here. */
export function equalsClause(scope: Scope, raw: unknown): Clause | undefined {
  const written = valueIn(scope, raw);
  if (!written) return undefined;
  const { value, words } = written;
  const tolerance = typeof value === 'number' ? scope.takeTolerance() : undefined;
  return {
    test: { kind: 'equals', value, ...(tolerance && { tolerance: tolerance.tolerance }) },
    words: tolerance ? `${words} ${tolerance.words}` : words,
  };
}

/** What stands under `value`: as it is, but for comparisons of versions. */
export function valueClause(scope: Scope, raw: unknown): Clause | undefined {
  if (typeof raw === 'string') {
    if (hasVersions(scope) && isComparedVersion(raw)) return versionClause(scope, raw);
    if (scope.quantity.type !== 'number' && isPattern(raw)) {
      return scope.fault('is a pattern: write it under matches');
    }
  }
  return equalsClause(scope, raw);
}

/** One of several values, or none of them. */
export function listClause(
  scope: Scope,
  kind: 'oneOf' | 'noneOf' | 'set' | 'contains',
  raw: unknown,
): Clause | undefined {
  const written = valuesIn(scope, kind === 'contains' && !Array.isArray(raw) ? [raw] : raw);
  if (!written) return undefined;
  const values: Expected[] = written.map(({ value }) => value);
  const words = `${LEAD[kind]} ${written.map((each) => each.words).join(', ')}`;
  if (kind === 'contains') return { test: { kind, values }, words };
  const tolerance = values.some((value) => typeof value === 'number') ? scope.takeTolerance() : undefined;
  return {
    test: { kind, values, ...(tolerance && { tolerance: tolerance.tolerance }) },
    words: tolerance ? `${words} ${tolerance.words} each` : words,
  };
}

const LEAD = { oneOf: 'one of', noneOf: 'none of', set: 'in any order', contains: 'contains' } as const;

function valuesIn(scope: Scope, raw: unknown): readonly WrittenValue[] | undefined {
  if (!Array.isArray(raw)) return scope.fault('is no list');
  if (raw.length === 0) return scope.fault('is an empty list');
  const written = raw.map((each, i) => memberIn(scope.at(i), each));
  return written.every((each) => each !== undefined) ? written : undefined;
}

/** A member of a list. A pattern or a comparison is none: as a text it would never be met, and `noneOf` always pass. */
function memberIn(scope: Scope, raw: unknown): WrittenValue | undefined {
  if (typeof raw === 'string' && scope.quantity.type !== 'number') {
    if (isPattern(raw))
      return scope.fault('is a pattern, and a list holds values: patterns stand under matches');
    if (/^\s*[<>≤≥=]/.test(raw)) return scope.fault('is a comparison, and a list holds values');
  }
  return valueIn(scope, raw);
}

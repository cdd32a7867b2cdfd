import { rangeClause } from './bounds.js';
import { equalsClause } from './equals.js';
import { isPattern, patternClause } from './pattern.js';
import type { Clause, Scope } from './scope.js';
import { numberIn } from './values.js';
import { hasVersions, isComparedVersion, versionClause } from './version-clause.js';

const COMPARED = /^\s*(>=|<=|[<>≥≤])\s*(.*)$/s;

/**
 * What a value alone says: `1 mm`, `true` and `STANDARD` are equal to it, `> 3000 ms` is a bound, `/mprage/i` a
 * pattern, and for Software Versions `>=XA30` a comparison of versions.
 */
export function shorthandClause(scope: Scope, raw: unknown): Clause | undefined {
  if (typeof raw !== 'string') return equalsClause(scope, raw);
  const { quantity } = scope;
  if (hasVersions(scope) && isComparedVersion(raw)) return versionClause(scope, raw);
  if (quantity.type !== 'number' && raw.startsWith('/')) return patternClause(scope, raw);
  if (isPattern(raw)) return patternClause(scope, raw);
  const [, sign, rest = ''] = COMPARED.exec(raw) ?? [];
  if (sign === undefined) return equalsClause(scope, raw);
  if (quantity.type === 'text') {
    return scope.fault(`compares, and ${quantity.name} has texts, which have no order`);
  }
  const number = numberIn(scope.behind(`${sign} `), rest);
  if (!number) return undefined;
  const excluded = sign === '>' || sign === '<';
  return sign === '>' || sign === '>=' || sign === '≥'
    ? rangeClause({ bounds: { min: number.value, ...(excluded && { minExcluded: true }) }, min: number })
    : rangeClause({ bounds: { max: number.value, ...(excluded && { maxExcluded: true }) }, max: number });
}

import type { Bounds } from '../compiled.js';
import type { RawConstraint } from '../protocol.js';
import { boundsIn, boundsOf, rangeClause, targetClause } from './bounds.js';
import { listClause, valueClause } from './equals.js';
import { patternClause } from './pattern.js';
import type { Clause, Scope, WrittenTolerance } from './scope.js';
import { checkShape } from './shape.js';
import { toleranceIn } from './tolerance.js';
import { hasVersions, versionBound } from './version-clause.js';

/**
 * Compiles a constraint in full, the tests in the order in which they are told.
 * @param several compiles what it says of several values at once; nothing where one of several is meant
 */
export function fullClauses(
  outer: Scope,
  raw: RawConstraint,
  several: (scope: Scope) => readonly Clause[] = () => [],
): readonly Clause[] {
  if (!checkShape(outer, raw)) return [];
  const tolerance = raw.tol === undefined ? undefined : toleranceIn(outer.at('tol'), raw.tol);
  const scope = tolerance ? outer.within(tolerance) : outer;
  const found: readonly (Clause | undefined)[] = [
    given(raw.value, (value) => valueClause(scope.at('value'), value)),
    ...limits(scope, raw, tolerance),
    given(raw.oneOf, (list) => listClause(scope.at('oneOf'), 'oneOf', list)),
    given(raw.noneOf, (list) => listClause(scope.at('noneOf'), 'noneOf', list)),
    given(raw.matches, (pattern) => patternClause(scope.at('matches'), pattern)),
    ...several(scope),
    given(raw.present, (present) => presenceClause(scope.at('present'), present)),
  ];
  const clauses = found.filter((clause) => clause !== undefined);
  if (tolerance && clauses.length > 0 && !scope.hasUsed(tolerance)) {
    outer.at('tol').fault('is a tolerance without a number that it could be of: value, oneOf, noneOf or set');
  }
  return clauses;
}

function given<T>(raw: T | undefined, compile: (raw: T) => Clause | undefined): Clause | undefined {
  return raw === undefined ? undefined : compile(raw);
}

function presenceClause(scope: Scope, present: unknown): Clause | undefined {
  if (typeof present !== 'boolean') return scope.fault('is not true or false');
  const kind = present ? 'present' : 'absent';
  return { test: { kind }, words: kind };
}

/** Bounds and target; bounds of versions are comparisons of them. */
function limits(
  scope: Scope,
  raw: RawConstraint,
  tolerance: WrittenTolerance | undefined,
): readonly (Clause | undefined)[] {
  if (hasVersions(scope)) return versionLimits(scope, raw);
  const range = boundsIn(scope, raw);
  const target = given(raw.target, (bounds) =>
    targetClause(scope.at('target'), bounds, range?.bounds ?? aroundValue(scope, raw, tolerance)),
  );
  return [range && rangeClause(range), target];
}

/** What passes for a value with a tolerance; undefined where there is no number, or a fault that is told already. */
function aroundValue(
  scope: Scope,
  raw: RawConstraint,
  tolerance: WrittenTolerance | undefined,
): Bounds | undefined {
  if (raw.value === undefined || raw.target === undefined) return undefined;
  const test = valueClause(scope.silently(), raw.value)?.test;
  return test?.kind === 'equals' && typeof test.value === 'number'
    ? boundsOf(test.value, tolerance)
    : undefined;
}

function versionLimits(scope: Scope, raw: RawConstraint): readonly (Clause | undefined)[] {
  if (raw.target !== undefined) scope.at('target').fault('is a target, and versions have none');
  return [
    given(raw.min, (version) => versionBound(scope.at('min'), '>=', version)),
    given(raw.above, (version) => versionBound(scope.at('above'), '>', version)),
    given(raw.max, (version) => versionBound(scope.at('max'), '<=', version)),
    given(raw.below, (version) => versionBound(scope.at('below'), '<', version)),
  ];
}

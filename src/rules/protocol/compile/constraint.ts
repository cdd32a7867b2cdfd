import type { ConfigFault } from '../../config-fault.js';
import type { Constraint, ProtocolPath, Tolerance } from '../compiled.js';
import type { RawCheck, RawConstraint } from '../protocol.js';
import type { Quantity } from '../series-view.js';
import { fullClauses } from './full.js';
import { type Clause, Scope } from './scope.js';
import { severalClauses } from './several.js';
import { severalText } from './shape.js';
import { shorthandClause } from './shorthand.js';
import { toleranceIn } from './tolerance.js';
import { notScalar } from './values.js';
import { clausesInWords } from './words.js';

/** What was compiled, or everything that is wrong with it. */
export type Compiled<T> = { readonly ok: T } | { readonly faults: readonly ConfigFault[] };

/** Nothing is made equal unless it is said. */
const AS_IT_IS: Constraint['normalise'] = { case: false, space: false };

/**
 * Compiles what a protocol says of one quantity: names and units are settled, numbers converted to the quantity's unit,
 * patterns compiled. `weight`, `when`, `varies` and how a deviation counts are not looked at.
 * @param path of the constraint in the protocol's file; faults tell it, and what is below it
 */
export function compileConstraint(
  quantity: Quantity,
  raw: RawCheck,
  path: ProtocolPath,
): Compiled<Constraint> {
  const full = isFull(raw) ? raw : undefined;
  const scope = Scope.of(quantity, path, full ? normaliseOf(full) : AS_IT_IS);
  const clauses = full ? allClauses(scope, full) : bareClauses(scope, raw);
  if (scope.faults.length > 0) return { faults: scope.faults };
  const unit = scope.unit ?? quantity.unit;
  return {
    ok: {
      quantity,
      tests: clauses.map(({ test }) => test),
      normalise: scope.normalise,
      text: clausesInWords(clauses) + normaliseInWords(scope.normalise),
      ...(unit !== undefined && { unit }),
      path,
    },
  };
}

/** Compiles a tolerance for a quantity of numbers. */
export function compileTolerance(
  quantity: Quantity,
  tol: string | number,
  path: ProtocolPath,
): Compiled<Tolerance> {
  const scope = Scope.of(quantity, path, AS_IT_IS);
  const written = toleranceIn(scope, tol);
  return written ? { ok: written.tolerance } : { faults: scope.faults };
}

function isFull(raw: unknown): raw is RawConstraint {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function allClauses(scope: Scope, raw: RawConstraint): readonly Clause[] {
  if (
    raw.normalise !== undefined &&
    (scope.quantity.type === 'number' || scope.quantity.type === 'boolean')
  ) {
    scope.at('normalise').fault(`is of texts, and ${scope.quantity.name} has none`);
  }
  return fullClauses(scope, raw, (inner) => severalClauses(inner, raw));
}

function bareClauses(scope: Scope, raw: unknown): readonly Clause[] {
  if (typeof raw === 'object') {
    notScalar(scope, raw);
    return [];
  }
  if (scope.quantity.multi === 'always') {
    scope.fault(severalText(scope.quantity.name));
    return [];
  }
  const clause = shorthandClause(scope, raw);
  return clause ? [clause] : [];
}

function normaliseOf({ normalise }: RawConstraint): Constraint['normalise'] {
  const said = Array.isArray(normalise) ? normalise : [];
  return { case: said.includes('case'), space: said.includes('space') };
}

function normaliseInWords({ case: anyCase, space }: Constraint['normalise']): string {
  const said = [anyCase && 'in any case', space && 'white space aside'].filter((words) => words !== false);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

import { nearest } from '../../../findings/suggest.js';
import type { ProtocolPath, Tolerance } from '../compiled.js';
import type { Quantity } from '../series-view.js';
import { compileTolerance } from './constraint.js';
import { defined, type Faults } from './faults.js';

/** What rules between series and between visits refer to, and where their faults go. */
export interface RuleScope {
  readonly faults: Faults;
  /** Names of the protocol's series. */
  readonly names: readonly string[];
  /** Source of the protocol, for rules that name none. */
  readonly source: string | undefined;
}

/**
 * A series that a rule names; undefined after it was noted as misspelt. One that is like none of the protocol's stays:
 * part of a manual can be written before the rest of it. Its rule cannot be evaluated, and lint tells so.
 */
export function named(name: string, path: ProtocolPath, { faults, names }: RuleScope): string | undefined {
  const trimmed = name.trim();
  if (!names.includes(trimmed) && nearest(trimmed, names) === undefined) return trimmed;
  return faults.oneOf(trimmed, names, { path, what: 'no series of this protocol' });
}

/** Series that a rule names; unknown ones are left out after they were noted. */
export function allNamed(list: readonly string[], path: ProtocolPath, scope: RuleScope): string[] {
  return defined(list.map((name, i) => named(name, [...path, i], scope)));
}

/** Quantities that have to be the same, and how far their numbers may differ. */
export interface Sameness {
  readonly quantities: readonly Quantity[];
  /** By name of the quantity. */
  readonly tolerance?: Readonly<Record<string, Tolerance>>;
}

/** What `same` and `tol` of a rule say. */
export function sameness(
  raw: { readonly same: readonly string[]; readonly tol?: string | number },
  path: ProtocolPath,
  faults: Faults,
): Sameness {
  const quantities = defined(raw.same.map((name, i) => faults.quantity(name, [...path, 'same', i], 'value')));
  const { tol } = raw;
  if (tol === undefined) return { quantities };
  const numbers = quantities.filter(({ type }) => type === 'number' || type === 'any');
  if (numbers.length === 0 && quantities.length > 0) {
    faults.add([...path, 'tol'], "has no number in 'same' that it could be for", { at: 'key' });
  }
  const entries = numbers.map((quantity) => {
    const compiled = faults.take(compileTolerance(quantity, tol, [...path, 'tol']));
    return compiled && ([quantity.name, compiled] as const);
  });
  return { quantities, tolerance: Object.fromEntries(defined(entries)) };
}

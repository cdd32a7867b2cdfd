import type { Check, Condition, Consequence, ProtocolPath } from '../compiled.js';
import type { RawCheck, RawChecks, RawCondition, RawConstraint } from '../protocol.js';
import { compileConstraint } from './constraint.js';
import { defined, type Faults } from './faults.js';

/** Compiles conditions that all have to hold; undefined after their faults were noted. */
export function compileCondition(
  raw: RawCondition,
  path: ProtocolPath,
  faults: Faults,
): Condition | undefined {
  const named = Object.entries(raw);
  if (named.length === 0) return faults.add(path, 'is empty: it would hold for every series', { at: 'key' });
  const terms = named.map(([name, check]) => {
    const constraint = constraintOf({ name, check, path: [...path, name] }, faults);
    return constraint && { constraint, weight: fullOf(check).weight ?? 1 };
  });
  return { terms: defined(terms) };
}

/** What checks of a series fall back to: where the rule comes from, when they do not say it themselves. */
interface CheckDefaults {
  readonly source?: string | undefined;
}

/** Compiles the checks of a series or a variant; those with faults are left out. */
export function compileChecks(
  raw: RawChecks,
  path: ProtocolPath,
  { faults, source }: CheckDefaults & { readonly faults: Faults },
): Check[] {
  return defined(
    Object.entries(raw).map(([name, check]) => {
      const at = [...path, name];
      const constraint = constraintOf({ name, check, path: at }, faults);
      const full = fullOf(check);
      const when = full.when && compileCondition(full.when, [...at, 'when'], faults);
      if (!constraint) return undefined;
      return {
        ...constraint,
        ...consequenceOf({ ...(source === undefined ? {} : { source }), ...full }),
        ...(when && { when }),
        varies: full.varies ?? false,
      };
    }),
  );
}

/** How a deviation counts: it fails, and is major, where nothing else is said. */
export function consequenceOf(raw: Partial<Consequence>): Consequence {
  const { onDeviation = 'fail', severity = 'major', source, rationale } = raw;
  return {
    onDeviation,
    severity,
    ...(source === undefined ? {} : { source }),
    ...(rationale === undefined ? {} : { rationale }),
  };
}

interface NamedCheck {
  readonly name: string;
  readonly check: RawCheck;
  readonly path: ProtocolPath;
}

function constraintOf({ name, check, path }: NamedCheck, faults: Faults) {
  const quantity = faults.quantity(name, path, 'key');
  return quantity && faults.take(compileConstraint(quantity, check, path));
}

const fullOf = (check: RawCheck): RawConstraint => (typeof check === 'object' ? check : {});

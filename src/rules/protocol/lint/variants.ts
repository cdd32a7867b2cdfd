import type { Check, Condition, Entry, Protocol, ProtocolPath } from '../compiled.js';
import { conditionsExclude } from './excludes.js';
import { conditionImplied } from './implies.js';
import type { LintNote } from './lint.js';
import { testKey } from './values.js';

/** Variants that can never be the first that holds. */
export function unreachableVariants({ entries }: Protocol): LintNote[] {
  return entries.flatMap((entry) => entry.variants.flatMap((_, i) => unreachable(entry, i)));
}

function unreachable({ match, variants, path }: Entry, i: number): LintNote[] {
  const variant = variants[i];
  if (!variant) return [];
  const note = (why: string): LintNote[] => [
    {
      code: 'protocol-variant-unreachable',
      outcome: 'fail',
      message: `variant '${variant.name}' is never used: ${why}`,
      path: whenPath(path, i),
    },
  ];
  if (conditionsExclude(match, variant.when)) return note("its 'when' contradicts the match of the series");
  const given: Condition[] = [match, variant.when];
  const before = variants.slice(0, i).find((earlier) => conditionImplied(given, earlier.when));
  return before ? note(`wherever it holds, '${before.name}' above it holds, too`) : [];
}

const whenPath = (path: ProtocolPath, i: number): ProtocolPath => [...path, 'variants', i, 'when'];

/** Checks of variants that say what the series says anyway. */
export function checksTwice({ entries }: Protocol): LintNote[] {
  return entries.flatMap(({ checks, variants }) => {
    const base = new Map(checks.map((check) => [check.quantity.name, check]));
    return variants.flatMap((variant) =>
      variant.checks.flatMap((check): LintNote[] => {
        const own = base.get(check.quantity.name);
        if (!own || effectOf(own) !== effectOf(check)) return [];
        const message = `'${check.quantity.name}' of variant '${variant.name}' is what the series asks for anyway`;
        return [{ code: 'protocol-check-twice', outcome: 'warn', message, path: check.path }];
      }),
    );
  });
}

/** Equal for checks that judge alike. */
function effectOf({ tests, normalise, onDeviation, severity, varies, when }: Check): string {
  const terms = when?.terms.map(({ constraint }) => [constraint.quantity.name, testKey(constraint.tests)]);
  return JSON.stringify([testKey(tests), normalise, onDeviation, severity, varies, terms ?? null]);
}

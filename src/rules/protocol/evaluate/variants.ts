import type { CheckResult } from '../check-result.js';
import type { Check, Entry, Variant } from '../compiled.js';
import type { SeriesView } from '../series-view.js';
import { settle, unsettledOf } from './condition.js';
import { declaredOf, judgeCheck, type RowContext, subjectOf } from './judge-check.js';

/** Which variant of an entry counts for a series. */
interface Choice {
  readonly chosen?: Variant;
  /** Those whose condition cannot be told, and that would count before the chosen one. */
  readonly unsettled: readonly Variant[];
  /** Quantities that decide it, and cannot be told. */
  readonly for: readonly string[];
}

/** The first variant whose condition holds, and what may come before it. */
function choose(variants: readonly Variant[], view: SeriesView): Choice {
  const unsettled: Variant[] = [];
  const reasons = new Set<string>();
  for (const variant of variants) {
    const { holds, terms } = settle(variant.when, view);
    if (holds === 'yes') return { chosen: variant, unsettled, for: [...reasons] };
    if (holds === 'no') continue;
    unsettled.push(variant);
    for (const name of unsettledOf(terms)) reasons.add(name);
  }
  return { unsettled, for: [...reasons] };
}

/**
 * The checks of an entry on a series, its variants' included. The first variant whose condition holds counts: its checks
 * stand in the place of those of the same quantity. Where it cannot be told which one counts, whatever may depend on it is
 * not evaluable; and what only variants check is where none of them holds.
 */
export function judgeChecks(entry: Entry, row: RowContext): CheckResult[] {
  const { variants } = entry;
  const choice = choose(variants, row.view);
  const candidates = [...choice.unsettled, ...(choice.chosen ? [choice.chosen] : [])];
  const results = new Map<string, CheckResult>();
  for (const check of entry.checks) results.set(check.quantity.name, judgeCheck(check, row));
  if (choice.unsettled.length > 0) {
    const note = unsettledNote(choice);
    for (const { check, variant } of checksOf(candidates)) {
      results.set(check.quantity.name, unsettled(check, row, { variant: variant.name, note }));
    }
  } else if (choice.chosen) {
    const { name, checks } = choice.chosen;
    for (const check of checks) results.set(check.quantity.name, judgeCheck(check, row, name));
  } else if (entry.variantRequired !== 'no') {
    for (const { check } of checksOf(variants)) {
      if (!results.has(check.quantity.name)) results.set(check.quantity.name, noVariant(check, row));
    }
  }
  return [...results.values(), ...required(entry, row, choice)];
}

function checksOf(variants: readonly Variant[]): { check: Check; variant: Variant }[] {
  return variants.flatMap((variant) => variant.checks.map((check) => ({ check, variant })));
}

function unsettledNote(choice: Choice): string {
  const names = choice.unsettled.map(({ name }) => name).join(', ');
  return `whether ${names} counts depends on ${choice.for.join(', ')}, which cannot be told of all instances`;
}

function unsettled(check: Check, row: RowContext, why: { variant: string; note: string }): CheckResult {
  return {
    ...subjectOf(row),
    ...declaredOf(check, why.variant),
    code: 'protocol-variant-unsettled',
    outcome: 'not-evaluable',
    note: why.note,
  };
}

const NO_VARIANT = 'no variant of the protocol is for this scanner';

/** What it should be depends on the variant: nothing is expected. */
function noVariant(check: Check, row: RowContext): CheckResult {
  const { check: name, scope, severity } = declaredOf(check);
  return {
    ...subjectOf(row),
    scope,
    check: name,
    severity,
    code: 'protocol-no-variant',
    outcome: 'not-evaluable',
    note: NO_VARIANT,
  };
}

/** A row for the series itself, where the protocol requires that a variant holds. */
function required(entry: Entry, row: RowContext, choice: Choice): CheckResult[] {
  if (entry.variantRequired !== 'yes') return [];
  const about = { ...subjectOf(row), scope: 'check', check: 'variant', severity: 'major' } as const;
  if (choice.unsettled.length > 0) {
    const note = unsettledNote(choice);
    return [{ ...about, code: 'protocol-variant-unsettled', outcome: 'not-evaluable', note }];
  }
  if (choice.chosen) return [];
  return [{ ...about, code: 'protocol-no-variant', outcome: 'not-evaluable', note: NO_VARIANT }];
}

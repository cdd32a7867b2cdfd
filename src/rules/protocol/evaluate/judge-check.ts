import type { CheckResult } from '../check-result.js';
import type { Check, Consequence } from '../compiled.js';
import type { SeriesView } from '../series-view.js';
import { settle, unsettledOf, type Weighed } from './condition.js';
import { judgeSamples } from './samples.js';
import { shownUnit } from './show.js';

/** What the rows of one series of one entry have in common. */
export interface RowContext {
  /** Number of the study in the delivery. */
  readonly study: number;
  readonly view: SeriesView;
  /** Name of the protocol's series. */
  readonly entry: string;
}

type Subject = Pick<CheckResult, 'study' | 'series' | 'entry'>;

/** The part of a row that says which series it is about. */
export function subjectOf({ study, view, entry }: RowContext): Subject {
  return { study, series: view.number, entry };
}

/** The parts of a check's row that do not depend on the series. */
export function declaredOf(check: Check, variant?: string) {
  const unit = shownUnit(check);
  return {
    scope: 'check',
    check: check.quantity.name,
    severity: check.severity,
    expected: check.text,
    ...(unit !== undefined && { unit }),
    ...(check.source !== undefined && { source: check.source }),
    ...(check.rationale !== undefined && { rationale: check.rationale }),
    ...(variant !== undefined && { variant }),
  } as const;
}

/** A check on a series: every value of every instance is judged, and the worst decides. */
export function judgeCheck(check: Check, row: RowContext, variant?: string): CheckResult {
  const declared = { ...subjectOf(row), ...declaredOf(check, variant) };
  const asked = check.when ? settle(check.when, row.view) : undefined;
  if (asked && asked.holds !== 'yes') return { ...declared, ...notAsked(asked) };
  const { outcome, ...judgement } = judgeSamples(check, row.view);
  return { ...declared, ...judgement, outcome: consequenceOf(outcome, check) };
}

/** `warn` makes a warning of a deviation, and of nothing else. */
export function consequenceOf<T extends string>(
  outcome: T,
  { onDeviation }: Pick<Consequence, 'onDeviation'>,
): T | 'warn' {
  return outcome === 'fail' && onDeviation === 'warn' ? 'warn' : outcome;
}

function notAsked({
  holds,
  terms,
}: Pick<Weighed, 'holds' | 'terms'>): Pick<CheckResult, 'code' | 'outcome' | 'note'> {
  if (holds === 'no') return { code: 'protocol-not-asked', outcome: 'not-applicable' };
  return {
    code: 'protocol-condition-unsettled',
    outcome: 'not-evaluable',
    note: `whether it is asked for depends on ${unsettledOf(terms).join(', ')}, which cannot be told of all instances`,
  };
}

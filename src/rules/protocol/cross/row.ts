import type { CheckCode, CheckResult, CheckScope } from '../check-result.js';
import type { Consequence } from '../compiled.js';

/** What a row is about, apart from how it came out. */
export interface RowHead {
  readonly scope: CheckScope;
  readonly check: string;
  /** Number of the study in the delivery. */
  readonly study: number;
  readonly series?: number;
  readonly entry?: string;
}

/** How a row came out. */
export type Verdict = Pick<CheckResult, 'outcome' | 'code'> & VerdictDetails;

/** What goes with an outcome. */
export type VerdictDetails = Partial<
  Pick<CheckResult, 'expected' | 'actual' | 'unit' | 'difference' | 'note'>
>;

/** A row of the report. */
export function rowOf(
  head: RowHead,
  { severity, source, rationale }: Consequence,
  verdict: Verdict,
): CheckResult {
  return {
    ...head,
    ...verdict,
    severity,
    ...(source !== undefined && { source }),
    ...(rationale !== undefined && { rationale }),
  };
}

/** It holds. */
export function holds(details: VerdictDetails = {}): Verdict {
  return { outcome: 'pass', code: 'protocol-as-declared', ...details };
}

/** It does not hold: what that counts is the rule's to say. */
export function deviates(
  { onDeviation }: Pick<Consequence, 'onDeviation'>,
  code: CheckCode,
  details: VerdictDetails,
): Verdict {
  return { outcome: onDeviation, code, ...details };
}

/** It cannot be told. */
export function unsettled(code: CheckCode, note: string, details: VerdictDetails = {}): Verdict {
  return { outcome: 'not-evaluable', code, note, ...details };
}

/** Nothing was asked. */
export function notAsked(code: CheckCode, note: string): Verdict {
  return { outcome: 'not-applicable', code, note };
}

import type { Outcome, Severity } from '../../findings/outcome.js';

/** Why a check came to its outcome. Each is a finding code `protocol-…` in the catalogue. */
export type CheckCode =
  /** It holds. */
  | 'protocol-as-declared'
  | 'protocol-deviation'
  /** Within what is acceptable, outside the target. */
  | 'protocol-off-target'
  /** Required and absent, or without a value. */
  | 'protocol-value-absent'
  | 'protocol-value-unreadable'
  /** A derived value that the data do not tell; the note says why. */
  | 'protocol-value-unknown'
  /** There is a value, and no way to compare it: text for a number, several values for one, versions without an order. */
  | 'protocol-not-comparable'
  /** It differs among the instances of a series, and must not. */
  | 'protocol-varies'
  /** The check's `when` does not hold. */
  | 'protocol-not-asked'
  /** Whether the check's `when` holds cannot be told. */
  | 'protocol-condition-unsettled'
  | 'protocol-no-variant'
  | 'protocol-variant-unsettled'
  /** Counts of series. */
  | 'protocol-series-missing'
  | 'protocol-series-repeated'
  | 'protocol-series-ambiguous'
  | 'protocol-series-unexpected'
  | 'protocol-series-excluded'
  | 'protocol-series-superseded'
  | 'protocol-series-incomplete'
  | 'protocol-nothing-matched'
  /** Between series, and between visits. */
  | 'protocol-cross-deviation'
  | 'protocol-cross-unsettled'
  | 'protocol-visit-changed'
  | 'protocol-visit-unsettled'
  | 'protocol-single-visit'
  | 'protocol-device-unqualified'
  | 'protocol-device-unsettled';

/** What a check is about. */
export type CheckScope =
  | 'matching'
  | 'count'
  | 'check'
  | 'constancy'
  | 'device'
  | 'cross-series'
  | 'across-visits';

/** Which series a row is about: numbers in the delivery. */
export interface RowSubject {
  /** Number of the study in the delivery, from 0. */
  readonly study: number;
  /** Number of the series in the delivery, from 0; absent where the row is about none, or about several. */
  readonly series?: number;
  /** Name of the protocol's series. */
  readonly entry?: string;
}

/** One check with all that decided it: a row of the report. */
export interface CheckResult extends RowSubject {
  readonly scope: CheckScope;
  /** What was checked: a quantity, `count`, `same FrameOfReferenceUID of pet, ctac`. */
  readonly check: string;
  readonly code: CheckCode;
  readonly outcome: Outcome;
  readonly severity: Severity;
  /** In the unit of the row where there is one: `1 ± 0.01`. */
  readonly expected?: string;
  /** The value that decided; of several the worst. */
  readonly actual?: string;
  readonly unit?: string;
  /** Actual less expected, or how far outside the bounds, signed; in the row's unit. */
  readonly difference?: number;
  readonly source?: string;
  readonly rationale?: string;
  /** Name of the variant the check comes from. */
  readonly variant?: string;
  /** Numbers of the instances that deviate, where others do not. */
  readonly outliers?: readonly number[];
  /** A clause for people: why it cannot be told, what was nearest. */
  readonly note?: string;
  /** A person's decision on it: then `outcome` is what counts now, and this holds what was found. */
  readonly disposition?: AppliedDisposition;
}

/** A person's decision, as it was applied. */
export interface AppliedDisposition {
  readonly kind: 'waived' | 'accepted' | 'superseded';
  readonly original: Outcome;
  readonly who: string;
  readonly when: string;
  readonly why: string;
  /** Its place in the file, from 1. */
  readonly number: number;
}

import type { Outcome, Severity } from '../../../findings/outcome.js';
import type { FaultPath } from '../../config-fault.js';
import type { AnyFigureName, LimitKind } from '../all-figures.js';
import type { PhantomDeclaration } from '../phantom/phantom-declaration.js';

/** One limit, ready to be held against a figure. Numbers in the figure's unit. */
export interface Limit {
  readonly figure: AnyFigureName;
  /** Bounds that still pass. */
  readonly max?: number;
  readonly min?: number;
  /** Beyond these it is a warning. */
  readonly warnMax?: number;
  readonly warnMin?: number;
  readonly onDeviation: 'fail' | 'warn';
  readonly severity: Severity;
  readonly source: string;
  readonly rationale?: string;
  readonly path: FaultPath;
}

/** From which framewise displacement on a volume is censored, and who says so. */
export interface Censor {
  readonly fdMm: number;
  readonly measure: 'power' | 'jenkinson';
  readonly source: string;
}

/** Limits for the series of one kind. */
export interface LimitSet {
  /** A volume with more framewise displacement than this is censored. */
  readonly censor: Censor;
  /** At least one; no figure twice. */
  readonly limits: readonly Limit[];
}

/** A limits file that can be used. */
export interface Limits {
  readonly id: string;
  readonly version: string;
  /** A kind that is not here has no limits: nothing can be said of its series. */
  readonly sets: Readonly<Partial<Record<LimitKind, LimitSet>>>;
  /** The phantom that every series shows, with its limits in `sets`; undefined where they show people. */
  readonly phantom?: PhantomDeclaration;
}

/** What a limit says of a run. */
export interface LimitResult {
  readonly figure: AnyFigureName;
  readonly outcome: Outcome;
  /** True where it is within the limit, and a warning only because it is outside of the target. */
  readonly isOffTarget?: true;
  readonly severity: Severity;
  /** In the figure's unit; undefined where there is none. */
  readonly value?: number;
  /** Why it is not-evaluable or not-applicable: a clause for people. */
  readonly why?: string;
  /** `≤ 0.5 mm, target ≤ 0.2 mm`. */
  readonly expected: string;
  /** `mm`, `%`, …; `1` for ratios and counts. */
  readonly unit: string;
  readonly source: string;
  readonly rationale?: string;
}

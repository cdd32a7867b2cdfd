import type { Severity } from '../../findings/outcome.js';
import type { RawPhantom, RawQc } from '../motion/limits/raw-limits.js';

/** A value in YAML: a number, a text (`1 mm`, `/mprage/i`, `> 3000 ms`, `>=XA30`), or true and false. */
export type Scalar = string | number | boolean;

/** What a quantity has to be, in full. All that is named has to hold. */
export interface RawConstraint {
  /** Exactly this, or within `tol` of it. */
  readonly value?: Scalar;
  /** `0.01 mm`, `5%`, or a number where the quantity has no unit. */
  readonly tol?: string | number;
  /** Bounds that still pass. */
  readonly min?: string | number;
  readonly max?: string | number;
  /** Bounds that no longer pass. */
  readonly above?: string | number;
  readonly below?: string | number;
  /** Outside it, but within the rest: a warning. */
  readonly target?: { readonly min?: string | number; readonly max?: string | number };
  readonly oneOf?: readonly Scalar[];
  readonly noneOf?: readonly Scalar[];
  /** RE2 pattern, found anywhere in the value; `/…/i` for any case. */
  readonly matches?: string;
  /** Every one of these is among the values. */
  readonly contains?: readonly Scalar[] | Scalar;
  /** True: there, with a value. False: not there. */
  readonly present?: boolean;
  /** Of several values: these, in this order. */
  readonly ordered?: readonly RawCheck[];
  /** Of several values: these, in any order, each as often. */
  readonly set?: readonly Scalar[];
  /** Of several values: the one at this index, from 0. */
  readonly at?: Readonly<Record<string, RawCheck>>;
  /** Of several values: every one, or at least one. */
  readonly each?: RawCheck;
  readonly any?: RawCheck;
  /** What is made equal before texts are compared. */
  readonly normalise?: readonly ('case' | 'space')[];
  /** Weight of a condition in `match`; 1 when not given. */
  readonly weight?: number;
  readonly onDeviation?: 'fail' | 'warn';
  readonly severity?: Severity;
  readonly source?: string;
  readonly rationale?: string;
  /** It only counts where this holds. */
  readonly when?: RawCondition;
  /** It may differ from instance to instance, each within the constraint. */
  readonly varies?: boolean;
}

/** A constraint in full, or only its value. */
export type RawCheck = Scalar | RawConstraint;

/** Quantities by name: all of them have to hold. */
export type RawCondition = Readonly<Record<string, RawCheck>>;

/** Quantities by name, and what each has to be. */
export type RawChecks = Readonly<Record<string, RawCheck>>;

/** What differs on some scanners. The first whose `when` holds counts; its checks stand in the place of those of the series. */
export interface RawVariant {
  readonly name?: string;
  readonly when: RawCondition;
  readonly checks: RawChecks;
}

/** A series that the protocol asks for. */
export interface RawSeries {
  readonly title?: string;
  readonly source?: string;
  readonly match: RawCondition;
  /** 1 when not given. */
  readonly count?: number | { readonly min?: number; readonly max?: number };
  /** Visits at which it is asked for; every visit when not given. */
  readonly visits?: readonly string[];
  /** What an absent or repeated series is: `fail` when not given. */
  readonly onDeviation?: 'fail' | 'warn';
  readonly checks?: RawChecks;
  readonly variants?: readonly RawVariant[];
  /** Not evaluable where no variant holds, even where the series has checks of its own. */
  readonly variantRequired?: boolean;
  /** Quantities that must not vary within the series, in the place of those that go with the modality. */
  readonly constant?: readonly string[];
  /** Limits of motion and image quality, for `qc-motion`. */
  readonly qc?: RawQc;
  /** The phantom that the series shows, for `qc-motion`; `qc` holds its limits. */
  readonly phantom?: RawPhantom;
}

/** Series that are not judged: localizers, derived images. */
export interface RawExclusion {
  readonly match: RawCondition;
  readonly reason: string;
}

interface RawCrossCommon {
  readonly onDeviation?: 'fail' | 'warn';
  readonly severity?: Severity;
  readonly source?: string;
  readonly rationale?: string;
}

/** What several series of one study have to do with each other. Exactly one of the keys says what. */
export interface RawCross extends RawCrossCommon {
  /** Quantities that are the same in all series of `of`. */
  readonly same?: readonly string[];
  /** For numbers in `same`: by how much they may differ. */
  readonly tol?: string | number;
  readonly of?: readonly string[];
  /** Names of series in the order in which they have to be acquired. */
  readonly order?: readonly string[];
  /** Time from the start of one to the start of the other. */
  readonly interval?: {
    readonly from: string;
    readonly to: string;
    readonly min?: string;
    readonly max?: string;
    readonly target?: { readonly min?: string; readonly max?: string };
    /** What is measured from: the first series' start (when not given), its end, or the contrast injection it states. */
    readonly since?: 'start' | 'end' | 'contrast';
  };
  /** The second covers the first in space, up to `tol`. */
  readonly covers?: { readonly series: string; readonly by: string };
  /** Every series of the first name has one of the second: acquired next to it, with the same geometry. */
  readonly paired?: {
    readonly series: string;
    readonly with: string;
    readonly opposite?: 'phaseEncodingPolarity';
  };
}

/** What has to stay from visit to visit of one subject. */
export interface RawAcrossVisits extends RawCrossCommon {
  readonly same: readonly string[];
  readonly tol?: string | number;
  /** Names of series; all when not given. */
  readonly of?: readonly string[];
  /** What a visit is compared with: the subject's first (when not given), or the one before. */
  readonly with?: 'first' | 'previous';
}

/** A header snippet and what the protocol says of it. */
export interface RawTest {
  readonly name: string;
  /** The series it is taken for. */
  readonly series: string;
  /** Attributes by keyword, derived values by name: as they stand in a check's `value`; lists for several values. */
  readonly header: Readonly<Record<string, Scalar | readonly Scalar[]>>;
  /** Outcomes of checks by name; `matched` (true or false) tells whether it is taken for the series at all. */
  readonly expect: Readonly<Record<string, string | boolean>>;
}

/** A protocol file as it was loaded: it fits `schemas/protocol.schema.json`. */
export interface RawProtocol {
  readonly schema: 'corelab/protocol@1';
  readonly protocol: {
    readonly id: string;
    readonly version: number | string;
    readonly title?: string;
    readonly source?: string;
    readonly note?: string;
  };
  readonly qualifiedDevices?: {
    /** CSV with the columns serial, software, from, until, site, model, manufacturer; beside the protocol. */
    readonly file: string;
    readonly onDeviation?: 'fail' | 'warn';
    readonly severity?: Severity;
  };
  readonly series: Readonly<Record<string, RawSeries>>;
  readonly exclude?: readonly RawExclusion[];
  /** What a series is that the protocol does not ask for: `warn` when not given. */
  readonly unexpected?: 'fail' | 'warn' | 'ignore';
  /** Two series of the protocol that fit a scan this alike (share of their checks) are ambiguous; 0.2 when not given. */
  readonly margin?: number;
  readonly crossSeries?: readonly RawCross[];
  readonly acrossVisits?: readonly RawAcrossVisits[];
  readonly tests?: readonly RawTest[];
}

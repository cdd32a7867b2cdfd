import type { RE2JS } from 're2js';
import type { Severity } from '../../findings/outcome.js';
import type { Probe } from '../../study/probe/probe.js';
import type { LimitSet } from '../motion/limits/limit.js';
import type { PhantomDeclaration } from '../motion/phantom/phantom-declaration.js';
import type { QualifiedDevice } from './devices/qualified-device.js';
import type { RawTest } from './protocol.js';
import type { Quantity } from './series-view.js';
import type { SoftwareVersion } from './version/version.js';

/** Keys that lead to a place in the protocol's file; numbers are places in lists. */
export type ProtocolPath = readonly (string | number)[];

/** A bound of numbers, in the quantity's unit. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  /** True where the bound itself does not pass. */
  readonly minExcluded?: boolean;
  readonly maxExcluded?: boolean;
}

/** A value that a protocol expects: numbers in the quantity's unit. */
export type Expected = number | string | boolean;

/** How far a number may be from the value: in the quantity's unit, or as a share of the value. */
export type Tolerance = { readonly absolute: number } | { readonly relative: number };

/** One thing that has to hold of a reading. */
export type Test =
  | { readonly kind: 'equals'; readonly value: Expected; readonly tolerance?: Tolerance }
  | { readonly kind: 'range'; readonly bounds: Bounds }
  /** Outside is a warning. */
  | { readonly kind: 'target'; readonly bounds: Bounds }
  | {
      readonly kind: 'oneOf' | 'noneOf';
      readonly values: readonly Expected[];
      readonly tolerance?: Tolerance;
    }
  | { readonly kind: 'matches'; readonly pattern: RE2JS; readonly text: string }
  | { readonly kind: 'contains'; readonly values: readonly Expected[] }
  | { readonly kind: 'present' | 'absent' }
  | { readonly kind: 'set'; readonly values: readonly Expected[]; readonly tolerance?: Tolerance }
  | { readonly kind: 'ordered'; readonly of: readonly (readonly Test[])[] }
  | { readonly kind: 'at'; readonly index: number; readonly tests: readonly Test[] }
  | { readonly kind: 'each' | 'any'; readonly tests: readonly Test[] }
  | {
      readonly kind: 'version';
      readonly comparison: '<' | '<=' | '>' | '>=' | '=';
      readonly version: SoftwareVersion;
      readonly text: string;
    };

/** Tests of one quantity, and what is made equal before texts are compared. */
export interface Constraint {
  readonly quantity: Quantity;
  readonly tests: readonly Test[];
  readonly normalise: { readonly case: boolean; readonly space: boolean };
  /** The whole in words, in the unit it was written in: `1 mm ± 0.01 mm`. */
  readonly text: string;
  /** The unit it was written in, in which values are shown; the quantity's where it names none. */
  readonly unit?: string;
  readonly path: ProtocolPath;
}

/** All terms have to hold. */
export interface Condition {
  readonly terms: readonly { readonly constraint: Constraint; readonly weight: number }[];
}

/** How a deviation counts, and where the rule comes from. */
export interface Consequence {
  readonly onDeviation: 'fail' | 'warn';
  readonly severity: Severity;
  readonly source?: string;
  readonly rationale?: string;
}

/** A check of a series. */
export interface Check extends Constraint, Consequence {
  readonly when?: Condition;
  readonly varies: boolean;
}

/** What differs on some scanners. */
export interface Variant {
  readonly name: string;
  readonly when: Condition;
  readonly checks: readonly Check[];
}

/** A series that the protocol asks for. */
export interface Entry {
  readonly name: string;
  readonly title?: string;
  readonly source?: string;
  readonly match: Condition;
  readonly count: { readonly min: number; readonly max: number };
  readonly visits?: readonly string[];
  readonly onDeviation: 'fail' | 'warn';
  readonly checks: readonly Check[];
  readonly variants: readonly Variant[];
  /**
   * What it is when no variant holds. `by-check`: not evaluable, each quantity that only variants check. `yes`: the
   * series itself, too. `no`: nothing is asked of those quantities then. The file's `variantRequired: true` is `yes`,
   * `false` is `no`, and where it does not say it is `by-check`.
   */
  readonly variantRequired: 'yes' | 'no' | 'by-check';
  /** What must not vary; undefined for what goes with the modality. */
  readonly constant?: readonly Quantity[];
  /** Limits of motion and image quality; `check-protocol` does not look at them. */
  readonly qc?: LimitSet;
  /** The phantom that it shows; `qc` has its limits. */
  readonly phantom?: PhantomDeclaration;
  readonly path: ProtocolPath;
}

/** What several series of one study have to do with each other. */
export type Cross = Consequence & { readonly path: ProtocolPath } & (
    | {
        readonly kind: 'same';
        readonly quantities: readonly Quantity[];
        readonly of: readonly string[];
        /** For quantities of numbers, by name. */
        readonly tolerance?: Readonly<Record<string, Tolerance>>;
      }
    | { readonly kind: 'order'; readonly of: readonly string[] }
    | {
        readonly kind: 'interval';
        readonly from: string;
        readonly to: string;
        readonly since: 'start' | 'end' | 'contrast';
        /** Seconds. */
        readonly boundsS: Bounds;
        readonly targetS?: Bounds;
        readonly text: string;
      }
    | { readonly kind: 'covers'; readonly series: string; readonly by: string; readonly toleranceMm: number }
    | {
        readonly kind: 'paired';
        readonly series: string;
        readonly with: string;
        readonly opposite: boolean;
      }
  );

/** What has to stay from visit to visit. */
export interface AcrossVisits extends Consequence {
  readonly quantities: readonly Quantity[];
  readonly tolerance?: Readonly<Record<string, Tolerance>>;
  readonly of?: readonly string[];
  readonly with: 'first' | 'previous';
  readonly path: ProtocolPath;
}

/** A protocol that can be used: names resolved, units converted, patterns compiled. */
export interface Protocol {
  readonly id: string;
  readonly version: string;
  readonly title?: string;
  readonly source?: string;
  readonly entries: readonly Entry[];
  readonly exclude: readonly {
    readonly match: Condition;
    readonly reason: string;
    readonly path: ProtocolPath;
  }[];
  readonly unexpected: 'fail' | 'warn' | 'ignore';
  readonly margin: number;
  readonly crossSeries: readonly Cross[];
  readonly acrossVisits: readonly AcrossVisits[];
  readonly devices?: Consequence & { readonly list: readonly QualifiedDevice[]; readonly file: string };
  readonly tests: readonly RawTest[];
  /** Everything that has to be read for it, each once; those of the checks that go without saying included. */
  readonly probes: readonly Probe[];
}

import type { Severity } from '../../../findings/outcome.js';
import type { PhantomKind } from '../../../motion/phantom/phantom-image.js';
import type { AnyFigureName } from '../all-figures.js';

/** An amount in YAML: `0.5 mm`, `20%`, or a number in the figure's own unit. */
export type RawAmount = string | number;

/** One limit as it is written. */
export interface RawLimit {
  readonly figure: AnyFigureName;
  /** Bounds that still pass. */
  readonly min?: RawAmount;
  readonly max?: RawAmount;
  /** Beyond these it is a warning. */
  readonly warnMin?: RawAmount;
  readonly warnMax?: RawAmount;
  /** `fail` when not given. */
  readonly onDeviation?: 'fail' | 'warn';
  /** `major` when not given. */
  readonly severity?: Severity;
  /** That of the set, or of the whole file, when not given; one of them has to be. */
  readonly source?: string;
  readonly rationale?: string;
}

/** From which framewise displacement on a volume is censored, as it is written. */
export interface RawCensor {
  readonly fd: RawAmount;
  /** `power` when not given. */
  readonly measure?: 'power' | 'jenkinson';
  readonly source?: string;
}

/** Limits for the series of one kind. */
export interface RawLimitSet {
  readonly source?: string;
  readonly censor?: RawCensor;
  readonly limits?: readonly RawLimit[];
}

/** The `qc:` of a scanning protocol's series. */
export type RawQc = RawLimitSet;

/** A phantom as it is written: in a limits file with its limits, in a protocol's series without (`qc:` holds them). */
export interface RawPhantom {
  readonly kind: PhantomKind;
  readonly fieldTesla?: { readonly min?: RawAmount; readonly max?: RawAmount };
  readonly diameter?: RawAmount;
  /** stability: pixels, and volumes. */
  readonly roi?: number;
  readonly skipVolumes?: number;
  /** pet-spheres. */
  readonly spheres?: readonly RawAmount[];
  readonly ringRadius?: RawAmount;
  readonly sphereToBackground?: number;
  readonly sphereActivity?: RawAmount;
  readonly sphereSuv?: number;
  /** adc. */
  readonly vials?: readonly {
    readonly name: string;
    readonly position: readonly [RawAmount, RawAmount];
    readonly radius: RawAmount;
    readonly adc: RawAmount;
  }[];
  readonly bValues?: readonly number[];
}

/** A limits file as `schemas/limits.schema.json` lets it through. */
export interface RawLimits {
  readonly schema: 'corelab/limits@1';
  readonly limits: {
    readonly id: string;
    readonly version: number | string;
    readonly title?: string;
    readonly source?: string;
    readonly note?: string;
  };
  /** For series of every kind; what a kind says of the same figure stands in its place. */
  readonly all?: RawLimitSet;
  /** By kind of series; see `SeriesKind`. */
  readonly kinds?: Readonly<Record<string, RawLimitSet>>;
  /** The phantom that all series show, and its limits; stands in the place of `all` and `kinds`. */
  readonly phantom?: RawPhantom & RawLimitSet;
}

import type { Axis, Method, NewLesionAnswer, NonTargetAnswer, ResponseKind, TargetAnswer } from '../words.js';

/** A length or a share as it is written: `10 mm`, `1 cm`, `20%`. A bare number is told as a fault: units are never guessed. */
export type RawAmount = string | number;

/** A cell of a table: `any`, one answer, or several. */
export type RawCell<T extends string> = 'any' | T | readonly T[];

/** When a lesion is measurable at baseline, as it is written. */
interface RawMeasurable {
  readonly kind: 'lesion' | 'node';
  readonly methods: readonly Method[];
  readonly axis: Axis;
  readonly atLeast: RawAmount;
  readonly slices?: { readonly upTo: RawAmount; readonly times: number };
  readonly source: string;
}

/** A rule of the target lesions, as it is written. */
export type RawRule = { readonly answer: TargetAnswer; readonly source: string } & (
  | { readonly when: 'disappeared' | 'otherwise' }
  | {
      readonly when: 'increased';
      readonly by: RawAmount;
      /** 0 mm when not given. */
      readonly atLeast?: RawAmount;
      readonly over: 'nadir' | 'baseline';
    }
  | { readonly when: 'decreased'; readonly by: RawAmount; readonly below: 'baseline' }
);

/** A row of a table of overall responses, as it is written; rows for subjects without targets have no `target`. */
export interface RawRow {
  readonly target?: RawCell<TargetAnswer>;
  readonly nonTarget: RawCell<NonTargetAnswer>;
  readonly newLesion: RawCell<NewLesionAnswer>;
  readonly overall: string;
  readonly source: string;
}

/** An organ as it is written; its own name need not stand among the names. */
export interface RawOrgan {
  readonly names?: readonly string[];
  /** As `SCT:39607008`. */
  readonly codes?: readonly string[];
  /** True: each name is also one with left or right, as `left lung` and `lung, left`. */
  readonly sides?: boolean;
}

/** Names and codes of organs, by organ. */
export type RawOrgans = Readonly<Record<string, RawOrgan>>;

/** A criteria file with all that its bases say, every source in its place. */
export interface RawCriteria {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly responses: readonly {
    readonly code: string;
    readonly kind: ResponseKind;
    readonly meaning: string;
  }[];
  readonly targets: { readonly most: number; readonly mostPerOrgan: number; readonly source: string };
  readonly measurable: readonly RawMeasurable[];
  readonly nodes: { readonly pathologicalFrom: RawAmount; readonly source: string };
  readonly tooSmall: { readonly size: RawAmount; readonly source: string };
  readonly baseline: { readonly daysBeforeTreatment: number; readonly source: string };
  readonly target: {
    readonly measure: 'sum-of-diameters';
    readonly partialContinues: 'never' | 'once-assigned';
    readonly rules: readonly RawRule[];
    readonly source: string;
  };
  readonly overall: readonly RawRow[];
  readonly nonTargetOnly: readonly RawRow[];
  readonly best: {
    readonly confirmation: {
      readonly required: boolean;
      readonly minimumDays: number;
      readonly mayLieBetween: number;
      readonly source: string;
    };
    readonly stable: { readonly minimumDays: number; readonly source: string };
    readonly source: string;
  };
  readonly organs: RawOrgans;
}

/** A mapping of a file whose keys the schema has checked. */
export type Tree = { readonly [key: string]: unknown };

/**
 * A criteria file as `schemas/criteria.schema.json` lets it through: all of {@link RawCriteria} where there is no `base`, else
 * what it changes of it.
 */
export interface RawCriteriaFile extends Tree {
  readonly schema: 'corelab/criteria@1';
  /** Name of criteria that ship, or a path relative to the file. */
  readonly base?: string;
  readonly name?: string;
  readonly title?: string;
  readonly source?: string;
  readonly organs?: RawOrgans;
}

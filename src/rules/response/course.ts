import type { Big } from 'big.js';
import type { Axis, LesionState, Method, Role } from './words.js';

/** A diameter of a lesion, in mm, exact decimals. */
export interface Diameter {
  readonly axis: Axis;
  /** As the reader stored it; null where only a region was drawn. */
  readonly storedMm: Big | null;
  /** Of the coordinates; null where they are not there. */
  readonly recomputedMm: Big | null;
  /** Whether the two agree within the tolerance of `measure-export`; null: not known. */
  readonly agrees: boolean | null;
}

/** What one reader says of one lesion at one visit. */
export interface LesionReading {
  /** Index into {@link Course.visits}. */
  readonly visit: number;
  readonly state: LesionState;
  /** At most one an axis. */
  readonly diameters: readonly Diameter[];
  /** Label of the lesion that it is part of now, where the state is `merged`. */
  readonly mergedInto?: string;
  readonly method?: Method;
  readonly sliceThicknessMm?: Big;
  /** Why it is not evaluated, where that is known. */
  readonly why?: string;
}

/** A lesion as one reader follows it. */
export interface Lesion {
  readonly label: string;
  readonly role: Role;
  /** A lymph node; undefined where nobody says. */
  readonly isNode?: boolean;
  /** The organ by the criteria's table; `lymph nodes` for every node. Undefined where it is not known. */
  readonly organ?: string;
  /** Label of the lesion that it is a fragment of: its diameter is added to that one's. */
  readonly splitFrom?: string;
  /** False: stated to be truly non-measurable (blastic bone, ascites, prior treatment, …). */
  readonly isMeasurable?: boolean;
  /** In the order of visits, at most one a visit. */
  readonly readings: readonly LesionReading[];
}

/** A visit of a subject as one reader read it. */
export interface Visit {
  readonly name: string;
  /** Days since baseline, 0 there; null where no date or day is known. */
  readonly day: number | null;
  /** False: missed, or not read by this reader. */
  readonly isAssessed: boolean;
  /** Why it was not assessed, where known. */
  readonly why?: string;
  /** What is stated of new lesions as a whole; undefined: nothing, so that what is listed counts. */
  readonly newLesions?: 'none' | 'present' | 'equivocal' | 'not-evaluated';
  /** Tumour marker, where the trial follows one. */
  readonly marker?: 'normal' | 'above' | 'not-evaluated';
}

/** One subject as one reader followed it. */
export interface Course {
  readonly subject: string;
  readonly site: string | null;
  readonly reader: string;
  /** In the order of time; the first is baseline. */
  readonly visits: readonly Visit[];
  readonly lesions: readonly Lesion[];
  /** Days from baseline; null where not known. */
  readonly treatmentStartDay: number | null;
  readonly deathDay: number | null;
  /** Why nothing of this course can be evaluated, whatever its lengths are: an unknown role, visits without an order. */
  readonly blockers: readonly string[];
}

/** Which of a lesion's diameters are taken: `recomputed` falls back to the stored one where there is none, and the other way round. */
export type Lengths = 'stored' | 'recomputed';

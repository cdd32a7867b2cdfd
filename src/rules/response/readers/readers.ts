import type { Course } from '../course.js';
import type { Best, Decision, Judgement } from '../judgement.js';
import type { Response } from '../words.js';

/** A course with its judgement. */
export interface JudgedCourse {
  readonly course: Course;
  readonly judgement: Judgement;
}

/** Whose reading stands: at a visit, or at all where `visit` is null. */
export interface Adjudication {
  readonly visit: string | null;
  readonly reader: string;
  readonly reason: string | null;
  readonly line: number;
}

/** Where readers of one subject differ. */
export interface Discordance {
  /** Name of the visit; null: of the whole course. */
  readonly visit: string | null;
  readonly of: 'overall' | 'best' | 'progression';
  readonly readers: readonly { readonly reader: string; readonly answer: string }[];
  readonly adjudicated: {
    readonly reader: string;
    readonly reason: string | null;
    readonly line: number;
  } | null;
}

/** What an adjudication makes of a subject. */
export interface Adjudicated {
  /** One a visit after baseline, in the order of time. */
  readonly timePoints: readonly {
    readonly visit: string;
    /** As the reader has it whose reading stands, else as the first who has one. */
    readonly day: number | null;
    readonly overall: Response;
    /** Whose reading it is; null where all agree, or nobody's was chosen and they do not. */
    readonly from: string | null;
    readonly decision: Decision;
  }[];
  /** Its visits are counted as in a course: 0 is baseline, 1 the first of `timePoints`. */
  readonly best: Best;
  /** Lines that decide nothing: they name a reader or a visit that the subject has not, contradict or repeat another. */
  readonly unused: readonly { readonly line: number; readonly why: string }[];
}

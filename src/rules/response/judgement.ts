import type { Big } from 'big.js';
import type { LesionState, NewLesionAnswer, NonTargetAnswer, Response, Role, TargetAnswer } from './words.js';

/** One decision with its reason. */
export interface Decision {
  readonly step:
    | 'target'
    | 'non-target'
    | 'new'
    | 'reappearance'
    | 'overall'
    | 'best'
    | 'confirmation'
    | 'adjudication';
  readonly answer: string;
  /** Name of the rule in the criteria or the engine, as `increased`. */
  readonly rule: string;
  /** For people, with the numbers: `sum 62 mm is 12 mm (24%) above the nadir of 50 mm at W8`. */
  readonly text: string;
  readonly source: string;
}

/** What a lesion adds to the sum at a visit. */
export interface LesionValue {
  readonly label: string;
  readonly role: Role;
  readonly state: LesionState;
  /** Its diameter, mm; of targets that which is summed, fragments included; null where there is none. */
  readonly mm: Big | null;
  /** What made it this value, where it is not as measured: `too small to measure: 5 mm`. */
  readonly note: string | null;
  /** True where the value of the other kind (recomputed for stored) was taken for want of this one. */
  readonly isFallback: boolean;
}

/** Target lesions at a visit. */
export interface TargetMeasure {
  readonly values: readonly LesionValue[];
  /** Of all target lesions, mm; null while one of them is missing. */
  readonly sum: Big | null;
  /** Of those that were evaluated, mm. */
  readonly evaluatedSum: Big;
  /** Labels of those that are missing, each with its reason. */
  readonly missing: readonly { readonly label: string; readonly why: string }[];
  /** Every target is gone: non-nodal 0, nodes below the pathological size. Null while one is missing. */
  readonly isGone: boolean | null;
}

/** An answer with what led to it. */
export interface Answer<T extends string> {
  readonly answer: T;
  readonly decision: Decision;
}

/** A threshold and how far the sum is from it. */
export interface Margin {
  /** The answer that it would become. */
  readonly answer: TargetAnswer;
  /** Where it would, mm. */
  readonly sumMm: Big;
  /** From that sum on, `at-least` or `at-most` of it, or beyond it. */
  readonly side: 'at-least' | 'above' | 'at-most' | 'below';
  /** Threshold − sum, mm. */
  readonly changeMm: Big;
}

/** What the overall response would be if one part alone were answered otherwise. */
export interface Alternative {
  readonly part: 'target' | 'non-target' | 'new';
  readonly answer: TargetAnswer | NonTargetAnswer | NewLesionAnswer;
  readonly overall: Response;
}

/** The response at one visit after baseline. */
export interface TimePoint {
  /** Index into the course's visits. */
  readonly visit: number;
  readonly measure: TargetMeasure;
  /** Null where it is not evaluable. */
  readonly baselineSum: Big | null;
  /** The smallest complete sum before this visit, baseline included. */
  readonly nadir: { readonly sum: Big; readonly visit: number } | null;
  readonly target: TargetAnswer;
  readonly nonTarget: NonTargetAnswer;
  readonly newLesion: NewLesionAnswer;
  readonly overall: Response;
  readonly decisions: readonly Decision[];
  readonly margins: readonly Margin[];
  readonly alternatives: readonly Alternative[];
  /** Labels of lesions that reappeared after a complete response. */
  readonly reappeared: readonly string[];
  /** After the first progression. */
  readonly isAfterProgression: boolean;
}

/** The best overall response. */
export interface Best {
  readonly response: Response;
  readonly isConfirmed: boolean | null;
  /** Index of the visit that the response is of; null of NE. */
  readonly visit: number | null;
  /** Of the first progression. */
  readonly progression: { readonly visit: number; readonly day: number | null } | null;
  /** From the first CR or PR (of the confirmed one where that is asked for) to progression or death, else to the last assessment: `isOpen`. */
  readonly durationOfResponse: { readonly days: number; readonly isOpen: boolean } | null;
  /** From treatment start, else from baseline, to progression or death, else to the last assessment; of a best response that is stable. */
  readonly durationOfStable: { readonly days: number; readonly isOpen: boolean } | null;
  readonly decisions: readonly Decision[];
}

/** A course, judged. */
export interface Judgement {
  /** Of baseline. */
  readonly baseline: TargetMeasure;
  readonly hasTargets: boolean;
  /** One a visit after baseline. */
  readonly timePoints: readonly TimePoint[];
  readonly best: Best;
}

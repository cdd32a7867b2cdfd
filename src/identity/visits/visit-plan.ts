/** Days are whole days since 1970-01-01, as `daysFromCivil` of src/dicom/values/dates.ts counts them. */

/** A study that arrived, to be placed in the schedule. */
export interface ArrivedStudy {
  readonly studyUID: string;
  readonly day: number;
  /** How many series of each modality it holds. */
  readonly seriesByModality: Readonly<Record<string, number>>;
}

/** A study that the crosswalk has placed before. */
export interface PlacedStudy {
  readonly studyUID: string;
  readonly day: number;
  readonly visit: string | null;
  /** As for {@link ArrivedStudy}, where it is kept: series that came before are then not missing. */
  readonly seriesByModality?: Readonly<Record<string, number>>;
}

/**
 * in-window; early and late: outside the window but still that visit's; unscheduled: no visit's;
 * undetermined: it cannot be told, and somebody must say (`--visit`); stated: the visit was said, now or before, and
 * there is nothing to measure it by, as no baseline is known or the schedule no longer has the visit.
 */
export type VisitTiming = 'in-window' | 'early' | 'late' | 'unscheduled' | 'undetermined' | 'stated';

/** Where a study stands in the schedule. */
export interface PlannedVisit {
  readonly studyUID: string;
  /** Visit ID; null when unscheduled or undetermined. */
  readonly visit: string | null;
  /** Days from the baseline; null while the baseline is not known. */
  readonly offsetDays: number | null;
  readonly timing: VisitTiming;
  /** True when the operator stated the visit for this delivery. */
  readonly isStated: boolean;
  /** Studies of other days that have the same visit, by day and UID. */
  readonly duplicates: readonly string[];
  /** Expected series that are fewer than the schedule wants, optional ones left out. */
  readonly missingSeries: readonly MissingSeries[];
}

/** A modality of which a visit brought too few series. */
export interface MissingSeries {
  readonly modality: string;
  /** Names of the schedule's entries for that modality. */
  readonly names: readonly string[];
  readonly expected: number;
  readonly found: number;
}

/** The visits of one subject after a delivery. */
export interface SubjectVisits {
  /** Undefined while no study is the baseline's. */
  readonly baselineDay: number | undefined;
  /** One for each arrived study, in their order. */
  readonly planned: readonly PlannedVisit[];
  /** IDs of visits whose window closed before the subject's latest study, and that no study has. */
  readonly missed: readonly string[];
}

/** due: its window is open. overdue: so, but its target day has passed. missed: its window has closed. */
export type DueState = 'due' | 'overdue' | 'missed';

/** What `--due` needs to know of a subject that is still in the trial. */
export interface SubjectProgress {
  readonly subject: string;
  readonly site: string;
  readonly baselineDay: number | undefined;
  /** IDs of the visits that have a study. */
  readonly done: readonly string[];
  /** Reasons that were recorded for visits that were legitimately missed, by visit ID. */
  readonly excused: Readonly<Record<string, string>>;
}

/** A visit that is due, overdue or missed. */
export interface DueVisit {
  readonly site: string;
  readonly subject: string;
  readonly visit: string;
  readonly name: string | null;
  readonly state: DueState;
  readonly opensDay: number;
  readonly targetDay: number;
  readonly closesDay: number;
  /** Why it was legitimately missed; null when nothing was recorded. */
  readonly reason: string | null;
}

/** What became of a patient, and of a study. See `schemas/assignments.schema.json`. */
export type AssignmentOutcome =
  /** A known person: the subject ID was given before. */
  | 'recalled'
  /** A new subject ID was made. */
  | 'allocated'
  /** A new subject ID was taken from the list. */
  | 'listed'
  /** A scanner-qualification ID: nobody is enrolled. */
  | 'phantom'
  /** Two answers, none taken. */
  | 'conflict'
  /** Not decided. */
  | 'unassigned'
  /** The subject has left the trial. */
  | 'withdrawn';

/** The assignment of one study: what `deid` consumes. DESIGN 2.4. */
export interface AssignmentRow {
  /** HMAC-SHA-256 over issuer, PatientID and StudyInstanceUID with the project's key, lower-case hexadecimal. */
  readonly key: string;
  /** Null when none is assigned, as are the four that follow `site`. */
  readonly subject: string | null;
  readonly site: string;
  readonly visit: string | null;
  /** Null where blinded copies were written: beside the subject it would be the un-blinding list. */
  readonly readingId: string | null;
  /** Days that are added to the subject's dates. */
  readonly shiftDays: number | null;
  /** How often the study was corrected: each time new UIDs are derived. */
  readonly uidGeneration?: number | null;
  readonly outcome: AssignmentOutcome;
}

/** Why a patient was decided as they were. Codes of a comparison of persons first, then those of the assignment. */
export type PatientReason =
  | 'placeholder-id'
  | 'delivery-contradicts-itself'
  | 'identity-contradicted'
  | 'no-cross-check'
  | 'name-changed'
  | 'name-written-otherwise'
  | 'same-person-other-number'
  | 'linked-by-other-number'
  | 'record-merged'
  | 'several-candidates'
  | 'in-another-trial'
  | 'at-another-site'
  | 'withdrawn'
  /** A study holds instances of several patients. */
  | 'study-of-several-patients'
  /** Study Date is absent or malformed. */
  | 'study-date-absent'
  /** The instances of a study have different dates. */
  | 'study-date-contradicted'
  | 'study-uid-absent'
  /** One patient ID stands for a phantom and for a person. */
  | 'phantom-and-person'
  /** The study was recorded for another subject before. */
  | 'study-of-another-subject'
  /** The stated or listed subject is not the one that the crosswalk knows. */
  | 'other-subject-known'
  /** The stated or listed subject is somebody else by name, birth date or sex. */
  | 'stated-subject-contradicted'
  /** The stated or listed ID does not fit the trial's scheme, its list or the site. */
  | 'subject-not-valid'
  /** One placeholder stands over several studies: they may be of several people. */
  | 'placeholder-over-several-studies'
  /** The list names patients, and not this one. */
  | 'not-on-list'
  /** The pattern has no ID left. */
  | 'ids-exhausted'
  /** The list has no free ID left. */
  | 'list-used-up'
  /** The stated ID was given out before. */
  | 'subject-taken';

/** An attribute that persons are compared by. */
export type ComparedKeyword = 'PatientName' | 'PatientBirthDate' | 'PatientSex' | 'PatientID';

/**
 * One side of a conflict or of a question: how the delivery, or the crosswalk, names the person. A side with several
 * names stands once for each. Values are `***` unless the report is identified, and null where they are absent.
 */
export interface PatientSide {
  readonly from: 'delivery' | 'crosswalk';
  readonly patientId: string | null;
  readonly issuer: string | null;
  readonly name: string | null;
  readonly birthDate: string | null;
  readonly sex: string | null;
  /** The research ID on the crosswalk's side, which identifies nobody. */
  readonly subject?: string;
}

/** A patient of the delivery. */
export interface AssignedPatientRow {
  /** From 1, in the order of the patients' first files. */
  readonly patient: number;
  readonly outcome: AssignmentOutcome;
  readonly subject: string | null;
  readonly site: string;
  /** Study Instance UIDs. */
  readonly studies: readonly string[];
  /** How many files are the patient's. */
  readonly files: number;
  readonly reasons: readonly PatientReason[];
  /** Attributes that differ or lack, where that is the reason. */
  readonly attributes?: readonly ComparedKeyword[];
  /** For conflicts and for what was asked only. */
  readonly sides?: readonly PatientSide[];
}

/** A modality of which a visit brought fewer series than the schedule wants. */
export interface MissingSeriesRow {
  readonly modality: string;
  /** Names of the schedule's entries for that modality. */
  readonly names: readonly string[];
  readonly expected: number;
  readonly found: number;
}

/** A study and its visit. */
export interface VisitRow {
  readonly studyUID: string;
  readonly subject: string;
  /** Visit ID; null when unscheduled or undetermined. */
  readonly visit: string | null;
  /** Days from the baseline; null while the baseline is not known. */
  readonly offsetDays: number | null;
  readonly timing: 'in-window' | 'early' | 'late' | 'unscheduled' | 'undetermined' | 'stated';
  /** Whether `--visit` said so. */
  readonly isStated: boolean;
  /** Study Instance UIDs of other days that have the same visit. */
  readonly duplicates: readonly string[];
  readonly missingSeries: readonly MissingSeriesRow[];
  /** The operator's words for a stated visit. */
  readonly reason: string | null;
}

/** A visit whose window closed before the subject's latest study, and that no study has. */
export interface MissedVisitRow {
  readonly subject: string;
  readonly site: string;
  readonly visit: string;
  /** Why it was legitimately missed; null when nothing was recorded. */
  readonly reason: string | null;
}

/** A visit that is due, overdue or missed on the day of `--due`. Days are YYYY-MM-DD. */
export interface DueRow {
  readonly site: string;
  readonly subject: string;
  readonly visit: string;
  /** The visit's name; null when the trial file gives none. */
  readonly name: string | null;
  readonly state: 'due' | 'overdue' | 'missed';
  readonly opens: string;
  readonly target: string;
  readonly closes: string;
  readonly reason: string | null;
}

/** Where the crosswalk's audit chain stood at the end: an anchor outside the database. 21 CFR 11.10(e). */
export interface CrosswalkAnchor {
  /** Number of the last audit record. */
  readonly seq: number;
  /** Its chained HMAC-SHA-256, lower-case hexadecimal. */
  readonly mac: string;
  /** The crosswalk's public salt, base64: tells which crosswalk it is. */
  readonly salt: string;
}

/** A blinded time point; neither subject nor visit stands beside it. */
export interface ReadingRow {
  readonly readingId: string;
  /** How many files were made; not which ones, for those lead back to the subject. */
  readonly files: number;
}

/** What `--out` wrote. The three add up to the DICOM files in. */
export interface CopyCounts {
  readonly written: number;
  /** Assigned, yet not written; findings say why. */
  readonly refused: number;
  /** Files of patients without an assignment. */
  readonly notAssigned: number;
}

/** The sections of an assign-id report, in the report's order. */
export interface AssignIdSections {
  readonly assignments: Iterable<AssignmentRow>;
  readonly patients: Iterable<AssignedPatientRow>;
  readonly visits: Iterable<VisitRow>;
  readonly missedVisits: Iterable<MissedVisitRow>;
  /** With `--due` only. */
  readonly due?: Iterable<DueRow>;
  readonly crosswalk: CrosswalkAnchor;
  /** With `--blinded` and `--out` only. */
  readonly readings?: Iterable<ReadingRow>;
  /** With `--out` only. */
  readonly copies?: CopyCounts;
}

/** The counts of an assign-id report, in its order. */
export interface AssignIdSummary {
  readonly filesIn: number;
  /** Written with `--out`. */
  readonly filesOut: number;
  /** Handed to the next command in the pipe, without `--out`. */
  readonly passedOn: number;
  /** DICOM files of patients without an assignment. */
  readonly notAssigned: number;
  /** Assigned, yet not written. */
  readonly refused: number;
  /** No DICOM instance: other files, DICOMDIRs, what cannot be read. */
  readonly skipped: number;
  readonly patients: number;
  readonly recalled: number;
  readonly allocated: number;
  readonly listed: number;
  readonly phantoms: number;
  readonly conflicts: number;
  readonly unassigned: number;
  readonly withdrawn: number;
}

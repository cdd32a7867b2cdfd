import type { CrosswalkAnchor } from './assign-id-sections.js';

/** What a crosswalk command did. */
export type CrosswalkAction =
  | 'new'
  | 'list'
  | 'show'
  | 'merge'
  | 'correct'
  | 'withdraw'
  | 'excuse'
  | 'export'
  | 'verify'
  | 'rekey'
  | 'audit';

/** A subject or phantom as the crosswalk holds it, without anything that identifies. */
export interface CrosswalkSubjectRow {
  /** Clinical Trial Protocol ID. */
  readonly protocol: string;
  readonly subject: string;
  readonly site: string;
  readonly kind: 'subject' | 'phantom';
  /** active: in the trial. withdrawn: left it. retired: corrected or merged away, its ID is never used again. */
  readonly status: 'active' | 'withdrawn' | 'retired';
  /** The subject ID that took the place of a retired one. */
  readonly replacedBy: string | null;
  /** IDs of the visits that have a study. */
  readonly visits: readonly string[];
  readonly studies: number;
  readonly deliveries: number;
}

/** A study of a subject. */
export interface CrosswalkStudyRow {
  readonly studyUID: string;
  readonly visit: string | null;
  /** Days from the baseline; null while the baseline is not known. */
  readonly offsetDays: number | null;
  /** How often the study was corrected. */
  readonly generation: number;
  /** moved: it is another subject's now. */
  readonly status: 'active' | 'moved';
  /** Runs of the deliveries that brought it. */
  readonly deliveries: readonly string[];
}

/** Released files below one folder. */
export interface ReleaseRow {
  /** The folder. */
  readonly path: string;
  /** The files, relative to it. */
  readonly paths: readonly string[];
}

/** A delivery that a correction or a withdrawal affects. */
export interface AffectedRow {
  /** `run.id` of the report of the delivery. */
  readonly run: string;
  /** When, UTC, ISO 8601. */
  readonly at: string;
  readonly operator: string | null;
  /** Study Instance UIDs. */
  readonly studies: readonly string[];
  /** How many files of those studies it brought. */
  readonly files: number;
  /** Every file that was released from it. */
  readonly releases: readonly ReleaseRow[];
}

/** Something that the proof of the crosswalk found. */
export interface VerificationProblem {
  /** kebab-case. */
  readonly code: string;
  /** The code in words, free of identifying values. */
  readonly text: string;
  /** Number of the audit record; null where it is about none. */
  readonly seq: number | null;
  /** Table and row, as `subjects:12`; null where it is about none. */
  readonly entity: string | null;
}

/** Where the audit chain stands. */
export interface AuditHead {
  readonly seq: number;
  /** HMAC-SHA-256, lower-case hexadecimal. */
  readonly mac: string;
}

/** The proof of the crosswalk. */
export interface VerificationSection {
  /** Audit records that were checked. */
  readonly records: number;
  readonly head: AuditHead;
  /** Empty when everything is as it was written. */
  readonly problems: readonly VerificationProblem[];
}

/** An audit record without the values that it is about: their HMACs stand for them. 21 CFR 11.10(e). */
export interface AuditRow {
  readonly seq: number;
  /** When, UTC, ISO 8601. */
  readonly at: string;
  readonly osUser: string;
  readonly operator: string | null;
  /** Never true: the names are what the system and the command line say. */
  readonly isAuthenticated: false;
  /** Name and version of the program. */
  readonly tool: string;
  readonly action: string;
  /** Table and row, as `subjects:12`; `note` for what is about none. */
  readonly entity: string;
  readonly reason: string | null;
  readonly beforeMac: string | null;
  readonly afterMac: string | null;
  /** Chains the record to the one before it. */
  readonly mac: string;
}

/** A rejection note that was written: a Key Object Selection Document with title (113038, DCM). */
export interface NoteRow {
  /** Of the file. */
  readonly path: string;
  /** The study that it rejects. */
  readonly studyUID: string;
}

/** Who a subject is; only in identified reports. */
export interface IdentityRow {
  /** Clinical Trial Protocol ID. */
  readonly protocol: string;
  readonly subject: string;
  readonly site: string;
  /** Every record number of the person. */
  readonly numbers: readonly { readonly issuer: string; readonly patientId: string }[];
  readonly names: readonly string[];
  /** DICOM DA. */
  readonly birthDates: readonly string[];
  readonly sexes: readonly string[];
}

/** A visit that a subject legitimately missed. */
export interface ExcuseRow {
  readonly visit: string;
  /** The operator's words. */
  readonly reason: string;
}

/** Whose a blinded time point is: a row of the un-blinding list. */
export interface UnblindedRow {
  /** Subject Reading ID (0012,0042). */
  readonly readingId: string;
  readonly protocol: string;
  /** The subject that it was made for. */
  readonly subject: string;
  /** Visit ID; the Study Instance UID of a study that no visit has. */
  readonly visit: string;
  readonly generation: number;
  /** Whether the subject still has that visit in that generation; false when it was corrected since. */
  readonly isCurrent: boolean;
}

/** The sections of a crosswalk report: those that the action asks for, in the report's order. */
export interface CrosswalkSections {
  readonly subjects?: Iterable<CrosswalkSubjectRow>;
  readonly studies?: Iterable<CrosswalkStudyRow>;
  /** What was done to the subject that is shown. */
  readonly history?: Iterable<AuditRow>;
  readonly excuses?: Iterable<ExcuseRow>;
  readonly affected?: Iterable<AffectedRow>;
  readonly verification?: VerificationSection;
  readonly audit?: Iterable<AuditRow>;
  readonly notes?: Iterable<NoteRow>;
  readonly identities?: Iterable<IdentityRow>;
  readonly readings?: Iterable<UnblindedRow>;
  /** Where the audit chain stood at the end; absent only where the anchor is lost. */
  readonly crosswalk?: CrosswalkAnchor;
}

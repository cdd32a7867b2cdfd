/** A record number with who issued it: what names a person at a hospital. DESIGN 2.4. */
export interface RecordNumber {
  /** Issuer of Patient ID (0010,0021), else the site's own; never empty for a site that is known. */
  readonly issuer: string;
  readonly id: string;
}

/** What a delivery says of one patient: every value that its headers hold, each once, as the headers hold them. */
export interface PersonEvidence {
  readonly number: RecordNumber;
  /** Person names with all component groups, PS3.5 6.2.1. */
  readonly names: readonly string[];
  /** DICOM DA. */
  readonly birthDates: readonly string[];
  /** DICOM CS: M, F, O. */
  readonly sexes: readonly string[];
  /** Other Patient IDs Sequence (0010,1002) and Other Patient IDs (0010,1000). */
  readonly otherNumbers: readonly RecordNumber[];
  /** Patient Identity Removed (0012,0062) is YES in any header. */
  readonly isDeidentified: boolean;
}

/** A person's place in a trial. */
export interface Enrolment {
  /** Number of the subject's row in the crosswalk. */
  readonly subjectRow: number;
  /** Clinical Trial Protocol ID. */
  readonly protocol: string;
  readonly site: string;
  readonly subject: string;
  readonly status: SubjectStatus;
}

/** active: in the trial. withdrawn: left it. retired: its ID was corrected or merged away, and is never used again. */
export type SubjectStatus = 'active' | 'withdrawn' | 'retired';

/** A person as the crosswalk knows them, over all deliveries. */
export interface KnownPerson {
  /** Number of the person's row in the crosswalk. */
  readonly person: number;
  readonly numbers: readonly RecordNumber[];
  readonly names: readonly string[];
  readonly birthDates: readonly string[];
  readonly sexes: readonly string[];
  /** Retired ones included. */
  readonly enrolments: readonly Enrolment[];
}

/** Everyone in the crosswalk who may be the patient. */
export interface Candidates {
  /** Who has the patient's record number. */
  readonly byNumber: KnownPerson | undefined;
  /** Who has one of the patient's other record numbers. */
  readonly byOtherNumber: readonly KnownPerson[];
  /** Who has the patient's ID from another issuer; absent where the patient's own number is known. */
  readonly bySameId?: readonly KnownPerson[];
  /** Who shares a key of {@link demographicKeys} with the patient. */
  readonly byDemographics: readonly KnownPerson[];
}

/** An attribute that persons are compared by. */
export type ComparedAttribute = 'PatientName' | 'PatientBirthDate' | 'PatientSex' | 'PatientID';

/** Why a decision was taken. Each code has its text in one place, where findings are made. */
export interface Reason {
  readonly code: ReasonCode;
  /** Which attributes differ or lack, where that is the reason. */
  readonly attributes?: readonly ComparedAttribute[];
}

export type ReasonCode =
  /** The record number is absent or a placeholder. */
  | 'placeholder-id'
  /** The delivery itself gives the record number to several people. */
  | 'delivery-contradicts-itself'
  /** The record number is known with another name, birth date or sex. */
  | 'identity-contradicted'
  /** Nothing to check the record number with: a known one is asked about; with an enrolment it is told. */
  | 'no-cross-check'
  /** Known record number; the name has changed in part, or is not the same and no birth date backs it. */
  | 'name-changed'
  /** Known record number; the name is written otherwise. Told, not asked. */
  | 'name-written-otherwise'
  /** Unknown record number, but a known person has this name and birth date. */
  | 'same-person-other-number'
  /** One of the other record numbers belongs to a known person. */
  | 'linked-by-other-number'
  /** The record numbers belong to different known persons: a merged record. */
  | 'record-merged'
  /** Several known persons fit, or one has several subjects in the trial. */
  | 'several-candidates'
  /** Enrolled in a trial that this one does not go together with. */
  | 'in-another-trial'
  /** The subject belongs to another site. */
  | 'at-another-site'
  /** The subject has left the trial. */
  | 'withdrawn';

/** What becomes of a patient of a delivery. */
export type Decision =
  /** Known for certain: the subject of this trial. */
  | {
      readonly kind: 'recall';
      readonly person: number;
      readonly subjectRow: number;
      readonly reasons: readonly Reason[];
    }
  /** To be enrolled: somebody new, or somebody known (from another trial) without a subject in this one. */
  | { readonly kind: 'enrol'; readonly person: number | undefined; readonly reasons: readonly Reason[] }
  /**
   * Probably a known person: somebody must say so. `--yes` says so where it is unambiguous. Accepted, the delivery's
   * record number becomes one more of the person's, and the subject is recalled (enrolled where there is none).
   */
  | {
      readonly kind: 'ask';
      readonly person: number;
      readonly subjectRow: number | undefined;
      readonly isUnambiguous: boolean;
      readonly reasons: readonly Reason[];
    }
  /** Nothing is assigned. */
  | {
      readonly kind: 'refuse';
      readonly outcome: 'conflict' | 'unassigned' | 'withdrawn';
      /** Persons on the other side of a conflict. */
      readonly persons: readonly number[];
      readonly reasons: readonly Reason[];
    };

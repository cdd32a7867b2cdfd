import type { ComparedKeyword, PatientReason } from '../../report/assign-id-sections.js';

/** Why a patient was not, or not without more, assigned to a subject. Each is a finding code, too. */
export type AssignReason = PatientReason;

/** A reason with the attributes it is about. */
export interface AssignmentReason {
  readonly code: AssignReason;
  readonly attributes?: readonly ComparedKeyword[];
}

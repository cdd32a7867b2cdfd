import type { Report } from '../../report/envelope.js';

/** Who did what of which delivery: what all events of a step have. */
export interface Stamp {
  /** UTC, RFC 3339. */
  readonly at: string;
  readonly osUser: string;
  readonly operator: string | null;
  /** ID of the run. */
  readonly run: string;
  /** From 1. */
  readonly delivery: number;
  /** Site ID. */
  readonly site: string;
}

/** A command's work on a delivery. */
export interface Step {
  readonly report: Report;
  /** SHA-256 of the report's bytes as they were written. */
  readonly sha256: string;
  /** Path of the delivery. */
  readonly input: string;
  readonly stamp: Stamp;
}

/** A study of the delivery, as the crosswalk has it. */
export interface StudyRef {
  /** Study Instance UID as it was delivered. */
  readonly studyUID: string;
  /** Row of the subject. */
  readonly subject: number | undefined;
  readonly visit: string | undefined;
}

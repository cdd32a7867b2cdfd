import type { Outcome } from '../../../findings/outcome.js';

/** A scanner's qualification by a phantom, as a line of the list that `check-protocol` reads. */
export interface QualificationRow {
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  /** Values of Software Versions joined by a backslash. */
  readonly software: string;
  readonly site?: string;
  /** Day of the scan, YYYY-MM-DD. */
  readonly from: string;
  /** Kind of the phantom. */
  readonly phantom: string;
  /** Identifier and version of the limits: `acr-large 1`. */
  readonly limits: string;
  readonly verdict: Outcome;
  /** By name, in the order of reports; null where not measured. */
  readonly figures: Readonly<Record<string, number | null>>;
  readonly studyUID: string;
}

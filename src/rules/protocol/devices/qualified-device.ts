import type { Outcome } from '../../../findings/outcome.js';

/** A row of the list of qualified devices. */
export interface QualifiedDevice {
  readonly serial: string;
  readonly manufacturer?: string;
  readonly model?: string;
  /** Site at which it is qualified; any where absent. */
  readonly site?: string;
  /** Software versions it is qualified with; any where absent. */
  readonly software?: string;
  /** First and last day of the qualification, YYYY-MM-DD; open where absent. */
  readonly from?: string;
  readonly until?: string;
  /** Kind of the phantom that it was tested with, and what the test was held against: `acr-large 1`. */
  readonly phantom?: string;
  readonly limits?: string;
  /**
   * What the test came to: then `from` is its day, and `software` is all that the scanner's headers named, joined by a
   * backslash. Absent where the row is no test.
   */
  readonly verdict?: Outcome;
  /** Line of the file. */
  readonly line: number;
}

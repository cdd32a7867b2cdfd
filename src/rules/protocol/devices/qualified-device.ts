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
  /** Line of the file. */
  readonly line: number;
}

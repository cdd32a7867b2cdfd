/** What is wrong in a subject list. */
export type ListProblemCode = 'not-csv' | 'missing-column' | 'unknown-column' | 'bad-value';

/** One fault of a subject list. It never tells what a cell holds, which may be a record number. */
export interface ListProblem {
  readonly code: ListProblemCode;
  /** Counted from 1. Of a row whose quoted cells span lines, its last one. */
  readonly line: number;
  /** Name of the column; empty when the fault is the row's. */
  readonly column: string;
  /** The fault in words, without file and line. */
  readonly message: string;
  /** The column name that was probably meant. */
  readonly suggestion?: string;
}

/** A subject list that cannot be used: its faults in the order of the file, 50 at most. */
export class SubjectListError extends Error {
  override readonly name = 'SubjectListError';
  readonly code = 'bad-subject-list';

  constructor(
    readonly problems: readonly ListProblem[],
    options?: ErrorOptions,
  ) {
    super(problems.map(({ line, message }) => `line ${line}: ${message}`).join('\n'), options);
  }
}

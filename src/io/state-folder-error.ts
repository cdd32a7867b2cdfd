/** Why the state of a run cannot be used. */
export type StateErrorCode =
  | 'output-overlaps-input'
  | 'state-overlaps-input'
  | 'state-overlaps-output'
  | 'output-not-a-folder'
  | 'output-not-empty'
  | 'state-missing'
  | 'state-not-a-folder'
  | 'state-not-private'
  | 'state-not-empty'
  | 'state-damaged'
  | 'earlier-run'
  | 'unfinished-run'
  | 'other-configuration'
  | 'other-output'
  | 'other-key'
  | 'run-in-progress'
  | 'state-io'
  | 'journal-damaged'
  | 'journal-closed';

/** A state folder, output folder or journal that cannot be used: the message names it and says what to do. */
export class StateError extends Error {
  override readonly name = 'StateError';

  constructor(
    readonly code: StateErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A journal with damage before its end, which no crash of a run can cause. */
export class JournalDamaged extends StateError {
  constructor(
    path: string,
    /** Counted from 1. */
    readonly line: number,
  ) {
    super('journal-damaged', `the journal ${path} is damaged in line ${line}; start anew with other folders`);
  }
}

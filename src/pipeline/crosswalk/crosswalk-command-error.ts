/** Why a crosswalk command does not do what it was asked to. */
export type CrosswalkCommandErrorCode =
  | 'crosswalk-exists'
  | 'reason-needed'
  | 'flags-exclude'
  | 'site-unknown'
  | 'not-restored'
  | 'report-without-head'
  | 'uid-key-missing'
  | 'nothing-to-reject'
  | 'notes-not-a-folder'
  | 'note-exists';

/** What was asked for and cannot be done: nothing was changed. The message says what to give instead. */
export class CrosswalkCommandError extends Error {
  override readonly name = 'CrosswalkCommandError';

  constructor(
    readonly code: CrosswalkCommandErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The operator's words, without spaces around them. @throws CrosswalkCommandError `reason-needed` */
export function givenReason(reason: string): string {
  const text = reason.trim();
  if (text !== '') return text;
  throw new CrosswalkCommandError('reason-needed', 'the reason is empty: it is what an auditor will read');
}

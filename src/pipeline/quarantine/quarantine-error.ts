/** Why something cannot be done with the quarantine. */
export type QuarantineErrorCode =
  | 'entry-unknown'
  | 'entry-not-kept'
  | 'entry-settled'
  | 'already-released'
  | 'reason-missing'
  | 'operator-missing'
  | 'second-person-needed'
  | 'release-log-damaged'
  | 'not-releasable'
  | 'unfinished-run'
  | 'output-missing'
  | 'key-needed'
  | 'other-profile'
  | 'trial-needed'
  | 'trial-unknown'
  | 'other-trial'
  | 'study-superseded';

/** The quarantine cannot do what was asked; the message says why and names nobody but operators. */
export class QuarantineError extends Error {
  override readonly name = 'QuarantineError';

  constructor(
    readonly code: QuarantineErrorCode,
    message: string,
  ) {
    super(message);
  }
}

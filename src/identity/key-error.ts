/** Why a project key could not be used or made. */
export type KeyErrorCode =
  | 'key-missing'
  | 'key-not-a-file'
  | 'key-too-open'
  | 'key-length'
  | 'key-exists'
  | 'key-io'
  | 'key-mismatch';

/** A project key that cannot be used or made: the message names the file and says what to do. */
export class KeyError extends Error {
  override readonly name = 'KeyError';

  constructor(
    readonly code: KeyErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

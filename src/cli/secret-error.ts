/** Why there is no passphrase. */
export type SecretErrorCode =
  | 'no-terminal'
  | 'no-passphrase'
  | 'passphrase-empty'
  | 'passphrase-too-short'
  | 'passphrase-mismatch'
  | 'passphrase-not-utf-8';

/** A passphrase that could not be asked for, or cannot be used. The message says what to do, never what was typed. */
export class SecretError extends Error {
  override readonly name = 'SecretError';

  constructor(
    readonly code: SecretErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

import type { WriteErrorCode } from '../../io/write-file-error.js';

/** Why copies could not be written, or not all of them. */
export type CopiesErrorCode = WriteErrorCode | 'inputs-vanished';

/** A run that stopped. What it had written stands, whole and in its journal; the message says how to go on. */
export class CopiesError extends Error {
  override readonly name = 'CopiesError';

  constructor(
    readonly code: CopiesErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Why a rejection note cannot be written. */
export type RejectionNoteErrorCode = 'nothing-rejected' | 'instance-twice';

/** A rejection note that would say nothing, or contradict itself. The message holds no identifying value. */
export class RejectionNoteError extends Error {
  override readonly name = 'RejectionNoteError';

  constructor(
    readonly code: RejectionNoteErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

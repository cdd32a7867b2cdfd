/** Why a delivery cannot be de-identified as it was asked. */
export type DeidErrorCode =
  | 'key-needed'
  | 'other-key'
  | 'assignments-damaged'
  | 'assignments-twice'
  | 'assignments-lost'
  | 'assignments-needed'
  | 'identified-below-output'
  | 'out-needed'
  | 'folder-missing';

/** What was asked for and cannot be done: the text says what to give instead, and holds no value from a file. */
export class DeidError extends Error {
  override readonly name = 'DeidError';

  constructor(
    readonly code: DeidErrorCode,
    message: string,
  ) {
    super(message);
  }
}

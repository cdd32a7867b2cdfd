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
  | 'quarantine-record-damaged'
  | 'folder-missing'
  | 'map-misplaced';

/** What was asked for and cannot be done: the text says what to give instead, and holds no value from a file. */
export class DeidError extends Error {
  override readonly name = 'DeidError';

  constructor(
    readonly code: DeidErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

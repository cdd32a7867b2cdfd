/** Why a crosswalk cannot be used, or a change of it was refused. */
export type CrosswalkErrorCode =
  | 'crosswalk-missing'
  | 'crosswalk-no-folder'
  | 'crosswalk-not-a-file'
  | 'crosswalk-too-open'
  | 'crosswalk-read-only'
  | 'crosswalk-wrong-key'
  | 'crosswalk-damaged'
  | 'crosswalk-locked'
  | 'crosswalk-newer'
  | 'crosswalk-behind-anchor'
  | 'crosswalk-disk-full'
  | 'crosswalk-io'
  | 'crosswalk-closed'
  | 'secret-unusable'
  | 'anchor-missing'
  | 'anchor-damaged'
  | 'anchor-not-written'
  | 'row-forged'
  | 'row-missing'
  | 'row-exists'
  | 'row-refused'
  | 'audit-forged'
  | 'write-nested';

/** A crosswalk that cannot be used: the message names the file and says what to do, never what is in it. */
export class CrosswalkError extends Error {
  override readonly name = 'CrosswalkError';

  constructor(
    readonly code: CrosswalkErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The system's code of an error, as ENOENT. */
export function errno(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** Why the registry did not do what it was asked to. */
export type RegistryErrorCode =
  | 'ids-exhausted'
  | 'list-used-up'
  | 'subject-taken'
  | 'subject-unknown'
  | 'subject-not-active'
  | 'subject-not-valid'
  | 'trial-unknown'
  | 'other-project-key'
  | 'visit-unknown'
  | 'study-unknown'
  | 'nothing-to-change'
  | 'number-taken'
  | 'other-trial';

/** A change that the registry refuses; nothing of it is kept. The message names research IDs, never persons. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';

  constructor(
    readonly code: RegistryErrorCode,
    message: string,
  ) {
    super(message);
  }
}

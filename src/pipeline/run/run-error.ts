/** Why a run is not begun, or not gone on with: the text says what to do. */
export class RunError extends Error {
  override readonly name = 'RunError';

  constructor(
    readonly code:
      | 'crosswalk-needed'
      | 'unfinished-run'
      | 'nothing-to-resume'
      | 'other-configuration'
      | 'run-in-progress'
      | 'not-a-folder'
      | 'name-not-utf'
      | 'no-delivery'
      | 'output-not-empty'
      | 'give-up-needs-resume'
      | 'delivery-unknown'
      | 'delivery-done'
      | 'report-changed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A report that nobody vouches for. @param name its path below the state folder */
export function reportChanged(name: string): RunError {
  const message = `the report ${name} in the state folder is gone, or is not what the ledger says`;
  return new RunError('report-changed', message);
}

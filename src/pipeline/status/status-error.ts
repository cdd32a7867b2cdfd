/** What was asked of `status` and cannot be told: the text says what to give. */
export class StatusError extends Error {
  override readonly name = 'StatusError';

  constructor(
    readonly code: 'site-unknown' | 'date-wrong',
    message: string,
  ) {
    super(message);
  }
}

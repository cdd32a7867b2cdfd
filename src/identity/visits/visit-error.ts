/** Why visits cannot be planned. */
export type VisitErrorCode = 'visit-not-scheduled' | 'schedule-without-baseline';

/** A visit or a schedule that cannot be planned with; the message says what to do. */
export class VisitError extends Error {
  override readonly name = 'VisitError';

  constructor(
    readonly code: VisitErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

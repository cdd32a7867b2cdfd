/** Why reports do not come onto one page. */
type PageErrorCode =
  /** A report does not fit the schema of its command. */
  | 'report-invalid'
  /** Reports that identify and reports that may leave freely. */
  | 'reports-mixed'
  /** A report identifies, and `--identifiers` was not given. */
  | 'identifiers-needed'
  /** Reports were made with different project keys. */
  | 'keys-differ'
  /** One report is given twice. */
  | 'report-twice';

/** Reports that cannot be shown, or not together. The message names reports, never what stands in them. */
export class PageError extends Error {
  override readonly name = 'PageError';

  constructor(
    readonly code: PageErrorCode,
    message: string,
  ) {
    super(message);
  }
}

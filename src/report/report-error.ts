/** Why bytes could not be taken as a corelab report. Texts stand in {@link REPORT_ERROR_TEXTS}. */
export type ReportErrorCode =
  | 'report-empty'
  | 'report-unreadable'
  | 'not-a-report'
  | 'report-damaged'
  | 'report-cut'
  | 'report-several'
  | 'report-schema'
  | 'report-paths-hashed'
  | 'report-too-large';

/** One text a code, free of values from the report. */
const REPORT_ERROR_TEXTS: Readonly<Record<ReportErrorCode, string>> = {
  'report-empty': 'is empty: the command before it wrote no report',
  'report-unreadable': 'cannot be read',
  'not-a-report': 'is not a corelab report (JSON or NDJSON)',
  'report-damaged': 'is a damaged corelab report',
  'report-cut': 'is incomplete: the command that made it did not finish',
  'report-several': 'holds more than one report: give them one at a time',
  'report-schema': 'is of a version that this corelab does not know',
  'report-paths-hashed': 'was made with --hash-paths, so its files cannot be found',
  'report-too-large': 'is too large to be read as JSON: make it with --ndjson',
};

/** A report that cannot be used. The message names where it came from, never what stood in it. */
export class ReportError extends Error {
  override readonly name = 'ReportError';

  constructor(
    readonly code: ReportErrorCode,
    /** A path, or `standard input`. */
    readonly from: string,
    /** Where in the report: "line 3", "files[7].path". */
    where?: string,
    options?: ErrorOptions,
  ) {
    super(`${from} ${REPORT_ERROR_TEXTS[code]}${where ? ` (${where})` : ''}`, options);
  }
}

import { CATALOGUE, type CatalogueEntry, type FindingCode } from './catalogue.js';
import type { Outcome, Severity } from './outcome.js';

/** What a finding is about. `file` is an index into the report's `files`. */
export interface Subject {
  readonly file?: number;
  readonly studyUID?: string;
  readonly seriesUID?: string;
  readonly sopInstanceUID?: string;
  /** A device, a DICOMDIR entry, a bag tag file: whatever has no UID. */
  readonly name?: string;
  /** Whom of a trial it is of, as the report calls that subject, and of which visit. */
  readonly trialSubject?: string;
  readonly visit?: string;
}

/** A value a check saw or wanted. */
export type FindingValue = string | number | boolean | readonly (string | number)[];

/** One decision with its reason, as it stands in a report. */
export interface Finding {
  readonly code: FindingCode;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly message: string;
  readonly subject?: Subject;
  readonly expected?: FindingValue;
  readonly actual?: FindingValue;
  readonly unit?: string;
  readonly source: string;
}

/** What a caller adds to the catalogue's entry. */
export interface FindingDetails {
  readonly subject?: Subject;
  readonly expected?: FindingValue;
  readonly actual?: FindingValue;
  readonly unit?: string;
  readonly source?: string;
  /** Overrides the catalogue's outcome. */
  readonly outcome?: Outcome;
  /** Overrides the catalogue's severity: only where a person's configuration says how severe it is. */
  readonly severity?: Severity;
  /** Values for the braces in the catalogue's text. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Thrown for a code that the catalogue lacks, or a text whose parameters are not all given. */
export class CatalogueError extends Error {
  readonly code = 'unknown-finding';
}

/**
 * Makes a finding from its catalogue entry.
 * @throws CatalogueError when the code is unknown or a parameter of its text is missing.
 */
export function finding(code: FindingCode, details: FindingDetails = {}): Finding {
  const entry: CatalogueEntry | undefined = Object.hasOwn(CATALOGUE, code) ? CATALOGUE[code] : undefined;
  if (!entry) throw new CatalogueError(`no finding code '${code}' in the catalogue`);
  const { params = {}, outcome = entry.outcome, severity = entry.severity, source = entry.source } = details;
  const { subject, expected, actual, unit } = details;
  const message = entry.text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new CatalogueError(`finding '${code}' needs the parameter '${name}'`);
    return String(value);
  });
  return {
    code,
    outcome,
    severity,
    message,
    ...(subject && { subject }),
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    ...(unit !== undefined && { unit }),
    source,
  };
}

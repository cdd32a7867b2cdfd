import type { Outcome, Severity } from './outcome.js';

/** What the catalogue says of one code. `text` may name parameters in braces. */
export interface CatalogueEntry {
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly text: string;
  /** Where the rule comes from: a section of a standard, or of this project's design. */
  readonly source: string;
}

/** A row of the catalogue. */
export function entry(outcome: Outcome, severity: Severity, text: string, source: string): CatalogueEntry {
  return { outcome, severity, text, source };
}

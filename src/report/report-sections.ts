import type { Outcome } from '../findings/outcome.js';
import type { Confidentiality } from './envelope.js';

/** A report that a page was made from. */
export interface PagedReportRow {
  /** Its number on the page, from 0: `data-at` begins with it. */
  readonly number: number;
  readonly command: string;
  readonly verdict: Outcome;
  readonly confidentiality: Confidentiality;
  readonly startedAt: string;
  /** Of its bytes, lower-case hexadecimal. */
  readonly sha256: string;
  readonly findings: number;
  /** Findings and items that need a person: that failed, or could not be evaluated. */
  readonly needsPerson: number;
}

/** The page that was written. */
export interface PageFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The sections of a report of `report`, in its order. */
export interface ReportSections {
  readonly page: PageFile;
  readonly reports: readonly PagedReportRow[];
}

/** Counts of a report of `report`. */
export interface ReportSummary extends Readonly<Record<string, number>> {
  readonly reports: number;
  readonly findings: number;
  readonly needsPerson: number;
}

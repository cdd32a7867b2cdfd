import type { Outcome, Severity } from '../findings/outcome.js';

/** A study as it was held against the protocol. */
export interface ProtocolStudyRow {
  /** From 1, in the order of first files. */
  readonly study: number;
  readonly studyUID: string;
  readonly subject: string | null;
  readonly visit: string | null;
  readonly site: string | null;
  /** The worst of its checks. */
  readonly outcome: Outcome;
  readonly series: number;
  /** Series that were taken for one of the protocol's. */
  readonly matched: number;
}

/** An entry of the protocol that a series was held against. */
export interface ProtocolCandidate {
  readonly entry: string;
  /** Share of its conditions, by weight, that hold: 0 to 1. Only 1 is a match. */
  readonly score: number;
  /** Share of its checks that pass, where several entries match. */
  readonly agreement?: number;
  /** Its conditions: what was asked for, what is there. */
  readonly conditions: readonly {
    readonly quantity: string;
    readonly holds: 'yes' | 'no' | 'unknown';
    readonly expected: string;
    readonly actual?: string;
  }[];
}

/** A series, and what it was taken for. */
export interface ProtocolSeriesRow {
  /** Number of its study's row. */
  readonly study: number;
  readonly seriesUID: string;
  readonly seriesNumber: number | null;
  readonly modality: string | null;
  readonly description: string;
  readonly instances: number;
  readonly kind: 'matched' | 'ambiguous' | 'unexpected' | 'excluded' | 'superseded' | 'other';
  /** The series of the protocol that it was taken for. */
  readonly entry: string | null;
  /** In words. */
  readonly reason: string;
  readonly score: number | null;
  readonly runnerUp: string | null;
  readonly margin: number | null;
  /** The worst of its checks; null where it has none. */
  readonly outcome: Outcome | null;
  /** Best first, at most five. */
  readonly candidates: readonly ProtocolCandidate[];
}

/** A person's decision on a check, as it was applied. */
export interface ProtocolDisposition {
  readonly kind: 'waived' | 'accepted' | 'superseded';
  /** What the check came to; `outcome` is what counts. */
  readonly original: Outcome;
  readonly who: string;
  readonly when: string;
  readonly why: string;
  /** Its place in the file, from 1. */
  readonly number: number;
}

/** An instance that deviates where others do not. */
export interface ProtocolOutlier {
  /** Index into `files`. */
  readonly file: number;
  readonly sopInstanceUID: string;
}

/** One check. */
export interface ProtocolCheckRow {
  readonly study: number;
  readonly seriesUID: string | null;
  readonly seriesNumber: number | null;
  /** Name of the protocol's series. */
  readonly entry: string | null;
  readonly scope: 'matching' | 'count' | 'check' | 'constancy' | 'device' | 'cross-series' | 'across-visits';
  readonly check: string;
  readonly code: string;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly unit: string | null;
  readonly difference: number | null;
  readonly source: string | null;
  readonly rationale: string | null;
  readonly variant: string | null;
  readonly note: string | null;
  /** How many instances deviate where others do not, and the first of them. */
  readonly outliers?: { readonly count: number; readonly instances: readonly ProtocolOutlier[] };
  readonly disposition?: ProtocolDisposition;
}

/** A row of the protocol in words: `--explain`. */
export interface ProtocolManualRow {
  readonly series: string;
  readonly what: string;
  readonly expected: string;
  readonly when: string | null;
  readonly onDeviation: 'fail' | 'warn' | null;
  readonly severity: string | null;
  readonly source: string | null;
  readonly rationale: string | null;
}

/** A value as it is compared between visits. */
export interface ProtocolVisitValue {
  readonly state: 'value' | 'absent' | 'unknown';
  readonly texts?: readonly string[];
  /** The same as numbers. */
  readonly numbers?: readonly number[];
}

/** What a later visit is compared with. */
export interface ProtocolVisitRow {
  /** Study Instance UID. */
  readonly studyUID: string;
  readonly subject?: string;
  readonly visit?: string;
  /** Puts the subject's visits in order. */
  readonly at?: string;
  /** By series of the protocol and quantity. */
  readonly series: Readonly<Record<string, Readonly<Record<string, ProtocolVisitValue>>>>;
}

/** The sections of a report of `check-protocol`. */
export interface CheckProtocolSections {
  readonly studies?: readonly ProtocolStudyRow[];
  readonly series?: readonly ProtocolSeriesRow[];
  readonly checks?: readonly ProtocolCheckRow[];
  /** What a later run with `--against` compares with. */
  readonly visits?: readonly ProtocolVisitRow[];
  /** With `--explain` only. */
  readonly manual?: readonly ProtocolManualRow[];
}

/** Counts of a report of `check-protocol`. */
export interface CheckProtocolSummary extends Readonly<Record<string, number>> {
  readonly filesIn: number;
  readonly notDicom: number;
  readonly unreadable: number;
  readonly studies: number;
  readonly series: number;
  readonly matched: number;
  readonly checks: number;
  readonly pass: number;
  readonly warn: number;
  readonly fail: number;
  readonly notEvaluable: number;
  readonly notApplicable: number;
  readonly waived: number;
}

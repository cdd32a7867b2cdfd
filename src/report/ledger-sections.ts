import type { Outcome, Severity } from '../findings/outcome.js';

/** Where a visit of a subject stands. */
export type VisitState =
  /** Its window has not opened. */
  | 'expected'
  /** Its window is open. */
  | 'due'
  /** The target day has passed. */
  | 'overdue'
  /** The window has closed. */
  | 'missed'
  | 'excused'
  /** It came, and a person has to decide something. */
  | 'needs-person'
  /** It came, and the site was asked. */
  | 'queried'
  /** It came, and was refused by a person. */
  | 'rejected'
  /** It came, and nothing is open. */
  | 'passed'
  /** It came, and has not been through the pipeline. */
  | 'received';

/** A visit of a subject. No dates: days are counted from the baseline. */
export interface StatusVisitRow {
  readonly site: string;
  readonly subject: string;
  readonly visit: string;
  readonly state: VisitState;
  /** Days from the baseline; null while it is not known. */
  readonly targetDay: number | null;
  readonly actualDay: number | null;
  readonly timing: string | null;
  readonly studies: number;
  readonly series: number;
  /** Newest `received`, `released` and last decision: UTC, RFC 3339. */
  readonly receivedAt: string | null;
  readonly releasedAt: string | null;
  readonly passedAt: string | null;
  /** From the first receipt until nothing was open. */
  readonly turnaroundHours: number | null;
  readonly openItems: number;
}

/** Counts of a site, or of a subject: visits by state. */
export interface StatusCounts {
  readonly expected: number;
  readonly due: number;
  readonly overdue: number;
  readonly missed: number;
  readonly excused: number;
  readonly received: number;
  readonly passed: number;
  readonly needsPerson: number;
  readonly queried: number;
  readonly rejected: number;
}

/** A subject. */
export interface StatusSubjectRow extends StatusCounts {
  readonly site: string;
  readonly subject: string;
  readonly kind: 'subject' | 'phantom';
  readonly status: 'active' | 'withdrawn' | 'retired';
  readonly openItems: number;
}

/** A site. */
export interface StatusSiteRow extends StatusCounts {
  readonly site: string;
  readonly subjects: number;
  readonly withdrawn: number;
  readonly deliveries: number;
  /** Studies that came again as they were, and otherwise. */
  readonly resent: number;
  readonly changed: number;
  readonly quarantinedFiles: number;
  readonly openItems: number;
  readonly openQueries: number;
  /** Over visits that passed; null where there is none. */
  readonly medianTurnaroundHours: number | null;
  readonly longestTurnaroundHours: number | null;
}

/** A scanner at a site, with the software that it was seen with. */
export interface StatusDeviceRow {
  readonly site: string;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly software: readonly string[];
  readonly firstReceivedAt: string;
  readonly lastReceivedAt: string;
  readonly studies: number;
  /** Software that is not that of the study received before. */
  readonly upgrades: readonly {
    readonly receivedAt: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
  }[];
}

/** Readings that came in a month (UTC), for billing. */
export interface StatusReadsRow {
  readonly month: string;
  readonly site: string;
  readonly reads: number;
}

/** A query at a site. */
export interface StatusQueryRow {
  readonly item: string;
  readonly site: string | null;
  readonly subject: string | null;
  readonly visit: string | null;
  readonly text: string;
  readonly askedAt: string;
  readonly askedBy: string;
  readonly days: number;
  readonly overdue: boolean;
}

/** What a person must do, in the order in which to do it. */
export interface WorklistRow {
  /** From 1. */
  readonly order: number;
  /** What `decide` takes; null for a visit that did not come. */
  readonly item: string | null;
  readonly what: 'decide' | 'answered' | 'query-overdue' | 'visit-missed' | 'visit-overdue';
  readonly site: string | null;
  readonly subject: string | null;
  readonly visit: string | null;
  readonly command: string | null;
  readonly code: string | null;
  readonly outcome: Outcome | null;
  readonly severity: Severity | null;
  /** What is wrong, in words. */
  readonly why: string;
  readonly name: string | null;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly since: string | null;
  readonly days: number;
  readonly overdue: boolean;
}

/** A difference between what a site says it sent and what came. */
export interface ReconciliationRow {
  /** Line of the site's list, from 1 with its head; null for what came without standing in it. */
  readonly line: number | null;
  readonly kind:
    | 'not-received'
    | 'not-listed'
    | 'other-date'
    | 'other-visit'
    | 'other-modality'
    | 'other-count'
    | 'other-site';
  readonly subject: string;
  readonly visit: string | null;
  readonly modality: string | null;
  /** Of the list. A date that differs is told as days that the study lies after it. */
  readonly listed: string | null;
  readonly received: string | null;
}

/** The sections of a report of `status`. */
export interface StatusSections {
  readonly sites?: readonly StatusSiteRow[];
  readonly subjects?: readonly StatusSubjectRow[];
  readonly visits?: readonly StatusVisitRow[];
  readonly devices?: readonly StatusDeviceRow[];
  readonly reads?: readonly StatusReadsRow[];
  readonly queries?: readonly StatusQueryRow[];
  /** With `--worklist` alone, or among the others. */
  readonly worklist?: readonly WorklistRow[];
  /** With `--reconcile`. */
  readonly reconciliation?: readonly ReconciliationRow[];
}

/** An event as it is told. No identities: paths and delivered UIDs stay in the store. */
export interface LedgerRow {
  readonly event: number;
  readonly at: string;
  readonly kind: string;
  readonly osUser: string;
  readonly operator: string | null;
  readonly run: string | null;
  readonly delivery: number | null;
  readonly site: string | null;
  readonly subject: string | null;
  readonly visit: string | null;
  readonly command: string | null;
  readonly report: string | null;
  readonly item: string | null;
  /** In one sentence. */
  readonly text: string;
  /** What is kept of it, without paths, delivered UIDs and devices' serial numbers. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Number and HMAC of the audit record that holds it. */
  readonly auditSeq: number;
  readonly auditMac: string;
}

/** The sections of a report of `ledger`, and of `decide`, which tells what it wrote. */
export interface LedgerSections {
  readonly events: readonly LedgerRow[];
  /** The chain over the whole store. */
  readonly chain: {
    readonly verified: boolean;
    readonly records: number;
    readonly head: { readonly seq: number; readonly mac: string };
    /** What is wrong with it, in words. */
    readonly problems: readonly string[];
  };
}

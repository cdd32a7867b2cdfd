import type { Outcome, Severity } from '../../findings/outcome.js';
import type { AssignmentOutcome } from './event-words.js';

/** What happened. A run's own events first, then those of a delivery's studies, then those of people. */
export type EventKind =
  | 'begun'
  | 'ended'
  /** A command's report of a delivery: written last, so that it stands for all that the command did. */
  | 'reported'
  | 'received'
  /** The study came before, and every file that came now is what it was. */
  | 're-sent'
  /** The study came before, and files differ, or there are more of them. */
  | 'changed'
  | 'assigned'
  | 'not-assigned'
  | 'released'
  | 'quarantined'
  | 'checked'
  | 'exported'
  | 'accepted'
  | 'waived'
  | 'rejected'
  | 'queried'
  | 'answered'
  | 'corrected'
  | 'withdrawn'
  | 'destroyed'
  | 'excused';

/** What a command found that is not as it should be. */
export interface Problem {
  /** A code of the catalogue of findings. */
  readonly code: string;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly message: string;
  /** The check or the protocol's series, where the command names one. */
  readonly name?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly unit?: string;
  readonly source?: string;
  /** Row of the subject that it is of, where the event as a whole is of nobody. */
  readonly subject?: number;
  /** Visit that it is of, where the event as a whole is of none. */
  readonly visit?: string;
  /** How often, where one line stands for many: 1 when absent. */
  readonly count?: number;
}

/** A scanner as the headers of a study name it. */
export interface DeviceSeen {
  readonly manufacturer: string | null;
  readonly model: string | null;
  /** Device Serial Number (0018,1000). */
  readonly serial: string | null;
  readonly station: string | null;
  readonly software: readonly string[];
}

/** What is kept of each kind of event, as JSON holds it. The store is encrypted: paths and UIDs may stand in it. */
export interface EventDetails {
  readonly begun: {
    readonly inputs: readonly string[];
    readonly out: string;
    readonly state: string;
    /** SHA-256 of everything that the result depends on: what is resumed has to be the same. */
    readonly configuration: string;
    readonly tool: string;
  };
  readonly ended: { readonly verdict: Outcome };
  readonly reported: {
    /** The delivery's path. */
    readonly input: string;
    readonly verdict: Outcome;
    readonly filesIn: number;
    readonly filesOut: number;
    readonly quarantined: number;
    readonly skipped: number;
    /** Files that stood in the output already, byte for byte. */
    readonly duplicates: number;
    /** What belongs to no study that the ledger knows. */
    readonly problems: readonly Problem[];
  };
  readonly received: Received;
  readonly 're-sent': Received;
  readonly changed: Received;
  readonly assigned: {
    readonly outcome: AssignmentOutcome;
    /** Clinical Trial Subject ID at that time. */
    readonly subjectId: string;
    readonly timing: string;
    readonly offsetDays: number | null;
    readonly problems: readonly Problem[];
  };
  readonly 'not-assigned': {
    readonly outcome: AssignmentOutcome;
    /** Codes of `assign-id`. */
    readonly reasons: readonly string[];
    readonly files: number;
    readonly problems: readonly Problem[];
  };
  readonly released: {
    readonly files: number;
    readonly series: number;
    /** Study Instance UID that was released. */
    readonly releasedUID: string;
    /** Absolute, of the output. */
    readonly folder: string;
    /** Of a file that a person let go from the quarantine: its number there. */
    readonly entry?: number;
  };
  readonly quarantined: { readonly code: string; readonly reason: string; readonly files: number };
  readonly checked: {
    readonly outcome: Outcome;
    readonly problems: readonly Problem[];
    /** Of `measure-export`: readings, one for each reader of the study. */
    readonly reads?: number;
  };
  readonly exported: { readonly to: string; readonly files: number; readonly why: string };
  readonly accepted: Decision;
  readonly waived: Decision;
  readonly rejected: Decision;
  /** The text for the site. */
  readonly queried: Decision & { readonly text: string };
  readonly answered: Decision & { readonly text: string };
  readonly corrected: {
    readonly why: string;
    readonly from: string;
    readonly to: string;
    readonly studies: number;
  };
  readonly withdrawn: { readonly why: string };
  readonly destroyed: { readonly why: string };
  readonly excused: { readonly why: string };
}

/** What came of a study, and how it goes together with what came before. */
export interface Received {
  readonly series: number;
  readonly instances: number;
  /** Series by modality. */
  readonly modalities: Readonly<Record<string, number>>;
  readonly devices: readonly DeviceSeen[];
  /** Instances that had come before with the same bytes, with other bytes, and not at all. */
  readonly same: number;
  readonly changed: number;
  readonly added: number;
}

/** What a person said to an item of the worklist. */
export interface Decision {
  readonly why: string;
  /** Code of the problem that was decided on. */
  readonly code: string;
}

/** What an event is written with. */
export type NewEvent = {
  [Kind in EventKind]: {
    readonly kind: Kind;
    /** UTC, RFC 3339. */
    readonly at: string;
    readonly osUser: string;
    readonly operator: string | null;
    readonly details: EventDetails[Kind];
    /** ID of the run. */
    readonly run?: string;
    /** Number of the delivery in its run, from 1. */
    readonly delivery?: number;
    readonly site?: string;
    /** Row of the subject. */
    readonly subject?: number;
    /** Study Instance UID as it was delivered. */
    readonly studyUID?: string;
    readonly visit?: string;
    /** The command whose report tells more. */
    readonly command?: string;
    /** SHA-256 of that report's bytes, lower-case hexadecimal. */
    readonly report?: string;
    /** The item that is decided on, or from whose files one was let go. */
    readonly item?: string;
    /** Of `received` and its kind: digests of the instances that came. */
    readonly digests?: readonly InstanceDigest[];
  };
}[EventKind];

/** An instance by what it holds. */
export interface InstanceDigest {
  readonly sopInstanceUID: string;
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly sha256: string;
}

/** An event as it stands in the ledger. `digests` are read apart: they are many. */
export type LedgerEvent = NewEvent & {
  /** Its number, from 1, in the order of writing, over all trials of the store. */
  readonly id: number;
};

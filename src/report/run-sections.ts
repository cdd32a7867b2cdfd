import type { Outcome, Severity } from '../findings/outcome.js';

/** A command's work on a delivery. */
export interface RunStepRow {
  readonly command: string;
  readonly verdict: Outcome;
  /** SHA-256 of its report, lower-case hexadecimal: the ledger names it so. */
  readonly report: string;
  /** The report, below the state folder. */
  readonly path: string;
}

/** A delivery, as a CD. */
export interface RunDeliveryRow {
  /** From 1, in the order of the command line. */
  readonly delivery: number;
  /** Its folder or file, absolute. */
  readonly input: string;
  readonly site: string | null;
  /** `stopped`: it could not be brought to its end; a finding says why. */
  readonly state: 'done' | 'stopped';
  readonly verdict: Outcome;
  readonly filesIn: number;
  readonly filesOut: number;
  readonly quarantined: number;
  readonly skipped: number;
  /** Came before, byte for byte, and stand in the output. */
  readonly duplicates: number;
  readonly subjects: readonly string[];
  readonly visits: readonly string[];
  /** Items that a person has to decide. */
  readonly needsPerson: number;
  /** In words, the worst first, each once. */
  readonly why: readonly string[];
  readonly steps: readonly RunStepRow[];
}

/** Something that a command found. */
export interface RunProblemRow {
  /** Null for what was found over all deliveries. */
  readonly delivery: number | null;
  readonly command: string;
  readonly site: string | null;
  readonly subject: string | null;
  readonly visit: string | null;
  readonly code: string;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly message: string;
  /** The check or the protocol's series. */
  readonly name: string | null;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly unit: string | null;
  readonly source: string | null;
  readonly count: number;
  /** What `decide` takes, an item of an earlier run where this says it again; null where nobody has to decide. */
  readonly item: string | null;
}

/** The sections of a run's report. */
export interface RunSections {
  readonly deliveries: readonly RunDeliveryRow[];
  readonly problems: readonly RunProblemRow[];
  /** Of what was judged over all deliveries, as `response`. */
  readonly trialSteps: readonly RunStepRow[];
}

/** The counts of a run's report. */
export interface RunSummary extends Readonly<Record<string, number>> {
  readonly deliveries: number;
  readonly done: number;
  readonly stopped: number;
  /** Deliveries with something that a person has to decide. */
  readonly needPerson: number;
  readonly filesIn: number;
  readonly filesOut: number;
  readonly quarantined: number;
  readonly skipped: number;
  readonly duplicates: number;
}

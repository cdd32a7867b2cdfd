import type { ProgressSink } from '../../report/progress.js';

/** How a command was called, whatever it does. */
export interface ProtocolCall {
  readonly startedAt: Date;
  readonly arguments: readonly string[];
  readonly operator?: string;
}

/** What `check-protocol` is asked to do. */
export interface CheckProtocolOptions extends ProtocolCall {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  /** Name of a protocol that ships, or a file. */
  readonly protocol: string;
  readonly site?: string;
  readonly visit?: string;
  /** Report of an earlier run, whose visits come before these. */
  readonly against?: string;
  /** File with decisions of people. */
  readonly dispositions?: string;
  readonly exclude: readonly string[];
  readonly identifiers: boolean;
  readonly jobs: number;
  /** The project key: subjects without an ID of the trial get a keyed one. */
  readonly keyFile?: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

/** What `check-protocol --explain` and `--lint` are asked to do. */
export interface ProtocolTextOptions extends ProtocolCall {
  readonly protocol: string;
}

import type { SharedPool } from '../../io/pool.js';
import type { ProgressSink } from '../../report/progress.js';
import type { VisitFacts } from '../../rules/protocol/visits/visit-facts.js';
import type { DeliveredOptions } from '../scan/delivered.js';

/** How a command was called, whatever it does. */
export interface ProtocolCall {
  readonly startedAt: Date;
  readonly arguments: readonly string[];
  readonly operator?: string;
}

/** What `check-protocol` is asked to do. */
export interface CheckProtocolOptions extends ProtocolCall, DeliveredOptions {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  /** Name of a protocol that ships, or a file. */
  readonly protocol: string;
  readonly site?: string;
  readonly visit?: string;
  /** Report of an earlier run, whose visits come before these. */
  readonly against?: string;
  /**
   * Visits of earlier reports that were read already, in their order, in place of `against`. Their subjects were named
   * with the same project key, which is for whoever read them to make sure. None: as without a report, these visits are
   * the first.
   */
  readonly earlier?: readonly VisitFacts[];
  /** File with decisions of people. */
  readonly dispositions?: string;
  readonly exclude: readonly string[];
  readonly identifiers: boolean;
  readonly jobs: number;
  /** Threads for the scan in place of its own; they are not closed. */
  readonly pool?: SharedPool;
  /** The project key: subjects without an ID of the trial get a keyed one. */
  readonly keyFile?: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

/** What `check-protocol --explain` and `--lint` are asked to do. */
export interface ProtocolTextOptions extends ProtocolCall {
  readonly protocol: string;
}

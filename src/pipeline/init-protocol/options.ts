import type { ProgressSink } from '../../report/progress.js';

/** What `init-protocol` is asked to do. */
export interface InitProtocolOptions {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  /** Path of the file to write; it must not exist. */
  readonly out: string;
  /** Identifier of the protocol; the name of the file when not given. */
  readonly id?: string;
  /** Name of the protocol for people. */
  readonly name?: string;
  readonly exclude: readonly string[];
  readonly identifiers: boolean;
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
  readonly startedAt: Date;
  readonly arguments: readonly string[];
  readonly operator?: string;
}

import type { ProgressSink } from '../../report/progress.js';

/** What `manifest` is asked to do. */
export interface ManifestOptions {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  readonly checksums: boolean;
  readonly against?: string;
  readonly verify?: string;
  readonly bag?: string;
  readonly exclude: readonly string[];
  readonly identifiers: boolean;
  readonly jobs: number;
  readonly keyFile?: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
  readonly startedAt: Date;
  readonly arguments: readonly string[];
  readonly operator?: string;
}

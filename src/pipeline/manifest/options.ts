import type { ProgressSink } from '../../report/progress.js';
import type { DeliveredOptions } from '../scan/delivered.js';

/** What `manifest` is asked to do. */
export interface ManifestOptions extends DeliveredOptions {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  /** Of what is delivered, too: a scan without them is refused. */
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

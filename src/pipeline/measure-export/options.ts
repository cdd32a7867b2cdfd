import type { SharedPool } from '../../io/pool.js';
import type { ProgressSink } from '../../report/progress.js';
import type { CriteriaOptions } from '../response/options.js';
import type { Call } from '../run-info.js';
import type { DeliveredOptions } from '../scan/delivered.js';

/** What `measure-export` is asked to do. */
export interface MeasureExportOptions extends Call, DeliveredOptions {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  /**
   * Where images lie that measurements were made on, if not among the inputs. No measurements are taken from there. None
   * beside `delivered`: they would not have been scanned.
   */
  readonly images: readonly string[];
  /** Share of the stored value that a recomputed one may differ by: 0.01 for 1%. */
  readonly tolerance: number;
  /** Response criteria to judge the rows by. */
  readonly respond?: CriteriaOptions;
  readonly exclude: readonly string[];
  readonly identifiers: boolean;
  readonly jobs: number;
  /** Threads of `MEASURE_WORKER` in place of the command's own; they are closed only when the signal is aborted. */
  readonly pool?: SharedPool;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

import type { ProgressSink } from '../../report/progress.js';
import type { CriteriaOptions } from '../response/options.js';
import type { Call } from '../run-info.js';

/** What `measure-export` is asked to do. */
export interface MeasureExportOptions extends Call {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  /** Where images lie that measurements were made on, if not among the inputs. No measurements are taken from there. */
  readonly images: readonly string[];
  /** Share of the stored value that a recomputed one may differ by: 0.01 for 1%. */
  readonly tolerance: number;
  /** Response criteria to judge the rows by. */
  readonly respond?: CriteriaOptions;
  readonly exclude: readonly string[];
  readonly identifiers: boolean;
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

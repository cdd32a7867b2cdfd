import type { SharedPool } from '../../io/pool.js';
import type { ProgressSink } from '../../report/progress.js';
import type { Call } from '../run-info.js';
import type { DeliveredOptions } from '../scan/delivered.js';

/** Which volume of a group the others are held against; a number counts volumes of the run from 0. */
export type ReferenceChoice = 'first' | 'middle' | 'median' | number;

/** What `qc-motion` is asked to do. */
export interface QcMotionOptions extends Call, DeliveredOptions {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  /** Name of limits that ship, or a file: limits, or a scanning protocol whose series have `qc:`. */
  readonly limits: string;
  /** A trial file: limits of phantoms then hold for the studies alone that it knows as phantoms'. */
  readonly trial?: string;
  /** The list of qualified scanners that phantoms are recorded in (CSV). */
  readonly qualification?: string;
  readonly reference: ReferenceChoice;
  /** Of series: those whose description, protocol name or number matches one of them; all when empty. */
  readonly series: readonly string[];
  readonly exclude: readonly string[];
  /** Folder for a plot of each run, image and phantom. */
  readonly plots?: string;
  /** Also write a masked picture of each run's reference volume there. */
  readonly thumbnails: boolean;
  readonly identifiers: boolean;
  readonly jobs: number;
  /** Threads of `MOTION_WORKER` in place of the command's own; they are closed only when the signal is aborted. */
  readonly pool?: SharedPool;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

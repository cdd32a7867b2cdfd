import type { LimitSet } from '../../rules/motion/limits/limits.js';
import type { Delivery } from '../../study/model.js';
import type { Inputs } from '../scan/inputs.js';
import type { Repetition } from '../scan/repetition.js';
import type { Scan } from '../scan/scan.js';
import type { GatheredSeries, NumberedRun, UnmatchedLimits } from './gathered.js';
import type { Judgement } from './judge-measured.js';
import type { LoadedLimits } from './load-limits.js';
import type { MeasuredRun } from './measure-run.js';
import type { QcMotionOptions } from './options.js';
import type { Recorded } from './qualification/recorded.js';
import type { JudgedImage, JudgedPhantom } from './stills/judged-still.js';

/** A run that was measured and judged. */
export interface JudgedRun extends Judgement {
  readonly series: GatheredSeries;
  readonly run: NumberedRun;
  readonly measured: MeasuredRun;
  /** undefined where no limits hold for it. */
  readonly limits: LimitSet | 'unsettled' | undefined;
  /** Names of the files that were drawn, and what went wrong with them. */
  readonly plots: readonly string[];
  /** Codes of what kept plots from being written. */
  readonly plotFaults: readonly string[];
  /** True where a picture was asked for, and the head could not be masked with certainty. */
  readonly unsafePicture: boolean;
}

/** All that a report of `qc-motion` is made from. */
export interface Done {
  readonly options: QcMotionOptions;
  readonly inputs: Inputs;
  readonly scan: Scan;
  readonly delivery: Delivery;
  readonly repetition: readonly Repetition[];
  readonly loaded: LoadedLimits;
  readonly series: readonly GatheredSeries[];
  readonly runs: readonly JudgedRun[];
  readonly images: readonly JudgedImage[];
  readonly phantoms: readonly JudgedPhantom[];
  /** What became of the list of qualified scanners; undefined where none was asked for. */
  readonly recorded?: Recorded;
  /** SHA-256 of the trial's file, where one was given. */
  readonly trialSha256?: string;
  /** Patterns of `--series` that no series matches. */
  readonly notFound: readonly string[];
  /** Series of the protocol with limits that nothing was held against. */
  readonly unmatched: readonly UnmatchedLimits[];
  readonly describe: (text: string) => string;
  readonly leftOut: number;
}

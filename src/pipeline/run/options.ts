import type { ProgressSink } from '../../report/progress.js';
import type { CrosswalkAccess } from '../open-crosswalk.js';
import type { Call } from '../run-info.js';

/** What `run` is asked to do. */
export interface RunOptions extends Call, CrosswalkAccess {
  /** Path of the trial file. */
  readonly trial: string;
  /** Deliveries: a folder each, or with `each` a folder of such folders. `SITE=PATH` says which site it is of. */
  readonly inputs: readonly string[];
  readonly each: boolean;
  /** The site of all that does not say its own. */
  readonly site?: string;
  readonly out: string;
  readonly state?: string;
  readonly resume: boolean;
  /** With `resume`: numbers of deliveries that cannot be completed, and are left. */
  readonly giveUp: readonly number[];
  /** Path of the project key; when absent, the trial's, or `corelab.key` beside the trial file. */
  readonly keyFile?: string;
  /** Accepts suggestions of `assign-id` that are unambiguous. */
  readonly yes: boolean;
  readonly exclude: readonly string[];
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

import type { CrosswalkAccess } from '../open-crosswalk.js';
import type { Call } from '../run-info.js';

/** What `status` is asked for. */
export interface StatusOptions extends Call, CrosswalkAccess {
  /** Path of the trial file. */
  readonly trial: string;
  readonly site?: string;
  readonly subject?: string;
  readonly visit?: string;
  /** Only what a person must do. */
  readonly worklist: boolean;
  /** Path of the site's list (CSV). */
  readonly reconcile?: string;
  /** YYYY-MM-DD; today (UTC) when absent. */
  readonly day?: string;
  readonly signal: AbortSignal;
}

import type { Outcome } from '../../findings/outcome.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import type { ScanNeeds } from '../scan/delivered.js';
import type { Delivery } from './deliveries.js';
import type { LoadedPipeline } from './load-pipeline.js';
import type { RunOptions } from './options.js';
import type { RunPlaces } from './run-places.js';

/** What every step of a run works with. */
export interface RunContext {
  readonly options: RunOptions;
  readonly pipeline: LoadedPipeline;
  readonly places: RunPlaces;
  readonly crosswalk: Crosswalk;
  /** Row of the trial. */
  readonly trial: number;
  /** ID of the run: that of the interrupted one where it is resumed. */
  readonly run: string;
  readonly projectKey: Uint8Array;
  readonly keyFingerprint: string;
  /** Path of the project key. */
  readonly keyFile: string;
  readonly deliveries: readonly Delivery[];
  /** Places without any. */
  readonly emptyPlaces: readonly string[];
  readonly needs: RunNeeds;
}

/** What the commands of a pipeline want of the two scans: of what came, and of what was released. */
export interface RunNeeds {
  readonly source: ScanNeeds;
  readonly released: ScanNeeds;
}

/** What became of a step, as later ones need it. */
export interface StepHead {
  readonly command: string;
  readonly verdict: Outcome;
}

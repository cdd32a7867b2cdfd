import type { CrosswalkSecret } from '../../identity/crosswalk/secret.js';
import type { ProgressSink } from '../../report/progress.js';
import type { DeliveredOptions, ScanNeeds } from '../scan/delivered.js';

/** What is asked of `deid` in any mode. */
interface Asked {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  readonly exclude: readonly string[];
  readonly identifiers: boolean;
  readonly jobs: number;
  readonly operator?: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
  readonly startedAt: Date;
  readonly arguments: readonly string[];
}

/** What `deid` is asked to do with a delivery. */
export interface DeidOptions extends Asked, DeliveredOptions {
  /** Name of a profile that ships, or the path of one. */
  readonly profile: string;
  /** Path of the project key. */
  readonly keyFile?: string;
  /** Folder for what is released; absent with `dryRun`. */
  readonly out?: string;
  readonly state?: string;
  /** Path of an `assign-id` report; one on standard input has its own. */
  readonly assignments?: string;
  readonly dryRun: boolean;
  readonly resume: boolean;
  readonly append: boolean;
  /** Paths for `id_old,id_new`. */
  readonly uidMap?: string;
  readonly patientMap?: string;
  /** The crosswalk that is told what was released. */
  readonly crosswalk?: { readonly crosswalk: string; readonly secret: CrosswalkSecret };
  /** What a scan of the released files is wanted for; see `deidDelivery`. */
  readonly releasedNeeds?: ScanNeeds;
  /** Paths of reports that will hold identifying values: they may not stand below `out`. */
  readonly identifiedReports: readonly string[];
}

/** What `deid --verify-only` is asked to look at. */
export interface VerifyOnlyOptions extends Asked {
  /** Path of a file of values that must not be there. */
  readonly known?: string;
}

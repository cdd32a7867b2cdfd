import type { DeidReviewRow } from '../../report/deid-sections.js';
import type { FileForCopy, WrittenCopy } from '../copies/copies.js';
import type { Reason } from '../copies/copy-job.js';
import type { DeidDetail, DeidWork } from './deid-job.js';
import type { ReleasedBatches } from './released-batches.js';

/** A file that was not released, or with `--dry-run` would not be. */
export interface Quarantined extends Reason {
  /** Its number in the scan. */
  readonly file: number;
  /** Whether it is in the quarantine. */
  readonly isKept?: boolean;
}

/** What became of every file that is DICOM: each is in exactly one of the first four lists. */
export interface DeidOutcome {
  readonly written: readonly WrittenCopy<DeidDetail>[];
  /** Numbers of files whose outputs stand there already. */
  readonly duplicates: readonly number[];
  readonly quarantined: readonly Quarantined[];
  /** With `--dry-run`: what would be released. */
  readonly planned: readonly FileForCopy<DeidWork>[];
  /** With `--dry-run` only. */
  readonly review?: readonly DeidReviewRow[];
  /** What the threads gathered of what they have written, where that was wanted. */
  readonly batches?: ReleasedBatches;
}

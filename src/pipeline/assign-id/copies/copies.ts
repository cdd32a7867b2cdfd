import type { Trial } from '../../../identity/trial/trial.js';
import type { PathBytes } from '../../../io/path-bytes.js';
import type { ProgressSink } from '../../../report/progress.js';
import type { CopyAssignment, InstanceUids, RefusalCode } from './copy-job.js';

/** A file of the delivery that is to be copied. */
export interface FileForCopy extends InstanceUids {
  /** Its number in the scan. */
  readonly file: number;
  /** Index among the inputs. */
  readonly root: number;
  /** Relative to its root. */
  readonly path: PathBytes;
  /** The whole path. */
  readonly full: PathBytes;
  /** Bytes, as the scan found it. */
  readonly bytes: number;
  /** Patient ID as the scan found it: a file that says otherwise now is refused. */
  readonly patientID?: string;
  readonly assignment: CopyAssignment;
}

/** What {@link writeCopies} needs. */
export interface CopyOptions {
  readonly files: readonly FileForCopy[];
  readonly trial: Trial;
  /** Sub-key for UIDs; needed for blinded copies, and from generation 1 on. */
  readonly uidKey?: Uint8Array;
  readonly out: PathBytes | string;
  readonly state: PathBytes | string;
  /** Files and folders that are read. */
  readonly inputs: readonly (PathBytes | string)[];
  /** Digest of configuration, inputs and assignments, hex. */
  readonly run: string;
  readonly resume?: boolean;
  readonly append?: boolean;
  /** Threads to write on. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
  /** Module that copies batches on a thread; this project's own unless a test brings one. */
  readonly worker?: URL;
}

/** A copy that stands in the output. UIDs are those in the copy. */
export interface WrittenCopy extends InstanceUids {
  readonly file: number;
  /** Relative to the output folder. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What became of the files: each is in exactly one of the lists, in the order in which they were given. */
export interface Copies {
  readonly written: readonly WrittenCopy[];
  /** Files whose copy would be one that stands in the output already, byte for byte. */
  readonly duplicates: readonly { readonly file: number; readonly path: string }[];
  /** Files that stay in the input, with the reason. */
  readonly refused: readonly { readonly file: number; readonly code: RefusalCode }[];
  /** Copies that an interrupted run had written and that were found whole; part of `written`. */
  readonly resumed: number;
}

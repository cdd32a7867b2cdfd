import type { PathBytes } from '../../io/path-bytes.js';
import type { SharedPool } from '../../io/pool.js';
import type { ProgressSink } from '../../report/progress.js';
import type { CopyResult, InstanceUids, KeptFile, Reason, SharedWork } from './copy-job.js';

/** A file of the input. */
export interface InputFile {
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
  /** SHA-256 of what the scan read, where it took one: a file that holds anything else now is refused. */
  readonly sha256?: string;
}

/** A file of the delivery that is to be copied. Its own UIDs are those of the input. */
export interface FileForCopy<Work> extends InputFile, InstanceUids {
  /** Patient ID as the scan found it: a file that says otherwise now is refused. */
  readonly patientID?: string;
  /** Of the output, below its folder: made of what is released only. Undefined: refused as `uid-unusable`. */
  readonly name: string | undefined;
  /** Those of the copy. */
  readonly uids: InstanceUids;
  /** What the maker is to do with it. */
  readonly work: Work;
}

/** A file that is refused before any maker sees it: unreadable, unassigned, in conflict. */
export interface RefusedFile extends InputFile, Reason {}

/** What `writeCopies` needs. */
export interface CopyOptions<Shared extends SharedWork, Work> {
  readonly files: readonly FileForCopy<Work>[];
  /** They are copied into the quarantine where there is one. */
  readonly refusedBefore?: readonly RefusedFile[];
  /** What the maker is made with. */
  readonly shared: Shared;
  /** Module whose default export is a {@link copier} of such files. */
  readonly worker: URL;
  readonly out: PathBytes | string;
  readonly state: PathBytes | string;
  /** Files and folders that are read. */
  readonly inputs: readonly (PathBytes | string)[];
  /** Digest of configuration, inputs and what each becomes, hex. */
  readonly run: string;
  /** Names the key that copies are made with: runs that write to one folder have the same. */
  readonly keyFingerprint?: string;
  readonly resume?: boolean;
  readonly append?: boolean;
  /** Whether refused files are copied below the state folder, for its owner alone. */
  readonly quarantine?: boolean;
  /** Who runs, for the quarantine: nobody may release what is quarantined by themselves. */
  readonly operator?: string;
  /**
   * Writes down beside a run's journal what a release from the quarantine will need. Called once, before the first
   * quarantined file is noted; what it throws ends the run.
   */
  readonly noteQuarantine?: (journalPath: PathBytes) => void;
  /** Is told what became of each batch, in the order of the batches. */
  readonly onBatch?: (result: CopyResult<unknown>) => void;
  /** Threads of `worker` that did other work before. */
  readonly pool?: SharedPool;
  /** Threads to write on. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

/** A copy that stands in the output. UIDs are those in the copy. */
export interface WrittenCopy<Detail> extends InstanceUids {
  readonly file: number;
  /** Relative to the output folder. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** What the maker said of it. */
  readonly detail?: Detail;
}

/** A file that was refused, in a run with a quarantine. */
export interface QuarantinedCopy extends Reason {
  readonly file: number;
  /** Below the quarantine; absent for a file that could not even be copied. */
  readonly output?: KeptFile;
  /** Why it could not be copied. */
  readonly unkept?: string;
}

/**
 * What became of the files: each is in exactly one of the lists, in the order in which they were given, those that were
 * refused before last.
 */
export interface Copies<Detail> {
  readonly written: readonly WrittenCopy<Detail>[];
  /** Files whose copy would be one that stands in the output already, byte for byte. */
  readonly duplicates: readonly { readonly file: number; readonly path: string }[];
  /** Without a quarantine: files that stay in the input, with the reason. */
  readonly refused: readonly ({ readonly file: number } & Reason)[];
  /** With a quarantine: the same. */
  readonly quarantined: readonly QuarantinedCopy[];
  /** Files that an interrupted run had done and that were found whole. */
  readonly resumed: number;
}

import type { WriteErrorCode } from '../../io/write-file-error.js';

/** UIDs of an instance, without padding. */
export interface InstanceUids {
  readonly studyUID: string;
  readonly seriesUID: string;
  readonly sopInstanceUID: string;
}

/** What all files of a run are made with. Plain data: it goes to each thread once. */
export interface SharedWork {
  /** Tells one from another. */
  readonly id: string;
}

/** One input file for a thread. Plain data: it crosses threads. */
export interface FileToCopy<Work> {
  /** Its number in the scan. */
  readonly file: number;
  /** Full path. */
  readonly path: Uint8Array;
  /** Bytes, as the scan found it. */
  readonly size: number;
  /** SHA-256 of what the scan read, where it took one. */
  readonly sha256?: string;
  /** Those of the input, as the scan found them. */
  readonly uids: InstanceUids;
  /** Patient ID as the scan found it, where the caller wants it compared. */
  readonly patientID?: string;
  /** What the maker is to do with it. */
  readonly work: Work;
}

/** Input files that have one output name, in their order: one thread must see them all. */
export interface CopyGroup<Work> {
  /** Below the output folder. */
  readonly name: string;
  /** SHA-256 of what this run has written there before. */
  readonly proven?: string;
  /** Something stood there before the run began. */
  readonly stood?: boolean;
  readonly files: readonly FileToCopy<Work>[];
}

/** Why a file was refused. */
export interface Reason {
  /** kebab-case: of the copies, of reading or writing, or of the maker. */
  readonly code: string;
  /** What the maker adds, as JSON holds it; never a value of the file. */
  readonly detail?: unknown;
}

/** A file that was refused before any maker saw it, for a thread. */
export interface RefusedToKeep extends Reason {
  readonly file: number;
  /** Full path. */
  readonly path: Uint8Array;
}

/** A batch for one thread. */
export interface CopyJob<Shared, Work> {
  /** Absolute. */
  readonly out: Uint8Array;
  /** Absent in a job for a thread: the thread was given it when it began. */
  readonly shared?: Shared;
  readonly groups: readonly CopyGroup<Work>[];
  /** Files that only go into the quarantine. */
  readonly refused?: readonly RefusedToKeep[];
  /** Folder that refused files are copied to; without it they only stay in the input. */
  readonly quarantine?: Uint8Array;
  /** The thread that did it before died, and may have written some. */
  readonly again?: boolean;
}

/** A refused file as it stands in the quarantine. */
export interface KeptFile {
  /** Below the quarantine. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** What became of one file. */
export type CopiedFile<Detail> = { readonly file: number } & (
  | { readonly kind: 'written'; readonly size: number; readonly sha256: string; readonly detail?: Detail }
  /** Its copy stands there already, byte for byte. */
  | { readonly kind: 'duplicate' }
  /** It stays in the input. */
  | ({ readonly kind: 'refused' } & Reason)
  | QuarantinedFile
);

/** A file that was refused, in a run with a quarantine. */
export interface QuarantinedFile extends Reason {
  readonly kind: 'quarantined';
  /** Absent for one that could not even be copied. */
  readonly output?: KeptFile;
  /** Why it could not be copied. */
  readonly unkept?: string;
}

/** How a disk failed, and at which file. */
export interface Stopped {
  readonly code: WriteErrorCode;
  /** Full, of an output or of the quarantine. */
  readonly path: string;
}

/** What became of a batch, in its order. */
export interface CopyResult<Detail> {
  readonly files: readonly CopiedFile<Detail>[];
  /** What the maker gathered of those that were written; absent when it gathers nothing, or not all of it is known. */
  readonly gathered?: unknown;
  /** The disk failed: what follows in the batch was not tried, and would fail as well. */
  readonly stopped?: Stopped;
  /** A thread died, which may have left a temporary file. */
  readonly died?: boolean;
}

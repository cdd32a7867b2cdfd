import type { DicomErrorCode } from '../../../dicom/errors.js';
import type { RewriteErrorCode } from '../../../dicom/rewrite/rewrite-error.js';
import type { InsertionErrorCode } from '../../../identity/insertion/insertion-error.js';
import type { Insertion } from '../../../identity/insertion/plan-insertion.js';
import type { Trial } from '../../../identity/trial/trial.js';
import type { FileErrorCode } from '../../../io/file-source.js';
import type { WriteErrorCode } from '../../../io/write-file-error.js';

/** What a copy is made into. `generation` counts the times that the subject's files were released anew. */
export type CopyAssignment =
  | ({
      readonly kind: 'subject' | 'phantom';
      /** From 1 on all UIDs of instances are new, so that the corrected copy cannot collide with the wrong one. */
      readonly generation: number;
    } & Pick<Insertion, 'site' | 'subject' | 'visit' | 'offsetDays'>)
  | {
      readonly kind: 'blinded';
      readonly generation: number;
      readonly site: string;
      readonly readingId: string;
      /** What must not stand anywhere in the copy's header: subject ID, visit, record numbers, names, dates. */
      readonly concealed: readonly string[];
    };

/** UIDs of an instance, without padding. */
export interface InstanceUids {
  readonly studyUID: string;
  readonly seriesUID: string;
  readonly sopInstanceUID: string;
}

/** One input file for a thread. Plain data: it crosses threads. */
export interface FileToCopy {
  /** Its number in the scan. */
  readonly file: number;
  /** Full path. */
  readonly path: Uint8Array;
  /** Bytes, as the scan found it. */
  readonly size: number;
  readonly uids: InstanceUids;
  /** Patient ID as the scan found it, where the caller wants it compared. */
  readonly patientID?: string;
  readonly assignment: CopyAssignment;
}

/** Input files that have one output name, in their order: one thread must see them all. */
export interface CopyGroup {
  /** Below the output folder. */
  readonly name: string;
  /** SHA-256 of what this run has written there before. */
  readonly proven?: string;
  readonly files: readonly FileToCopy[];
}

/** A batch for one thread. */
export interface CopyJob {
  /** Absolute. */
  readonly out: Uint8Array;
  readonly trial: Trial;
  /** Sub-key for UIDs; needed for blinded copies, and from generation 1 on. */
  readonly uidKey?: Uint8Array;
  readonly groups: readonly CopyGroup[];
  /** The thread that did it before died, and may have written some: what stands there already is this run's. */
  readonly again?: boolean;
}

/** Why a file was not copied. It stays in the input. */
export type RefusalCode =
  | DicomErrorCode
  | FileErrorCode
  | RewriteErrorCode
  | InsertionErrorCode
  | WriteErrorCode
  /** The file is not what it was when it was scanned. */
  | 'input-changed'
  /** Another input file, or a file of an earlier run, has the same UIDs and another content. */
  | 'name-conflict'
  /** The blinded copy would still hold something that it must conceal. */
  | 'blind-residue'
  /** A UID is absent, or no UID by PS3.5 9.1. */
  | 'uid-unusable'
  | 'internal-error';

/** What became of one file; `duplicate`: its copy stands there already, byte for byte. */
export type CopiedFile = { readonly file: number } & (
  | { readonly kind: 'written'; readonly size: number; readonly sha256: string }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
);

/** What became of a batch, in its order. */
export interface CopyResult {
  readonly files: readonly CopiedFile[];
  /** The disk failed: what follows in the batch was not tried, and would fail as well. */
  readonly stopped?: WriteErrorCode;
  /** A thread died, which may have left a temporary file. */
  readonly died?: boolean;
}

import { DicomError } from '../../../dicom/errors.js';
import type { Piece } from '../../../dicom/rewrite/piece.js';
import { RewriteError } from '../../../dicom/rewrite/rewrite-error.js';
import { InsertionError } from '../../../identity/insertion/insertion-error.js';
import { digestOf } from '../../../io/checksum.js';
import { FileError, FileSource } from '../../../io/file-source.js';
import { joinPath, type PathBytes } from '../../../io/path-bytes.js';
import { writePieces } from '../../../io/write-file.js';
import { AtomicWriteError, endsRun } from '../../../io/write-file-error.js';
import type { CopiedFile, CopyGroup, CopyJob, CopyResult, FileToCopy, RefusalCode } from './copy-job.js';
import { madeCopy, Refusal } from './made-copy.js';
import { PieceSource } from './piece-source.js';

/** Bytes of the buffer that a thread copies through. */
const BLOCK = 1024 * 1024;

/** A copier of batches that uses its buffer again and again. */
export function copier(): (job: CopyJob) => CopyResult {
  const buffer = new Uint8Array(BLOCK);
  return (job) => copyBatch(job, buffer);
}

/**
 * Writes the copies of a batch, each whole or not at all. Never throws for what is wrong with a file; a disk that fails
 * ends the batch.
 */
export function copyBatch(job: CopyJob, buffer: Uint8Array): CopyResult {
  const files: CopiedFile[] = [];
  try {
    for (const group of job.groups) copyGroup(group, { job, buffer, files });
    return { files };
  } catch (error) {
    if (error instanceof AtomicWriteError && endsRun(error.code)) return { files, stopped: error.code };
    throw error;
  }
}

interface Batch {
  readonly job: CopyJob;
  readonly buffer: Uint8Array;
  readonly files: CopiedFile[];
}

/** The first file that can be copied has the name; the others are the same, or refused. */
function copyGroup(group: CopyGroup, batch: Batch): void {
  let standing = group.proven;
  for (const toCopy of group.files) {
    const copied = copyFile(toCopy, { group, standing, ...batch });
    if (copied.kind === 'written') standing = copied.sha256;
    batch.files.push(copied);
  }
}

type One = Batch & { readonly group: CopyGroup; readonly standing: string | undefined };

function copyFile(toCopy: FileToCopy, one: One): CopiedFile {
  const { file } = toCopy;
  let source: FileSource | undefined;
  try {
    source = new FileSource(Buffer.from(toCopy.path));
    const pieces = madeCopy(source, toCopy, { ...one.job, name: one.group.name });
    return { file, ...placed(source, pieces, one) };
  } catch (error) {
    if (error instanceof AtomicWriteError && endsRun(error.code)) throw error;
    return { file, kind: 'refused', code: codeOf(error) };
  } finally {
    source?.close();
  }
}

type Placed =
  | { readonly kind: 'written'; readonly size: number; readonly sha256: string }
  | { readonly kind: 'duplicate' };

function placed(source: FileSource, pieces: readonly Piece[], one: One): Placed {
  const path = joinPath(one.job.out, Buffer.from(one.group.name));
  if (one.standing !== undefined) return sameAs(one.standing, source, pieces);
  try {
    const options = { mode: 0o644, digest: true, buffer: one.buffer };
    const { size, sha256 = '' } = writePieces(path, thenUnchanged(source, pieces), options);
    return { kind: 'written', size, sha256 };
  } catch (error) {
    if (!(error instanceof AtomicWriteError) || error.code !== 'exists') throw error;
    const sha256 = digestAt(path);
    const same = sameAs(sha256, source, pieces);
    return one.job.again ? { kind: 'written', size: new PieceSource(pieces).size, sha256 } : same;
  }
}

/** The pieces, and after the last one a look whether their file changed meanwhile: then no copy appears. */
function* thenUnchanged(source: FileSource, pieces: readonly Piece[]): Generator<Piece> {
  yield* pieces;
  source.assertUnchanged();
}

function sameAs(sha256: string, source: FileSource, pieces: readonly Piece[]): Placed {
  const own = digestOf(new PieceSource(pieces));
  source.assertUnchanged();
  if (own !== sha256) throw new Refusal('name-conflict');
  return { kind: 'duplicate' };
}

function digestAt(path: PathBytes): string {
  const source = new FileSource(path);
  try {
    return digestOf(source);
  } finally {
    source.close();
  }
}

function codeOf(error: unknown): RefusalCode {
  if (error instanceof FileError && error.code === 'changed-while-read') return 'input-changed';
  const isTyped =
    error instanceof Refusal ||
    error instanceof FileError ||
    error instanceof DicomError ||
    error instanceof RewriteError ||
    error instanceof InsertionError ||
    error instanceof AtomicWriteError;
  return isTyped ? error.code : 'internal-error';
}

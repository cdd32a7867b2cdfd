import { existsSync } from 'node:fs';
import type { Piece } from '../../dicom/rewrite/piece.js';
import { digestOf } from '../../io/checksum.js';
import { FileSource } from '../../io/file-source.js';
import { joinPath } from '../../io/path-bytes.js';
import { writePieces } from '../../io/write-file.js';
import { AtomicWriteError, endsRun } from '../../io/write-file-error.js';
import type { KeptFile, QuarantinedFile, Reason } from './copy-job.js';
import { reasonOf } from './maker.js';

/** What becomes of a refused file. */
export type RefusedFate = ({ readonly kind: 'refused' } & Reason) | QuarantinedFile;

/**
 * Copies a refused file into the quarantine, byte for byte, for its owner alone. It is named by its content, so that no
 * name tells anything and a content stands there once. What cannot be copied is quarantined all the same.
 * @param quarantine the folder; without one the file only stays in the input
 * @throws AtomicWriteError for a disk that fails
 */
export function quarantined(
  path: Uint8Array,
  reason: Reason,
  quarantine: Uint8Array | undefined,
  buffer: Uint8Array,
): RefusedFate {
  if (!quarantine) return { kind: 'refused', ...reason };
  try {
    return { kind: 'quarantined', ...reason, output: keep(path, quarantine, buffer) };
  } catch (error) {
    if (error instanceof AtomicWriteError && endsRun(error.code)) throw error;
    return { kind: 'quarantined', ...reason, unkept: reasonOf(error).code };
  }
}

function keep(path: Uint8Array, quarantine: Uint8Array, buffer: Uint8Array): KeptFile {
  const source = new FileSource(Buffer.from(path));
  try {
    const { size } = source;
    const sha256 = digestOf(source, 'sha256', buffer);
    // What fits into the buffer stands there now.
    const piece: Piece = size <= buffer.length ? buffer.subarray(0, size) : { source, from: 0, to: size };
    source.assertUnchanged();
    const kept = { path: sha256, size, sha256 };
    const target = joinPath(quarantine, Buffer.from(sha256));
    if (!stands(target, kept)) write(source, target, piece);
    return kept;
  } finally {
    source.close();
  }
}

/** Whether the content is there, whole. */
function stands(path: Buffer, { size, sha256 }: KeptFile): boolean {
  if (!existsSync(path)) return false;
  let found: FileSource | undefined;
  try {
    found = new FileSource(path);
    return found.size === size && digestOf(found) === sha256;
  } catch {
    return false;
  } finally {
    found?.close();
  }
}

/** Replaces what is damaged; of two threads that bring one content, either may be first. */
function write(source: FileSource, target: Buffer, piece: Piece): void {
  function* pieces(): Generator<Piece> {
    yield piece;
    source.assertUnchanged();
  }
  // Bytes larger than the buffer are written from where they are.
  const through = piece instanceof Uint8Array ? { buffer: new Uint8Array(1) } : {};
  writePieces(target, pieces(), { mode: 0o600, replace: true, ...through });
}

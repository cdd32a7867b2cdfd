import { createHash, type Hash } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { ByteSource } from '../dicom/byte-source.js';
import type { Piece } from '../dicom/rewrite/piece.js';
import { AtomicWriteError, pathName, writing } from './write-file-error.js';

/** Bytes gathered before they are written. */
const BLOCK = 1024 * 1024;
/** Most that one call to the system is given: it takes less than 2 GiB. */
const LARGEST_WRITE = 2 ** 30;

/** Where pieces go. */
export interface CopyTarget {
  readonly fd: number;
  /** For messages. */
  readonly path: Uint8Array;
  /** Reused between calls; 1 MiB serves best. */
  readonly buffer?: Uint8Array | undefined;
  /** Whether to take the SHA-256 of what is written. */
  readonly digest?: boolean | undefined;
}

/** What was written. */
export interface WrittenFile {
  /** Bytes. */
  readonly size: number;
  /** Hex; there when it was asked for. */
  readonly sha256?: string;
}

/**
 * Writes pieces one after another to an open file. Small pieces are gathered, spans are read into the same buffer, so
 * that a file smaller than the buffer is one call to the system.
 * @throws AtomicWriteError when writing fails, or a span ends beyond its source (`source-ended`)
 * @throws RangeError for a span that is none
 * @throws whatever a source or the iterable throws
 */
export function copyPieces(pieces: Iterable<Piece>, target: CopyTarget): WrittenFile {
  const output = new BlockWriter(target);
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) output.addBytes(piece);
    else output.addSpan(piece.source, piece.from, piece.to);
  }
  return output.end();
}

class BlockWriter {
  private readonly buffer: Uint8Array;
  private readonly hash: Hash | undefined;
  private used = 0;
  private size = 0;

  constructor(private readonly target: CopyTarget) {
    this.buffer = target.buffer?.length ? target.buffer : new Uint8Array(BLOCK);
    this.hash = target.digest ? createHash('sha256') : undefined;
  }

  addBytes(bytes: Uint8Array): void {
    if (bytes.length > this.buffer.length - this.used) this.flush();
    if (bytes.length > this.buffer.length) {
      this.write(bytes);
      return;
    }
    this.buffer.set(bytes, this.used);
    this.used += bytes.length;
  }

  addSpan(source: ByteSource, from: number, to: number): void {
    if (!(from >= 0 && from <= to)) throw new RangeError('a span must not end before it begins');
    for (let at = from; at < to; ) {
      if (this.used === this.buffer.length) this.flush();
      const wanted = Math.min(this.buffer.length - this.used, to - at);
      const got = source.read(this.buffer, this.used, wanted, at);
      if (got <= 0) {
        throw new AtomicWriteError('source-ended', pathName(this.target.path), 'its source ended early');
      }
      this.used += got;
      at += got;
    }
  }

  end(): WrittenFile {
    this.flush();
    return this.hash ? { size: this.size, sha256: this.hash.digest('hex') } : { size: this.size };
  }

  private flush(): void {
    this.write(this.buffer.subarray(0, this.used));
    this.used = 0;
  }

  /** A call may write less than it was given: a nearly full disk, a size limit, a signal. */
  private write(bytes: Uint8Array): void {
    const { fd, path } = this.target;
    for (let at = 0; at < bytes.length; ) {
      const length = Math.min(bytes.length - at, LARGEST_WRITE);
      const done = writing(path, () => writeSync(fd, bytes, at, length));
      if (done <= 0) throw new AtomicWriteError('write-failed', pathName(path), 'nothing more is taken');
      at += done;
    }
    this.hash?.update(bytes);
    this.size += bytes.length;
  }
}

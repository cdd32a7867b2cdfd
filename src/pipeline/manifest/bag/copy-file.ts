import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { FileError, FileSource } from '../../../io/file-source.js';
import type { PathBytes } from '../../../io/path-bytes.js';
import { DigestReader } from '../verify/digests.js';
import { BagError, writing } from './bag-error.js';

const BLOCK = 1024 * 1024;
/** After so many blocks in a row, signals and progress get their turn. */
const BLOCKS_A_TURN = 32;

/** A finished copy. */
export interface Copied {
  readonly bytes: number;
  /** Of the bytes that were read, and so of the copy. */
  readonly sha256: string;
  /** False when the file changed while it was read: the copy may hold a bit of both. */
  readonly unchanged: boolean;
}

/** Options of {@link FileCopier}. */
export interface CopyOptions {
  readonly signal: AbortSignal;
  /** Synchronise every copy to disk, read it again, and compare. */
  readonly reread: boolean;
}

/** Copies files through one buffer, taking their digests from the bytes that pass. */
export class FileCopier {
  private readonly buffer = new Uint8Array(BLOCK);
  private readonly reader: DigestReader;

  constructor(private readonly options: CopyOptions) {
    this.reader = new DigestReader(options.signal);
  }

  /**
   * @param to a file that is not there yet
   * @throws FileError when `from` cannot be read; a copy begun may be left
   * @throws BagError when `to` cannot be written, or does not hold what was written; the signal's reason when aborted
   */
  async copy(from: PathBytes, to: string): Promise<Copied> {
    const source = new FileSource(from);
    try {
      const target = writing(to, () => openSync(to, 'wx'));
      let copied: Copied;
      try {
        copied = await this.pour(source, target, to);
        const { size } = writing(to, () => fstatSync(target));
        if (size !== copied.bytes) throw differs(to);
        if (this.options.reread) writing(to, () => fsyncSync(target));
      } finally {
        writing(to, () => closeSync(target));
      }
      if (this.options.reread) await this.compare(to, copied.sha256);
      return copied;
    } finally {
      source.close();
    }
  }

  private async pour(source: FileSource, target: number, to: string): Promise<Copied> {
    const hash = createHash('sha256');
    let at = 0;
    for (let block = 1; ; block++) {
      this.options.signal.throwIfAborted();
      const got = source.read(this.buffer, 0, BLOCK, at);
      if (got <= 0) break;
      hash.update(this.buffer.subarray(0, got));
      for (let done = 0; done < got; )
        done += writing(to, () => writeSync(target, this.buffer, done, got - done));
      at += got;
      if (block % BLOCKS_A_TURN === 0) await new Promise(setImmediate);
    }
    return { bytes: at, sha256: hash.digest('hex'), unchanged: at === source.size && isUnchanged(source) };
  }

  private async compare(to: string, sha256: string): Promise<void> {
    const { digests } = await this.reader.read(Buffer.from(to), ['sha256']).catch((error: unknown) => {
      throw error instanceof FileError ? differs(to) : error;
    });
    if (digests.get('sha256') !== sha256) throw differs(to);
  }
}

function differs(to: string): BagError {
  return new BagError('bag-copy-differs', to, 'the copy does not hold what was written to it');
}

function isUnchanged(source: FileSource): boolean {
  try {
    source.assertUnchanged();
    return true;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}

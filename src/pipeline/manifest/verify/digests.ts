import { createHash } from 'node:crypto';
import type { DigestName } from '../../../io/checksum.js';
import { FileSource } from '../../../io/file-source.js';
import type { PathBytes } from '../../../io/path-bytes.js';

const BLOCK = 1024 * 1024;
/** After so many blocks in a row, signals and progress get their turn. */
const BLOCKS_A_TURN = 32;

/** What reading a file gave. */
export interface FileDigests {
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly digests: ReadonlyMap<DigestName, string>;
}

/** Reads files for their digests, one pass each however many are wanted, through one buffer. */
export class DigestReader {
  private readonly buffer = new Uint8Array(BLOCK);

  constructor(private readonly signal: AbortSignal) {}

  /** @throws FileError when the file cannot be read or changes meanwhile; the signal's reason when it is aborted */
  async read(path: PathBytes, names: Iterable<DigestName>): Promise<FileDigests> {
    const hashes = [...names].map((name) => ({ name, hash: createHash(name) }));
    const source = new FileSource(path);
    try {
      for (let at = 0, block = 1; ; block++) {
        this.signal.throwIfAborted();
        const got = source.read(this.buffer, 0, BLOCK, at);
        if (got <= 0) break;
        for (const { hash } of hashes) hash.update(this.buffer.subarray(0, got));
        at += got;
        if (block % BLOCKS_A_TURN === 0) await new Promise(setImmediate);
      }
      source.assertUnchanged();
      return {
        bytes: source.size,
        digests: new Map(hashes.map(({ name, hash }) => [name, hash.digest('hex')])),
      };
    } finally {
      source.close();
    }
  }
}

import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { type ByteSource, MemorySource } from './byte-source.js';
import { DicomError } from './errors.js';

/** A deflated data set may come to no more than this. */
const MAX_INFLATED_BYTES = 256 * 1024 * 1024;

/** A deflated data set, inflated. */
export interface Inflated {
  readonly source: ByteSource;
  /** False when the compressed stream ends too early: `source` holds what there was. */
  readonly whole: boolean;
}

/**
 * Inflates a deflated data set (PS3.5 A.5: RFC 1951, no header; a zlib header, which some writers add, is taken).
 * A stream that is cut short gives what it holds, so that the parser can tell where it ends.
 * @param start file offset of the first compressed byte
 * @throws DicomError `inflate-failed` or, before memory runs out, `inflated-too-large`.
 */
export function inflateDataSet(source: ByteSource, start: number): Inflated {
  const length = source.size - start;
  if (length > MAX_INFLATED_BYTES) throw new DicomError('inflated-too-large', start);
  const compressed = new Uint8Array(length);
  for (let filled = 0; filled < length; ) {
    const got = source.read(compressed, filled, length - filled, start + filled);
    if (got <= 0) throw new DicomError('truncated-header', start + filled);
    filled += got;
  }
  const inflate = hasZlibHeader(compressed) ? inflateSync : inflateRawSync;
  const limits = { maxOutputLength: MAX_INFLATED_BYTES };
  try {
    return { source: new MemorySource(inflate(compressed, limits)), whole: true };
  } catch (error) {
    if (codeOf(error) !== 'Z_BUF_ERROR') throw failure(error, start);
  }
  try {
    const part = inflate(compressed, { ...limits, finishFlush: constants.Z_SYNC_FLUSH });
    return { source: new MemorySource(part), whole: false };
  } catch (error) {
    throw failure(error, start);
  }
}

/** RFC 1950 2.2: CMF 0x78 and a check of both bytes. A deflated block that began so would be stored, with odd padding. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  return bytes[0] === 0x78 && (0x7800 + (bytes[1] ?? 0)) % 31 === 0;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function failure(error: unknown, start: number): DicomError {
  const tooLarge = codeOf(error) === 'ERR_BUFFER_TOO_LARGE';
  return new DicomError(tooLarge ? 'inflated-too-large' : 'inflate-failed', start);
}

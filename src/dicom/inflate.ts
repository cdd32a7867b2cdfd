import { constants, inflateRawSync } from 'node:zlib';
import { type ByteSource, MemorySource } from './byte-source.js';
import { DicomError } from './errors.js';

/** A deflated data set may come to no more than this. */
const MAX_INFLATED_BYTES = 256 * 1024 * 1024;

/**
 * Inflates a deflated data set (PS3.5 A.5: RFC 1951, no header). A stream that is cut short gives what it holds, so
 * that the parser can tell where it ends.
 * @param start file offset of the first compressed byte
 * @throws DicomError `inflate-failed` or, before memory runs out, `inflated-too-large`.
 */
export function inflateDataSet(source: ByteSource, start: number): ByteSource {
  const length = source.size - start;
  if (length > MAX_INFLATED_BYTES) throw new DicomError('inflated-too-large', start);
  const compressed = new Uint8Array(length);
  if (source.read(compressed, 0, length, start) !== length) throw new DicomError('truncated-header', start);
  try {
    return new MemorySource(
      inflateRawSync(compressed, {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: MAX_INFLATED_BYTES,
      }),
    );
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new DicomError(tooLarge ? 'inflated-too-large' : 'inflate-failed', start);
  }
}

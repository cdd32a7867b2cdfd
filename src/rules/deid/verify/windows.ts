import type { ByteSource } from '../../../dicom/byte-source.js';

const WINDOW = 1024 * 1024;
/** What two windows share, so that no value is cut: longer than any pattern. */
const OVERLAP = 4096;

/**
 * Reads a part of a file through one buffer.
 * @param visit told of bytes, valid until it returns, and whether they follow others, of which they repeat the last
 */
export function inWindows(
  source: ByteSource,
  span: { readonly from: number; readonly length: number },
  visit: (bytes: Uint8Array, follows: boolean) => void,
): void {
  const buffer = new Uint8Array(Math.min(span.length, WINDOW + OVERLAP));
  for (let done = 0; done < span.length; done += WINDOW) {
    const wanted = Math.min(buffer.length, span.length - done);
    const got = readFully(source, buffer.subarray(0, wanted), span.from + done);
    if (got === 0) return;
    visit(buffer.subarray(0, got), done > 0);
  }
}

/** Fills `target` from an offset. @returns fewer bytes only where the source ends */
export function readFully(source: ByteSource, target: Uint8Array, from: number): number {
  let filled = 0;
  while (filled < target.length) {
    const got = source.read(target, filled, target.length - filled, from + filled);
    if (got <= 0) break;
    filled += got;
  }
  return filled;
}

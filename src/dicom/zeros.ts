import type { ByteSource } from './byte-source.js';

const BLOCK = 64 * 1024;

/** True when the source holds nothing but zeros from `offset` to its end: some writers pad a file to whole blocks. */
export function isZeroFrom(source: ByteSource, offset: number): boolean {
  const block = Buffer.alloc(Math.min(BLOCK, Math.max(0, source.size - offset)));
  const zeros = Buffer.alloc(block.length);
  let at = offset;
  while (at < source.size) {
    const got = source.read(block, 0, Math.min(block.length, source.size - at), at);
    if (got <= 0) return true;
    if (block.compare(zeros, 0, got, 0, got) !== 0) return false;
    at += got;
  }
  return true;
}

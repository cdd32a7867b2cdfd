import { createHash } from 'node:crypto';
import type { ByteSource } from '../dicom/byte-source.js';

const BLOCK = 1024 * 1024;

/** Digest algorithms by the names that BagIt manifests use. */
export type DigestName = 'sha256' | 'sha512' | 'sha1' | 'md5';

/**
 * Hex digest of a whole source, read in blocks; of a file that grows meanwhile, only as much as it held when it was
 * opened, so that there is an end.
 * @param buffer reused between calls; 1 MiB serves best
 */
export function digestOf(
  source: ByteSource,
  name: DigestName = 'sha256',
  buffer: Uint8Array = new Uint8Array(BLOCK),
): string {
  const hash = createHash(name);
  for (let at = 0; ; ) {
    const got = source.read(buffer, 0, Math.min(buffer.length, source.size - at), at);
    if (got <= 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, got));
    at += got;
  }
}

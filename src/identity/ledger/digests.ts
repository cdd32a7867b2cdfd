import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { CrosswalkError } from '../crosswalk/crosswalk-error.js';
import type { InstanceDigest } from './event.js';

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Digests as an event keeps them: deflated lines of SOP Instance UID and SHA-256.
 * @throws CrosswalkError `row-refused` for what is no SHA-256
 */
export function packDigests(digests: readonly InstanceDigest[]): Uint8Array {
  const lines = digests.map(({ sopInstanceUID, sha256 }) => {
    if (SHA256.test(sha256)) return `${spaceless(sopInstanceUID)} ${sha256}`;
    throw new CrosswalkError('row-refused', 'a digest of an event is no SHA-256: nothing was changed');
  });
  return deflateRawSync(lines.join('\n'), { level: 1 });
}

/** See {@link packDigests}. */
export function unpackDigests(packed: Uint8Array): InstanceDigest[] {
  return linesOf(packed).map((line) => {
    const [uid = '', sha256 = ''] = line.split(' ');
    return { sopInstanceUID: decodeURIComponent(uid), sha256 };
  });
}

/** Whether an instance is among packed digests. */
export function hasInstance(packed: Uint8Array, sopInstanceUID: string): boolean {
  const start = `${spaceless(sopInstanceUID)} `;
  return linesOf(packed).some((line) => line.startsWith(start));
}

function linesOf(packed: Uint8Array): string[] {
  const text = inflateRawSync(packed).toString();
  return text === '' ? [] : text.split('\n');
}

/** A UID that is none may hold anything; PS3.5 9.1 allows digits and points alone, which stay as they are. */
function spaceless(uid: string): string {
  return uid.replace(/[%\s]/g, encodeURIComponent);
}

import { createHmac } from 'node:crypto';

/** Says what the HMAC is for, so that no other use of a key gives the same bytes. Changing it changes every UID. */
const PURPOSE = 'corelab released-uid@1';

/**
 * The UID that stands in released files for one of the input: 128 bits of HMAC-SHA-256, written as a UUID-derived UID
 * (PS3.5 B.2) of version 8 and the variant of RFC 9562 5.8. Two machines with one key agree without talking. What
 * generation 0 gives must never change: files that were released years ago are found by it.
 * @param key the project's sub-key for UIDs (`deriveKey(key, 'uid', …)`)
 * @param uid as the input has it, without padding
 * @param generation 0, and one more each time that a subject's files are released anew after a wrong ID
 * @returns `2.25.` and a decimal number, at most 44 characters
 * @throws RangeError for a generation that is no whole number from 0
 */
export function releasedUid(key: Uint8Array, uid: string, generation: number): string {
  if (!Number.isSafeInteger(generation) || generation < 0)
    throw new RangeError('a generation is a whole number from 0');
  const digest = createHmac('sha256', key).update(`${PURPOSE}\0${generation}\0${uid}`).digest();
  const bytes = digest.subarray(0, 16);
  // RFC 9562 4.1, 4.2: the variant is the two top bits of octet 8, the version the four top bits of octet 6.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`;
}

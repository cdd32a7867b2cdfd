import { addHigh, addLow, finished, HASH_START } from './text-hash.js';

const HEADER_WORDS = 2;
const LEAST_CAPACITY = 16;

/**
 * A set of UIDs that threads share: 64-bit hashes in open addressing, at most half full, 16 to 32 bytes a UID (200,000
 * UIDs: 4 MiB). A UID that was not added is found by chance once in 2^64 / size: for a million UIDs, and a billion that
 * are asked for, with a chance of 1 in 20,000.
 */
export class UidSet {
  private readonly words: Uint32Array;
  private readonly mask: number;

  private constructor(readonly buffer: SharedArrayBuffer) {
    this.words = new Uint32Array(buffer);
    this.mask = (this.words.length - HEADER_WORDS) / 2 - 1;
  }

  /** The set of these UIDs; trailing padding is taken off, empty ones are left out. */
  static of(uids: Iterable<string>): UidSet {
    const all = new Set<string>();
    for (const uid of uids) {
      const plain = unpaddedUid(uid);
      if (plain !== '') all.add(plain);
    }
    let capacity = LEAST_CAPACITY;
    while (capacity < all.size * 2) capacity *= 2;
    const set = new UidSet(new SharedArrayBuffer((HEADER_WORDS + capacity * 2) * 4));
    for (const uid of all) set.add(uid);
    return set;
  }

  /** The set that another thread made, from its {@link buffer}. */
  static from(buffer: SharedArrayBuffer): UidSet {
    return new UidSet(buffer);
  }

  /** Number of UIDs. */
  get size(): number {
    return this.words[0] ?? 0;
  }

  /** Whether the UID, without padding, was added. */
  has(uid: string): boolean {
    const [high, low] = hashOf(uid);
    return this.hasHash(high, low);
  }

  /** {@link has} for who hashed the UID's characters with `addHigh` and `addLow` already, and finished both. */
  hasHash(high: number, low: number): boolean {
    for (let slot = low & this.mask; ; slot = (slot + 1) & this.mask) {
      const at = HEADER_WORDS + slot * 2;
      const there = this.words[at] ?? 0;
      const other = this.words[at + 1] ?? 0;
      if (there === 0 && other === 0) return false;
      if (there === high && other === low) return true;
    }
  }

  private add(uid: string): void {
    const [high, low] = hashOf(uid);
    if (this.hasHash(high, low)) return;
    let slot = low & this.mask;
    const taken = (): boolean =>
      this.words[HEADER_WORDS + slot * 2] !== 0 || this.words[HEADER_WORDS + slot * 2 + 1] !== 0;
    while (taken()) slot = (slot + 1) & this.mask;
    this.words[HEADER_WORDS + slot * 2] = high;
    this.words[HEADER_WORDS + slot * 2 + 1] = low;
    this.words[0] = this.size + 1;
  }
}

function unpaddedUid(uid: string): string {
  let end = uid.length;
  while (end > 0 && (uid.charCodeAt(end - 1) === 0 || uid.charCodeAt(end - 1) === 0x20)) end--;
  return uid.slice(0, end);
}

/** Both halves, finished. */
function hashOf(uid: string): readonly [number, number] {
  let { high, low } = HASH_START;
  for (let at = 0; at < uid.length; at++) {
    const byte = uid.charCodeAt(at);
    high = addHigh(high, byte);
    low = addLow(low, byte);
  }
  return [finished(high), finished(low)];
}

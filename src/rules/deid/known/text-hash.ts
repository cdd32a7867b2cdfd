/** Two hashes of 32 bits that grow byte by byte; finished, they are one of 64. */
export interface RunningHash {
  high: number;
  low: number;
}

/** What a hash of nothing is. */
export const HASH_START: Readonly<RunningHash> = { high: 0x811c9dc5 | 0, low: 0x2f0b4a27 };

/** Adds a byte to the high half. Method: FNV-1a with a shift against patterns in the low bits. */
export function addHigh(hash: number, byte: number): number {
  const mixed = Math.imul(hash ^ byte, 0x01000193);
  return mixed ^ (mixed >>> 15);
}

/** Adds a byte to the low half, with other constants. */
export function addLow(hash: number, byte: number): number {
  const mixed = Math.imul(hash ^ byte, 0x5bd1e995);
  return mixed ^ (mixed >>> 13);
}

/** Spreads every bit over all. Method: MurmurHash3, fmix32. */
export function finished(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

import { addHigh, addLow, finished, HASH_START } from '../known/text-hash.js';

/** Tells UIDs by both halves of their hash, finished. */
export interface UidLookup {
  hasHash(high: number, low: number): boolean;
}

const DOT = 0x2e;
/** A UID of fewer components is a root, a version or a date. */
const LEAST_DOTS = 3;
/** A known UID that is the beginning of a longer one counts from so many characters on: roots of makers are shorter. */
const LEAST_PREFIX = 20;

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Whether a run of digits and dots at `at` can be a UID: PS3.5 9.1, the first component is 0, 1 or 2. */
export function isUidStart(bytes: Uint8Array, at: number, from: number, to: number): boolean {
  const first = bytes[at] ?? 0;
  if (first > 0x32 || at + 1 >= to || bytes[at + 1] !== DOT) return false;
  return !(at - 2 >= from && bytes[at - 1] === DOT && isDigit(bytes[at - 2]));
}

/** Where the UID ends, a last dot left out; `at` when it has too few components to be one. */
export function uidEnd(bytes: Uint8Array, at: number, to: number): number {
  let end = at;
  let dots = 0;
  while (end < to && (isDigit(bytes[end]) || bytes[end] === DOT)) if (bytes[end++] === DOT) dots++;
  while (end > at && bytes[end - 1] === DOT) {
    end--;
    dots--;
  }
  const isOurs = dots === 2 && bytes[at] === 0x32 && end - at > LEAST_PREFIX;
  return dots >= LEAST_DOTS || isOurs ? end : at;
}

/** Where the longest known UID ends that is the token or begins it up to a dot; -1 when there is none. */
export function knownUidEnd(
  bytes: Uint8Array,
  span: { readonly start: number; readonly end: number },
  sets: readonly UidLookup[],
): number {
  let { high, low } = HASH_START;
  let found = -1;
  for (let at = span.start; at <= span.end; at++) {
    const isEnd = at === span.end;
    if (isEnd || (bytes[at] === DOT && at - span.start >= LEAST_PREFIX)) {
      const a = finished(high);
      const b = finished(low);
      if (sets.some((set) => set.hasHash(a, b))) found = at;
    }
    high = addHigh(high, bytes[at] ?? 0);
    low = addLow(low, bytes[at] ?? 0);
  }
  return found;
}

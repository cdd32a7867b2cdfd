/** Pixels of one bit as they lie in a file. PS3.5 8.1.1. */
export interface PackedBits {
  readonly bytes: Uint8Array;
  /** Where the first pixel lies in the first byte, 0–7, from the least significant bit. */
  readonly firstBit: number;
}

/**
 * Pixels that hold all that are 1, found without unpacking: from `first` to before `end`, both 0 where none is. A few
 * more than that, since whole bytes are looked at.
 * @param count number of pixels; all of them lie in `bytes`
 */
export function extentOfBits({ bytes, firstBit }: PackedBits, count: number): { first: number; end: number } {
  const length = Math.ceil((firstBit + count) / 8);
  let from = 0;
  // Four bytes at a time, where they lie so: segmentations are empty for the most part.
  if (bytes.byteOffset % 4 === 0) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, length >> 2);
    let word = 0;
    while (word < words.length && words[word] === 0) word++;
    from = word * 4;
  }
  while (from < length && bytes[from] === 0) from++;
  if (from === length) return { first: 0, end: 0 };
  let last = length - 1;
  while (bytes[last] === 0) last--;
  return { first: Math.max(0, from * 8 - firstBit), end: Math.min(count, (last + 1) * 8 - firstBit) };
}

/**
 * Pixels of one bit, as 0 and 1. PS3.5 8.1.1: the first pixel is the least significant bit of the first byte, and a
 * frame may begin inside a byte.
 * @param firstBit where the first pixel lies in `bytes`, 0–7
 * @param count number of pixels; all of them lie in `bytes`
 */
export function unpackBits(bytes: Uint8Array, firstBit: number, count: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(count);
  let at = 0;
  for (let bit = firstBit; at < count && bit % 8 !== 0; bit++) pixels[at++] = ((bytes[0] ?? 0) >> bit) & 1;
  let from = firstBit === 0 ? 0 : 1;
  for (; at + 8 <= count; at += 8) {
    const byte = bytes[from++] ?? 0;
    // Segmentations are empty for the most part, and the memory is zero already.
    if (byte === 0) continue;
    for (let bit = 0; bit < 8; bit++) pixels[at + bit] = (byte >> bit) & 1;
  }
  for (let bit = 0; at < count; bit++) pixels[at++] = ((bytes[from] ?? 0) >> bit) & 1;
  return pixels;
}

/**
 * Pixels of 12 bits without gaps, two in three bytes: retired, but old files have them. PS3.5 (2004) 8.1.1, annex D.
 * @param firstBit where the first pixel lies in `bytes`: 0 or 4
 * @param count number of pixels; all of them lie in `bytes`
 */
export function unpack12Bits(bytes: Uint8Array, firstBit: number, count: number): Uint16Array<ArrayBuffer> {
  const pixels = new Uint16Array(count);
  for (let i = 0, bit = firstBit; i < count; i++, bit += 12) {
    const at = Math.floor(bit / 8);
    const low = bytes[at] ?? 0;
    const high = bytes[at + 1] ?? 0;
    pixels[i] = bit % 8 === 0 ? low | ((high & 0x0f) << 8) : (low >> 4) | (high << 4);
  }
  return pixels;
}

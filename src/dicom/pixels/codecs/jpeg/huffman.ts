import { PixelError } from '../../pixel-error.js';
import type { Segment } from './segments.js';

/** Codes of up to this many bits are found by one look. */
export const LOOK_BITS = 9;

/** A Huffman code prepared for decoding. T.81 Annex C, F.2.2.3. */
export interface HuffmanTable {
  /** By the next {@link LOOK_BITS} bits: length in bits << 8 | symbol; 0 where the code is longer. */
  readonly look: Uint16Array;
  /** By length in bits: the largest code of that length, -1 where there is none. */
  readonly largest: Int32Array;
  /** By length in bits: what is added to a code to find its symbol. */
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
}

/**
 * Prepares a code from the numbers of codes of 1 to 16 bits and the symbols in order.
 * @throws PixelError `codestream-damaged` when there are more codes of a length than fit
 */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const look = new Uint16Array(1 << LOOK_BITS);
  const largest = new Int32Array(17).fill(-1);
  const offset = new Int32Array(17);
  let code = 0;
  let used = 0;
  for (let bits = 1; bits <= 16; bits++) {
    const count = counts[bits - 1] ?? 0;
    if (code + count > 1 << bits) throw new PixelError('codestream-damaged');
    offset[bits] = used - code;
    if (count > 0) largest[bits] = code + count - 1;
    for (let i = 0; i < count; i++, code++, used++) {
      if (bits > LOOK_BITS) continue;
      const first = code << (LOOK_BITS - bits);
      look.fill((bits << 8) | (symbols[used] ?? 0), first, first + (1 << (LOOK_BITS - bits)));
    }
    code <<= 1;
  }
  return { look, largest, offset, symbols };
}

/** The tables in force, DC or lossless 0 to 3 and AC 0 to 3. */
export interface HuffmanTables {
  readonly dc: (HuffmanTable | undefined)[];
  readonly ac: (HuffmanTable | undefined)[];
}

/**
 * Takes the tables of a DHT segment. T.81 B.2.4.2.
 * @throws PixelError `codestream-damaged`
 */
export function readHuffmanTables(bytes: Uint8Array, { from, to }: Segment, tables: HuffmanTables): void {
  let at = from;
  while (at < to) {
    const kind = bytes[at] ?? 0;
    const counts = bytes.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const next = at + 17 + total;
    if (next > to || kind >> 4 > 1 || (kind & 15) > 3 || total > 256) {
      throw new PixelError('codestream-damaged');
    }
    const table = huffmanTable(counts, bytes.slice(at + 17, next));
    (kind >> 4 === 0 ? tables.dc : tables.ac)[kind & 15] = table;
    at = next;
  }
}

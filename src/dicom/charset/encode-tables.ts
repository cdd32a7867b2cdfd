import { decodeEncoding, decodeJisPairs } from './multi-byte.js';
import { highTable, REPLACEMENT } from './tables.js';
import type { G0Set, G1Set, SingleByteSet } from './terms.js';

/** A set that code extensions can designate. */
type CodedSet = G0Set | Exclude<G1Set, 'none'>;

/** Code point → the bytes of the character read as one big-endian number. */
export type Codes = ReadonlyMap<number, number>;

const ESC = 0x1b;

/** True in the private use areas: what stands there is a platform's or an edition's own, never a standard's. */
export function isPrivateUse(codePoint: number): boolean {
  return (codePoint >= 0xe000 && codePoint <= 0xf8ff) || codePoint >= 0xf0000;
}

function asciiCodes(): Map<number, number> {
  const codes = new Map<number, number>();
  for (let byte = 0; byte < 0x80; byte++) if (byte !== ESC) codes.set(byte, byte);
  return codes;
}

/** JIS X 0201 romaji (ISO-IR 14): YEN SIGN and OVERLINE stand in the places of backslash and tilde. */
function romajiCodes(): Map<number, number> {
  const codes = asciiCodes();
  codes.delete(0x5c);
  codes.delete(0x7e);
  return codes.set(0xa5, 0x5c).set(0x203e, 0x7e);
}

/** JIS X 0201 katakana (ISO-IR 13): 0xA1–0xDF are U+FF61–U+FF9F in order. */
function katakanaCodes(): Map<number, number> {
  return new Map(Array.from({ length: 63 }, (_, index) => [0xff61 + index, 0xa1 + index]));
}

function singleByteCodes(set: SingleByteSet): Map<number, number> {
  const codes = new Map<number, number>();
  for (const [index, character] of highTable(set).entries()) {
    // TIS 620 (ISO-IR 166) has nothing at 0xA0; ISO 8859-11, by which it is decoded, has a no-break space.
    if (character === REPLACEMENT || (set === 'thai' && index === 0x20)) continue;
    codes.set(character.codePointAt(0) ?? 0, 0x80 + index);
  }
  return codes;
}

/** Rows and cells of GB 2312-80 (ISO-IR 58) that hold a character; all 94 where the row names none. */
const GB_2312_CELLS: Readonly<Record<number, readonly (readonly [first: number, last: number])[]>> = {
  2: [
    [17, 66],
    [69, 78],
    [81, 92],
  ],
  4: [[1, 83]],
  5: [[1, 86]],
  6: [
    [1, 24],
    [33, 56],
  ],
  7: [
    [1, 33],
    [49, 81],
  ],
  8: [
    [1, 26],
    [37, 73],
  ],
  9: [[4, 79]],
  55: [[1, 89]],
};

/**
 * Whether a cell of a 94×94 set is of the standard itself. Platform decoders read more: NEC's and IBM's rows with JIS,
 * all of GBK with GB 2312. Other readers do not, so no writer may use those.
 */
function isAssigned(set: CodedSet, row: number, cell: number): boolean {
  switch (set) {
    case 'jis-x-0208':
      return row <= 8 || (row >= 16 && row <= 84);
    case 'jis-x-0212':
      // 2-23 is TILDE, which decoders read in two ways.
      return row <= 77 && !(row === 2 && cell === 23);
    case 'gb-2312':
      if (row > 87 || (row > 9 && row < 16)) return false;
      return GB_2312_CELLS[row]?.some(([first, last]) => cell >= first && cell <= last) ?? true;
    default:
      // KS X 1001: rows 41 and 94 are for the user; 4-52 is a filler for composing, no character.
      return row !== 41 && row !== 94 && !(row === 4 && cell === 52);
  }
}

type DoubleByteSet = 'jis-x-0208' | 'jis-x-0212' | 'ks-x-1001' | 'gb-2312';

function decodePair(set: DoubleByteSet, row: number, cell: number): string {
  if (set === 'jis-x-0208' || set === 'jis-x-0212') {
    return decodeJisPairs(Uint8Array.of(0x20 + row, 0x20 + cell), set).text;
  }
  const encoding = set === 'ks-x-1001' ? 'euc-kr' : 'gbk';
  return decodeEncoding(Uint8Array.of(0xa0 + row, 0xa0 + cell), encoding).text;
}

function doubleByteCodes(set: DoubleByteSet): Map<number, number> {
  const codes = new Map<number, number>();
  const base = set === 'jis-x-0208' || set === 'jis-x-0212' ? 0x2020 : 0xa0a0;
  for (let row = 1; row <= 94; row++) {
    for (let cell = 1; cell <= 94; cell++) {
      if (!isAssigned(set, row, cell)) continue;
      const character = decodePair(set, row, cell);
      const codePoint = character.codePointAt(0) ?? 0;
      const isOne = character === String.fromCodePoint(codePoint) && character !== REPLACEMENT;
      if (isOne && !isPrivateUse(codePoint) && !codes.has(codePoint)) {
        codes.set(codePoint, base + row * 0x100 + cell);
      }
    }
  }
  return codes;
}

function build(set: CodedSet): Codes {
  switch (set) {
    case 'ascii':
      return asciiCodes();
    case 'jis-romaji':
      return romajiCodes();
    case 'jis-katakana':
      return katakanaCodes();
    case 'jis-x-0208':
    case 'jis-x-0212':
    case 'ks-x-1001':
    case 'gb-2312':
      return doubleByteCodes(set);
    default:
      return singleByteCodes(set);
  }
}

const cache = new Map<CodedSet, Codes>();

/**
 * The characters of a set and their bytes: 7-bit ones for sets of G0, 8-bit ones for sets of G1. Made from the decoder's
 * own tables when first asked for (a double-byte set takes some 20 ms), so that what is written reads back.
 */
export function codesOf(set: CodedSet): Codes {
  let codes = cache.get(set);
  if (codes === undefined) {
    codes = build(set);
    cache.set(set, codes);
  }
  return codes;
}

import { type CharacterSet, DEFAULT_CHARACTER_SET } from './character-set.js';
import { delimitersOf, isGoverned } from './delimiters.js';
import { type DecodedText, decodeEncoding, decodeJisPairs } from './multi-byte.js';
import { type Segment, type SegmentKind, segments } from './segments.js';
import { highTable, REPLACEMENT } from './tables.js';
import type { SingleByteSet } from './terms.js';

const ESC = 0x1b;

/** Up to this length a string built by character codes is quicker than one made by the platform's decoder. */
const SHORT = 16;

/** Every byte as the character of the same number. */
function latin1(bytes: Uint8Array): string {
  if (bytes.length > SHORT) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
  let text = '';
  for (let at = 0; at < bytes.length; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

/** True when every byte is ASCII and none starts an escape: such text reads the same in all sets but JIS romaji. */
function isPlainAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte === ESC) return false;
  }
  return true;
}

/** JIS X 0201 romaji (ISO-IR 14) is ASCII but for two places: 0x5C is YEN SIGN and 0x7E OVERLINE. */
function romaji(bytes: Uint8Array): string {
  return latin1(bytes).replace(/\\/g, '\u00A5').replace(/~/g, '\u203E');
}

/** ISO-IR 13 has 0xA1–0xDF; the rest is read as Shift-JIS, which is a guess, where that gives a character. */
function katakana(bytes: Uint8Array): DecodedText {
  const isPlain = bytes.every((byte) => byte >= 0xa1 && byte <= 0xdf);
  const { text } = decodeEncoding(bytes, 'shift_jis');
  return { text, lossy: !isPlain };
}

function singleByte(bytes: Uint8Array, set: SingleByteSet): DecodedText {
  const table = highTable(set);
  const text = Array.from(bytes, (byte) => table[byte - 0x80] ?? REPLACEMENT).join('');
  return { text, lossy: text.includes(REPLACEMENT) };
}

function decodeSegment(bytes: Uint8Array, kind: SegmentKind): DecodedText {
  switch (kind) {
    case 'escape':
      return { text: '', lossy: false };
    case 'stray-escape':
    case 'none':
      // Nothing gives these bytes a meaning. As Latin-1 none is lost, and the flag says that it is a guess.
      return { text: latin1(bytes), lossy: true };
    case 'ascii':
    case 'delimiter':
      return { text: latin1(bytes), lossy: false };
    case 'jis-romaji':
      return { text: romaji(bytes), lossy: false };
    case 'jis-katakana':
      return katakana(bytes);
    case 'jis-x-0208':
    case 'jis-x-0212':
      return decodeJisPairs(bytes, kind);
    case 'ks-x-1001':
      return decodeEncoding(bytes, 'euc-kr');
    case 'gb-2312':
      return decodeEncoding(bytes, 'gbk');
    default:
      return singleByte(bytes, kind);
  }
}

function joinSegments(bytes: Uint8Array, cut: readonly Segment[]): DecodedText {
  let text = '';
  let lossy = false;
  for (const { kind, start, end } of cut) {
    const part = decodeSegment(bytes.subarray(start, end), kind);
    text += part.text;
    lossy ||= part.lossy;
  }
  return { text, lossy };
}

/** The text where it is plain ASCII and its set reads that as it stands, which is nearly always; else undefined. */
export function plainText(bytes: Uint8Array, charset: CharacterSet, vr: string): string | undefined {
  const isAscii = !isGoverned(vr) || charset.initial.g0 === 'ascii';
  return isAscii && isPlainAscii(bytes) ? latin1(bytes) : undefined;
}

/**
 * Decodes a text value (or a whole element of several values, backslashes kept) by PS3.5 6.1.2.5. Never throws.
 * Bytes without a meaning become U+FFFD, or Latin-1 where no set is declared for them; `lossy` tells of either.
 * VRs that Specific Character Set does not govern are read in the default repertoire whatever `charset` says.
 * In ISO_IR 13 (and after ESC 02/08 04/10) 0x5C reads as YEN SIGN and 0x7E as OVERLINE, as JIS X 0201 has them; as a
 * delimiter 0x5C stays what it is (PS3.5 6.1.2.3), and is kept as a backslash.
 * @param vr two letters; decides the delimiters that end code extensions.
 */
export function decodeTextChecked(bytes: Uint8Array, charset: CharacterSet, vr: string): DecodedText {
  const plain = plainText(bytes, charset, vr);
  if (plain !== undefined) return { text: plain, lossy: false };
  const effective = isGoverned(vr) ? charset : DEFAULT_CHARACTER_SET;
  if (effective.scheme !== 'iso2022') return decodeEncoding(bytes, effective.scheme);
  return joinSegments(bytes, segments(bytes, effective, delimitersOf(vr)));
}

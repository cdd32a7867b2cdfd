import { unpadded, withoutTrailing } from '../values/padding.js';
import { type CharacterSet, DEFAULT_CHARACTER_SET } from './character-set.js';
import { decodeTextChecked, plainText } from './decode.js';
import { delimitersOf, isGoverned, isMultiValued } from './delimiters.js';
import { segments } from './segments.js';

const BACKSLASH = 0x5c;

function everyBackslash(bytes: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(BACKSLASH); at >= 0; at = bytes.indexOf(BACKSLASH, at + 1)) found.push(at);
  return found;
}

/** Length of the character of GBK or GB18030 at `at`: 1, 2 or 4 bytes; 1 for a lead byte without its trail. */
function gbLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  if (lead < 0x81 || lead === 0xff) return 1;
  if (second >= 0x40) return second <= 0xfe && second !== 0x7f ? 2 : 1;
  const third = bytes[at + 2] ?? 0;
  const fourth = bytes[at + 3] ?? 0;
  const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
  return isDigit(second) && third >= 0x81 && third <= 0xfe && isDigit(fourth) ? 4 : 1;
}

function gbBackslashes(bytes: Uint8Array): number[] {
  const found: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] === BACKSLASH) found.push(at);
    at += gbLength(bytes, at);
  }
  return found;
}

function extendedBackslashes(bytes: Uint8Array, charset: CharacterSet, vr: string): number[] {
  return segments(bytes, charset, delimitersOf(vr))
    .filter(({ kind, start }) => kind === 'delimiter' && bytes[start] === BACKSLASH)
    .map(({ start }) => start);
}

function backslashes(bytes: Uint8Array, charset: CharacterSet, vr: string): number[] {
  if (bytes.indexOf(BACKSLASH) < 0) return [];
  const effective = isGoverned(vr) ? charset : DEFAULT_CHARACTER_SET;
  if (effective.scheme === 'utf-8') return everyBackslash(bytes); // UTF-8 trail bytes are above 0x7F
  if (effective.scheme === 'gb18030') return gbBackslashes(bytes);
  return extendedBackslashes(bytes, effective, vr);
}

/**
 * The values of an element, as views of its bytes. A 0x5C that is the second byte of a GBK, GB18030 or Shift-JIS
 * character, or half of a JIS X 0208 or 0212 pair, separates nothing. No bytes, no values; a VR of one value, one.
 */
export function splitValues(bytes: Uint8Array, charset: CharacterSet, vr: string): Uint8Array[] {
  if (bytes.length === 0) return [];
  if (!isMultiValued(vr)) return [bytes];
  const values: Uint8Array[] = [];
  let start = 0;
  for (const at of backslashes(bytes, charset, vr)) {
    values.push(bytes.subarray(start, at));
    start = at + 1;
  }
  values.push(bytes.subarray(start));
  return values;
}

/** The texts of an element's values, and whether one of them is lossy (see `decodeTextChecked`). */
export interface DecodedValues {
  readonly values: readonly string[];
  readonly lossy: boolean;
}

/** VRs whose leading spaces mean nothing, PS3.5 Table 6.2-1; in all text VRs trailing ones mean nothing. */
const LEADING_PADDING: ReadonlySet<string> = new Set(['AE', 'CS', 'DS', 'IS', 'LO', 'SH']);

/** Takes off the padding that PS3.5 6.2 allows for the VR, and NULs that writers put in its place. */
export function trimPadding(text: string, vr: string): string {
  return LEADING_PADDING.has(vr) ? unpadded(text) : withoutTrailing(text, ' \0');
}

/** Splits, decodes and trims an element of a text VR: {@link splitValues}, `decodeTextChecked`, {@link trimPadding}. */
export function decodeValues(bytes: Uint8Array, charset: CharacterSet, vr: string): DecodedValues {
  if (bytes.length === 0) return { values: [], lossy: false };
  const plain = plainText(bytes, charset, vr);
  if (plain !== undefined) {
    const texts = isMultiValued(vr) ? plain.split('\\') : [plain];
    return { values: texts.map((text) => trimPadding(text, vr)), lossy: false };
  }
  let lossy = false;
  const values = splitValues(bytes, charset, vr).map((value) => {
    const decoded = decodeTextChecked(value, charset, vr);
    lossy ||= decoded.lossy;
    return trimPadding(decoded.text, vr);
  });
  return { values, lossy };
}

import type { CharacterSet } from './character-set.js';
import { type Designation, matchEscape } from './escapes.js';
import type { CodeElements, G0Set, G1Set } from './terms.js';

/** What a segment's bytes are: characters of a set, a delimiter, an escape that was obeyed, or one that was not. */
export type SegmentKind = G0Set | G1Set | 'delimiter' | 'escape' | 'stray-escape';

/** A run of bytes of one kind, `[start, end)`. Segments follow one another without gaps. */
export interface Segment {
  readonly kind: SegmentKind;
  readonly start: number;
  readonly end: number;
}

const ESC = 0x1b;

/** True where a lead byte of Shift-JIS and its trail byte stand: neither JIS X 0201 half assigns the lead. */
function isShiftJisPair(lead: number, trail: number | undefined): boolean {
  if (trail === undefined) return false;
  const leads = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
  return leads && trail >= 0x40 && trail <= 0xfc && trail !== 0x7f;
}

/** End of the run of G1 bytes that starts at `start`. */
function endOfG1(bytes: Uint8Array, start: number, set: G1Set): number {
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) break;
    // Shift-JIS under the name of ISO_IR 13 is no DICOM, yet exists; its trail byte may be 0x5C.
    at += set === 'jis-katakana' && isShiftJisPair(byte, bytes[at + 1]) ? 2 : 1;
  }
  return at;
}

/** End of the run of pairs of a 94×94 set in G0. Controls and SPACE are outside such a set (ISO/IEC 2022). */
function endOfPairs(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte <= 0x20 || byte >= 0x7f) break;
    at++;
  }
  return at;
}

function endOfSingles(bytes: Uint8Array, start: number, delimiters: ReadonlySet<number>): number {
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte === ESC || delimiters.has(byte)) break;
    at++;
  }
  return at;
}

function designated(state: CodeElements, designation: Designation): CodeElements {
  return { g0: designation.g0 ?? state.g0, g1: designation.g1 ?? state.g1 };
}

function isDoubleByte(set: G0Set): boolean {
  return set === 'jis-x-0208' || set === 'jis-x-0212';
}

/**
 * Cuts a text with code extensions into runs of one set each (PS3.5 6.1.2.5). A delimiter that stands in G0 as a
 * single byte returns G0 and G1 to value 1 of Specific Character Set (PS3.5 6.1.2.5.3); inside the pairs of a
 * double-byte G0 set the same byte is half a character.
 */
export function segments(
  bytes: Uint8Array,
  charset: CharacterSet,
  delimiters: ReadonlySet<number>,
): Segment[] {
  const runs: Segment[] = [];
  let state = charset.initial;
  let start = 0;
  const push = (kind: SegmentKind, end: number): void => {
    runs.push({ kind, start, end });
    start = end;
  };
  while (start < bytes.length) {
    const byte = bytes[start] ?? 0;
    if (byte === ESC) {
      const found = matchEscape(bytes, start);
      if (found) state = designated(state, found);
      push(found ? 'escape' : 'stray-escape', start + (found?.length ?? 1));
    } else if (byte >= 0x80) {
      push(state.g1, endOfG1(bytes, start, state.g1));
    } else if (isDoubleByte(state.g0) && byte > 0x20 && byte !== 0x7f) {
      push(state.g0, endOfPairs(bytes, start));
    } else if (delimiters.has(byte)) {
      push('delimiter', start + 1);
      state = charset.initial;
    } else if (isDoubleByte(state.g0)) {
      push('ascii', start + 1);
    } else {
      push(state.g0, endOfSingles(bytes, start, delimiters));
    }
  }
  return runs;
}

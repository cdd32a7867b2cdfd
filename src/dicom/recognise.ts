import { lookupTag } from './dictionary.js';
import type { HeaderWindow } from './header-window.js';
import type { Coding } from './parse.js';
import { hasLongForm, isKnownVr } from './vr.js';

/** Where a file's elements begin, and how the first of them is coded. */
export interface Recognised {
  /** Offset of the first element: 132 after a preamble, else 4 after a bare prefix, else 0. */
  readonly start: number;
  /** The `DICM` prefix was there: the file says itself that it is DICOM. */
  readonly prefixed: boolean;
  /** Coding of the element at `start`. */
  readonly coding: Coding;
}

const CODINGS: readonly Coding[] = [
  { explicit: true, littleEndian: true },
  { explicit: false, littleEndian: true },
  { explicit: true, littleEndian: false },
  { explicit: false, littleEndian: false },
];

/**
 * Tells DICOM by content, never by name: the `DICM` prefix of PS3.10 7.1 at 128 or, for files that lack the
 * preamble, at 0; else a data set from the first byte on, recognised by its first elements.
 * @returns undefined when it is not DICOM.
 */
export function recognise(window: HeaderWindow): Recognised | undefined {
  for (const at of [128, 0]) {
    if (window.ensure(at + 4) && isPrefix(window.bytes, at)) {
      const coding = sniffCoding(window, at + 4) ?? { explicit: true, littleEndian: true };
      return { start: at + 4, prefixed: true, coding };
    }
  }
  const coding = sniffCoding(window, 0, 3);
  return coding && { start: 0, prefixed: false, coding };
}

function isPrefix(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x44 && bytes[at + 1] === 0x49 && bytes[at + 2] === 0x43 && bytes[at + 3] === 0x4d;
}

/**
 * The coding under which the next elements make sense: known tags, rising, a VR that exists, a length that fits.
 * @param at buffer offset of the first element
 * @param elements how many must make sense, where there are so many before the first sequence
 */
export function sniffCoding(window: HeaderWindow, at: number, elements = 1): Coding | undefined {
  return CODINGS.find((coding) => makesSense(window, at, coding, elements));
}

function makesSense(window: HeaderWindow, start: number, coding: Coding, elements: number): boolean {
  let at = start;
  let previous = -1;
  for (let count = 0; count < elements; count++) {
    if (!window.ensure(at + 8)) return false;
    const element = peek(window, at, coding);
    if (!element || element.tag <= previous || !isPlausibleTag(element.tag, count === 0)) return false;
    if (element.length === 0xffffffff) return count > 0;
    if (element.end + window.delta > window.source.size) return false;
    previous = element.tag;
    at = element.end;
    if (!window.ensure(at)) return count > 0;
  }
  return true;
}

/** A data set begins in group 0002 or 0008 (0004 in a directory record); others only follow. */
function isPlausibleTag(tag: number, first: boolean): boolean {
  const group = tag >>> 16;
  if (first && group !== 0x0002 && group !== 0x0004 && group !== 0x0008) return false;
  return group % 2 === 1 || lookupTag(tag) !== undefined;
}

function peek(
  window: HeaderWindow,
  at: number,
  coding: Coding,
): { tag: number; length: number; end: number } | undefined {
  const { view } = window;
  const tag = view.getUint16(at, coding.littleEndian) * 0x10000 + view.getUint16(at + 2, coding.littleEndian);
  if (!coding.explicit) {
    const length = view.getUint32(at + 4, coding.littleEndian);
    return { tag, length, end: at + 8 + length };
  }
  const vr = view.getUint16(at + 4);
  if (!isKnownVr(vr)) return undefined;
  if (!hasLongForm(vr)) {
    const length = view.getUint16(at + 6, coding.littleEndian);
    return { tag, length, end: at + 8 + length };
  }
  if (!window.ensure(at + 12)) return undefined;
  const length = window.view.getUint32(at + 8, coding.littleEndian);
  return { tag, length, end: at + 12 + length };
}

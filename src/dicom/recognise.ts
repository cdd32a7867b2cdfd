import type { Coding } from './coding.js';
import { lookupTag, vrOf } from './dictionary.js';
import type { HeaderWindow } from './header-window.js';
import { hasLongForm, isKnownVr, looksLikeVr, VR, type Vr } from './vr.js';

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

const UNDEFINED = 0xffffffff;
/** Without a prefix so many elements must make sense, or all there are in a file that ends before. */
const ELEMENTS_WITHOUT_PREFIX = 3;
/** The first elements of a data set are short: a longer one is no sign of DICOM, and nothing to load. */
const MAX_FIRST_VALUE = 32 * 1024;

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
  const coding = CODINGS.find(
    (each) =>
      startsDataSet(window, each) &&
      makeSense(window, 0, { coding: each, elements: ELEMENTS_WITHOUT_PREFIX }),
  );
  return coding && { start: 0, prefixed: false, coding };
}

function isPrefix(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x44 && bytes[at + 1] === 0x49 && bytes[at + 2] === 0x43 && bytes[at + 3] === 0x4d;
}

/**
 * The coding under which the next element makes sense: a known tag, a VR that exists, a length that fits. For bytes
 * that are known to be DICOM.
 * @param at buffer offset of the element
 */
export function sniffCoding(window: HeaderWindow, at: number): Coding | undefined {
  return CODINGS.find((coding) => makeSense(window, at, { coding, elements: 1 }));
}

/**
 * The coding under which the next element is one of the standard's: enough to contradict a declared transfer syntax,
 * which a private element, whose every tag is possible, is not.
 * @param at buffer offset of the element
 */
export function sniffStandardCoding(window: HeaderWindow, at: number): Coding | undefined {
  return CODINGS.find((coding) => {
    if (!makeSense(window, at, { coding, elements: 1 })) return false;
    return ((peek(window, at, coding)?.tag ?? 0) >>> 16) % 2 === 0;
  });
}

/**
 * A file without prefix begins in group 0002 or 0008, 0004 when it is a directory. Where identification was cut away,
 * a later group may come first, but only an explicit VR that is the tag's own is proof enough.
 */
function startsDataSet(window: HeaderWindow, coding: Coding): boolean {
  if (!window.ensure(8)) return false;
  const first = peek(window, 0, coding);
  if (!first) return false;
  const group = first.tag >>> 16;
  if (group === 0x0002 || group === 0x0004 || group === 0x0008) return true;
  return (
    coding.explicit && group > 0x0008 && group <= 0x0040 && group % 2 === 0 && first.vr === vrOf(first.tag)
  );
}

function makeSense(
  window: HeaderWindow,
  start: number,
  { coding, elements }: { coding: Coding; elements: number },
): boolean {
  let at = start;
  let previous = -1;
  for (let count = 0; count < elements; count++) {
    // A file that ends after two elements or more, exactly where an element ends, has shown all it has.
    if (count > 1 && at + window.delta === window.source.size) return true;
    if (!window.ensure(at + 8)) return false;
    const element = peek(window, at, coding);
    if (!element || element.tag <= previous || !isPlausible(element, coding)) return false;
    // Items of a sequence of undefined length prove it as well as further elements do.
    if (element.length === UNDEFINED) return opensItems(window, element, coding);
    const end = element.value + element.length;
    if (end + window.delta > window.source.size) return false;
    if (elements > 1 && element.length > MAX_FIRST_VALUE) return false;
    previous = element.tag;
    at = end;
  }
  return true;
}

/** What stands at an element's head. */
interface Head {
  readonly tag: number;
  /** As coded, or from the dictionary. */
  readonly vr: Vr;
  readonly length: number;
  /** Buffer offset of the value. */
  readonly value: number;
}

function isPlausible({ tag, vr, length }: Head, { explicit }: Coding): boolean {
  // PS3.5 7.2: a group length is one UL.
  if ((tag & 0xffff) === 0) return tag !== 0 && vr === VR.UL && length === 4;
  // PS3.5 7.5 and A.4: only sequences and fragments have no length of their own.
  if (length === UNDEFINED && vr !== VR.SQ && vr !== VR.UN && vr !== VR.OB && vr !== VR.OW) return false;
  const group = tag >>> 16;
  if (group % 2 === 1) return group >= 9 && group !== 0xffff;
  return lookupTag(tag) !== undefined && group !== 0xfffe && (explicit || vr !== VR.UN);
}

/** True when the value begins with an item or a sequence delimiter; inside UN they are little endian, PS3.5 6.2.2. */
function opensItems(window: HeaderWindow, { vr, value }: Head, coding: Coding): boolean {
  if (!window.ensure(value + 4)) return false;
  const littleEndian = coding.littleEndian || vr === VR.UN;
  const tag =
    window.view.getUint16(value, littleEndian) * 0x10000 + window.view.getUint16(value + 2, littleEndian);
  return tag === 0xfffee000 || tag === 0xfffee0dd;
}

/** The head of the element at buffer offset `at`; undefined when it has no VR where there must be one. */
function peek(window: HeaderWindow, at: number, coding: Coding): Head | undefined {
  const { view } = window;
  const tag = view.getUint16(at, coding.littleEndian) * 0x10000 + view.getUint16(at + 2, coding.littleEndian);
  if (!coding.explicit) {
    // Letters there are a VR of an edition to come rather than half of a length.
    if (looksLikeVr(view.getUint16(at + 4))) return undefined;
    return { tag, vr: vrOf(tag), length: view.getUint32(at + 4, coding.littleEndian), value: at + 8 };
  }
  const vr = view.getUint16(at + 4);
  if (!isKnownVr(vr)) return undefined;
  if (!hasLongForm(vr))
    return { tag, vr, length: view.getUint16(at + 6, coding.littleEndian), value: at + 8 };
  if (!window.ensure(at + 12)) return undefined;
  return { tag, vr, length: window.view.getUint32(at + 8, coding.littleEndian), value: at + 12 };
}

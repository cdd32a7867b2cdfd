import type { Coding } from '../coding.js';
import { hasLongForm, VR, type Vr } from '../vr.js';
import { encodeValue, type ValueCoding } from './encode-value.js';
import type { NewElement, NewItem, NewValue } from './new-value.js';
import { refuseOutsiders } from './outsiders.js';
import { RewriteError } from './rewrite-error.js';

/** How elements are written at one place of a file. */
export type ElementCoding = Coding & ValueCoding;

const ITEM = 0xfffee000;
const MAX_LENGTH = 0xfffffffe;
const MAX_SHORT_LENGTH = 0xfffe;

/** Tag and 32-bit length: the head of items and of implicit elements. PS3.5 7.1.3, 7.5. */
export function tagAndLength(tag: number, length: number, littleEndian: boolean): Uint8Array {
  if (length > MAX_LENGTH) throw new RewriteError('value-too-long', tag);
  const out = new Uint8Array(8);
  const view = new DataView(out.buffer);
  view.setUint16(0, tag >>> 16, littleEndian);
  view.setUint16(2, tag & 0xffff, littleEndian);
  view.setUint32(4, length, littleEndian);
  return out;
}

/** The head of an element: tag, VR where it is coded with one, and length. PS3.5 7.1.2, 7.1.3. */
export function elementHead(element: { tag: number; vr: Vr }, length: number, coding: Coding): Uint8Array {
  const { tag } = element;
  if (!coding.explicit) return tagAndLength(tag, length, coding.littleEndian);
  if (length > MAX_LENGTH) throw new RewriteError('value-too-long', tag);
  // PS3.5 6.2.2: what is too long for the 16-bit length of its VR is written as UN.
  const vr = !hasLongForm(element.vr) && length > MAX_SHORT_LENGTH ? VR.UN : element.vr;
  const isLong = hasLongForm(vr);
  const out = new Uint8Array(isLong ? 12 : 8);
  const view = new DataView(out.buffer);
  view.setUint16(0, tag >>> 16, coding.littleEndian);
  view.setUint16(2, tag & 0xffff, coding.littleEndian);
  view.setUint16(4, vr);
  if (isLong) view.setUint32(8, length, coding.littleEndian);
  else view.setUint16(6, length, coding.littleEndian);
  return out;
}

/**
 * A whole new element, sequences with defined lengths.
 * @throws OutsideCharacterSet, RewriteError
 */
export function encodeElement(element: NewElement, coding: ElementCoding): Uint8Array {
  const { value } = element;
  const vr = value.kind === 'items' ? VR.SQ : element.vr;
  const body =
    value.kind === 'items'
      ? joined(value.items.map((item) => encodeItem(item, coding)))
      : encodeBody(value, element, coding);
  return joined([elementHead({ tag: element.tag, vr }, body.length, coding), body]);
}

/**
 * The value field of an element that is no sequence, as {@link elementHead} announces it.
 * @throws OutsideCharacterSet, RewriteError
 */
export function encodeBody(
  value: Exclude<NewValue, { kind: 'items' }>,
  element: { tag: number; vr: Vr },
  coding: ElementCoding,
): Uint8Array {
  const body = encodeValue(value, element, coding);
  const isTooLong = coding.explicit && !hasLongForm(element.vr) && body.length > MAX_SHORT_LENGTH;
  if (!isTooLong || coding.littleEndian || value.kind === 'text') return body;
  // PS3.5 6.2.2: what is written as UN for its length is little endian, also in big endian.
  if (value.kind === 'bytes') throw new RewriteError('value-too-long', element.tag);
  return encodeValue(value, element, { ...coding, littleEndian: true });
}

/**
 * A whole new item of defined length.
 * @throws OutsideCharacterSet; RewriteError also `already-there` for repeated tags, and for tags that no item may have
 */
export function encodeItem(item: NewItem, coding: ElementCoding): Uint8Array {
  const sorted = [...item].sort((a, b) => a.tag - b.tag);
  for (const [i, { tag }] of sorted.entries()) {
    refuseOutsiders(tag);
    if (sorted[i + 1]?.tag === tag) throw new RewriteError('already-there', tag);
  }
  const body = joined(sorted.map((element) => encodeElement(element, coding)));
  return joined([tagAndLength(ITEM, body.length, coding.littleEndian), body]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

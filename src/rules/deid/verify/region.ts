import { CLASS } from './byte-classes.js';
import type { Policy } from './policy.js';

/** A run of bytes that is searched as one: a value, a part of a long one, or another writing of it. */
export interface Region {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly classes: Uint8Array;
  readonly policy: Policy;
  /** Keyword that the values stand under; undefined where they stand under none. */
  readonly keyword: (() => string) | undefined;
  /** Bytes that a match must have: more where the bytes are text by assumption only. */
  readonly least: number;
}

const BACKSLASH = 0x5c;
/** Printable bytes in a row that no binary value has by chance. */
const TEXT_RUN = 24;

/** Whether neither letter nor digit stands beside the span. */
export function standsAlone({ bytes, from, to, classes }: Region, start: number, end: number): boolean {
  const before = start > from ? classes[bytes[start - 1] ?? 0] : CLASS.separator;
  const after = end < to ? classes[bytes[end] ?? 0] : CLASS.separator;
  return before === CLASS.separator && after === CLASS.separator;
}

/** Whether the span is a whole value: blanks, NULs and backslashes apart nothing stands beside it. */
export function isWholeValue({ bytes, from, to }: Region, start: number, end: number): boolean {
  let left = start - 1;
  while (left >= from && isPadding(bytes[left])) left--;
  let right = end;
  while (right < to && isPadding(bytes[right])) right++;
  return (left < from || bytes[left] === BACKSLASH) && (right >= to || bytes[right] === BACKSLASH);
}

/** Whether digits at the span are a piece of a number with a point: `1.234567`. */
export function isInDecimal({ bytes, from, to }: Region, start: number, end: number): boolean {
  const before = start - 2 >= from && bytes[start - 1] === 0x2e && isDigit(bytes[start - 2]);
  const after = end + 1 < to && bytes[end] === 0x2e && isDigit(bytes[end + 1]);
  return before || after;
}

/** Whether the span stands in text, or is a field of its own, among bytes of unknown meaning. */
export function isTextual(region: Region, start: number, end: number): boolean {
  const { bytes, from, to } = region;
  let left = start;
  while (left > from && end - left < TEXT_RUN && isPrintable(bytes[left - 1])) left--;
  let right = end;
  while (right < to && right - left < TEXT_RUN && isPrintable(bytes[right])) right++;
  if (right - left >= TEXT_RUN) return true;
  const isField = (start === from || bytes[start - 1] === 0) && (end === to || bytes[end] === 0);
  // Nothing but text up to padding at the end: a text VR that the file does not tell.
  return isField || (left === from && isPadded(bytes, right, to));
}

function isPadded(bytes: Uint8Array, at: number, to: number): boolean {
  return to - at <= 1 && (at === to || bytes[at] === 0);
}

function isPadding(byte: number | undefined): boolean {
  // `^` and `=` divide names, PS3.5 6.2.1; of an empty component they are all that is left.
  return byte === 0x20 || byte === 0 || byte === 0x5e || byte === 0x3d;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isPrintable(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x20 && byte !== 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

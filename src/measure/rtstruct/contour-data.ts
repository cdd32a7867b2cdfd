import { parseDecimal } from '../../dicom/values/numbers.js';

const [ZERO, NINE, BACKSLASH, POINT, MINUS, PLUS, SPACE] = [48, 57, 92, 46, 45, 43, 32];
/** Digits that a double holds whole, whatever they are. */
const EXACT_DIGITS = 15;
const POWERS = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i);

/**
 * The numbers of Contour Data, whose text may hold millions: DS values between backslashes, padding aside. Plain
 * decimals of up to 15 digits are taken as they are read (an exact integer over an exact power of ten is the nearest
 * double), all others by the parser of DS.
 * @returns undefined where a value is empty or no decimal number (PS3.5 6.2)
 */
export function parseContourData(text: string): Float64Array | undefined {
  const end = paddedEnd(text);
  if (end === 0) return new Float64Array(0);
  const numbers = new Float64Array(valueCount(text, end));
  let from = 0;
  for (let n = 0; n < numbers.length; n++) {
    const next = text.indexOf('\\', from);
    const to = next < 0 || next > end ? end : next;
    const value = plainDecimal(text, from, to);
    const read = Number.isNaN(value) ? parseDecimal(text.slice(from, to)) : value;
    if (read === undefined) return undefined;
    numbers[n] = read;
    from = to + 1;
  }
  return numbers;
}

function paddedEnd(text: string): number {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === SPACE || text.charCodeAt(end - 1) === 0)) end--;
  return end;
}

function valueCount(text: string, end: number): number {
  let count = 1;
  for (let at = 0; at < end; at++) if (text.charCodeAt(at) === BACKSLASH) count++;
  return count;
}

/** A sign, digits and a point, blanks around them; NaN for all else. */
function plainDecimal(text: string, start: number, end: number): number {
  let [from, to] = [start, end];
  while (from < to && text.charCodeAt(from) === SPACE) from++;
  while (to > from && text.charCodeAt(to - 1) === SPACE) to--;
  const sign = text.charCodeAt(from);
  if (sign === MINUS || sign === PLUS) from++;
  let digits = 0;
  let decimals = -1;
  let mantissa = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      mantissa = mantissa * 10 + code - ZERO;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (code === POINT && decimals < 0) decimals = 0;
    else return Number.NaN;
  }
  if (digits === 0 || digits > EXACT_DIGITS) return Number.NaN;
  const size = mantissa / (POWERS[Math.max(0, decimals)] ?? Number.NaN);
  return sign === MINUS ? -size : size;
}

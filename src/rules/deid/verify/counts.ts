import type { KnownKind } from '../known-value.js';
import { ASCII_CLASSES, CLASS } from './byte-classes.js';
import { isCodeWord } from './common-words.js';
import type { Pattern } from './pattern.js';
import { isInDecimal, isTextual, isWholeValue, type Region, standsAlone } from './region.js';

/** Shorter digits are slice positions, times of day and counts by chance. */
const LEAST_NUMBER = 6;
/** Shorter words among codes are abbreviations: COR, MAX. */
const LEAST_IN_CODE = 4;
/** From so many letters on, a word that touches digits counts: `smith2`. */
const LEAST_TOUCHING: Readonly<Record<KnownKind, number>> = {
  name: 4,
  id: 7,
  device: 7,
  date: 6,
  phrase: 5,
  phone: 6,
};
/** So many bytes stand in binary values by chance once in 2^40 places and more. */
const LEAST_OPAQUE = 6;

const DATE_SEPARATORS = new Set([...'./-, _'].map((sign) => sign.charCodeAt(0)));
const NUMBER_SEPARATORS = new Set([...'./- _:#^'].map((sign) => sign.charCodeAt(0)));

/** Whether a pattern that was found at a span is a hit there, or stands there by chance. */
export function counts(pattern: Pattern, region: Region, start: number, end: number): boolean {
  const { form, size, value, isDigits } = pattern;
  if (form === 'exempt') return true;
  if (end - start < region.least) return false;
  if (form === 'exact') return isExactly(pattern, region, start, end);
  if (!standsAlone(region, start, end) && size < LEAST_TOUCHING[value.kind] && !isTerse(region, start))
    return false;
  if (!fits(pattern, region, start, end)) return false;
  switch (region.policy) {
    case 'uid':
      // A number of seven digits stands in no UID by chance; a word in none at all.
      return !isDigits || (value.kind === 'id' && size > LEAST_NUMBER);
    case 'number':
      if (!isDigits) return true;
      return size >= LEAST_NUMBER && value.kind !== 'date' && isWholeValue(region, start, end);
    case 'day':
      // The shifted date of one subject is another's date of birth by chance: only its own counts.
      return isDigits ? value.kind === 'date' && pattern.isOwn : value.kind !== 'date';
    case 'code':
      return form === 'whole' || (size >= LEAST_IN_CODE && !isCodeWord(wordAt(region, start, end)));
    case 'opaque':
      return end - start >= LEAST_OPAQUE || isTextual(region, start, end);
    default:
      return isDigits && value.kind !== 'date' && value.kind !== 'phone'
        ? !isInDecimal(region, start, end)
        : true;
  }
}

/** Short and everyday values count where an attribute holds nothing else, and it is theirs or a person's name. */
function isExactly({ value }: Pattern, region: Region, start: number, end: number): boolean {
  const isTheirs = (value.kind === 'name' && region.policy === 'name') || region.keyword?.() === value.from;
  return isTheirs && isWholeValue(region, start, end);
}

/** Whether what stands between the tokens of the span is what stands between those of such a value. */
function fits(pattern: Pattern, { bytes }: Region, start: number, end: number): boolean {
  const { kind } = pattern.value;
  if (kind !== 'id' && kind !== 'device' && kind !== 'date') return true;
  const allowed = kind === 'date' ? DATE_SEPARATORS : NUMBER_SEPARATORS;
  let separators = 0;
  let areUsual = true;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || ASCII_CLASSES[byte] !== CLASS.separator) continue;
    separators++;
    areUsual &&= allowed.has(byte);
  }
  if (kind === 'date') return areUsual;
  // `12-34` is no `12.34`: few digits in groups are the number only as it is written.
  const isLoose = separators === 0 || (areUsual && (!pattern.isDigits || pattern.size > LEAST_NUMBER));
  return isLoose || wordAt({ bytes }, start, end) === pattern.written;
}

/** Han, Kana and Hangul are written without blanks between words. */
function isTerse({ bytes, classes }: Region, start: number): boolean {
  return classes[bytes[start] ?? 0] === CLASS.whole;
}

function wordAt({ bytes }: Pick<Region, 'bytes'>, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
    .toString('utf8')
    .toLowerCase();
}

import type { CharacterSet } from '../../../dicom/charset/character-set.js';
import { ASCII_CLASSES, CLASS, UTF8_CLASSES } from './byte-classes.js';
import type { Policy } from './policy.js';
import type { Place, RegionSearch } from './region-search.js';
import { asWide, hasHighBytes, readings, textRuns, wideRuns } from './views.js';

const ESC = 0x1b;
const AS_IT_IS = {};
/** Words in UTF-16 of fewer letters stand among binary values by chance. */
const LEAST_WIDE = 4;
/** Runs of bytes that may be text, and may be binary values. */
const LEAST_IN_RUN = 6;
/** Three characters of Han or Hangul, which any bytes give when they are read as UTF-16. */
const LEAST_WIDE_HAN = 9;

/** Bytes to search, and what they are. */
export interface Value {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly policy: Policy;
  readonly place: Place;
  readonly keyword?: () => string;
  /** The character set in force where the bytes stand; asked for when they hold more than ASCII. */
  readonly characterSet?: () => CharacterSet;
  /** The bytes follow others that were searched, and may begin inside a word. */
  readonly follows?: boolean;
}

/** Searches a value in every writing that its bytes can be. */
export function searchValue(search: RegionSearch, value: Value): void {
  if (value.policy === 'opaque') searchOpaque(search, value);
  else if (needsReading(value)) searchReadings(search, value, value.bytes.subarray(value.from, value.to));
  else scan(search, value, AS_IT_IS);
}

function scan(
  search: RegionSearch,
  value: Value,
  as: { readonly text?: Buffer; readonly least?: number },
): void {
  const { text, least = 0 } = as;
  const { policy, keyword, place } = value;
  const bytes = text ?? value.bytes;
  const from = text ? 0 : value.from;
  const to = text ? text.length : value.to;
  const classes = text ? UTF8_CLASSES : ASCII_CLASSES;
  search.scan({ bytes, from, to, classes, policy, keyword, least }, place);
}

function needsReading({ bytes, from, to }: Value): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte === ESC) return true;
  }
  return false;
}

function searchReadings(search: RegionSearch, value: Value, bytes: Uint8Array, least = 0): void {
  for (const text of readings(bytes, value.characterSet?.())) scan(search, value, { text, least });
}

/** Bytes of unknown meaning: as ASCII, and where they hold more as text of other codings and as UTF-16. */
function searchOpaque(search: RegionSearch, given: Value): void {
  const value = given.follows ? { ...given, from: afterWord(given) } : given;
  const { bytes, from, to } = value;
  scan(search, value, AS_IT_IS);
  if (to - from < LEAST_IN_RUN) return;
  if (hasHighBytes(bytes, from, to)) {
    for (const run of textRuns(bytes, from, to)) searchReadings(search, value, run, LEAST_IN_RUN);
    if (search.wantsWide) {
      for (const text of asWide(bytes, from, to)) scan(search, value, { text, least: LEAST_WIDE_HAN });
    }
  }
  for (const text of wideRuns(bytes, from, to)) {
    scan(search, { ...value, policy: 'text' }, { text, least: LEAST_WIDE });
  }
}

function afterWord({ bytes, from, to }: Value): number {
  let at = from;
  while (at < to && ASCII_CLASSES[bytes[at] ?? 0] !== CLASS.separator) at++;
  return at;
}

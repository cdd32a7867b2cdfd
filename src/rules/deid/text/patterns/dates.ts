import { type Span, spansOf } from '../span.js';

const YEAR = '(?:18|19|20)\\d\\d';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH_2 = '(?:0[1-9]|1[0-2])';
const DAY_2 = '(?:0[1-9]|[12]\\d|3[01])';
/** Not the end of a longer number, of a decimal number, or of a UID. */
const FROM = '(?<![0-9])(?<![0-9][./-])';
const TO = '(?![0-9])(?![./-][0-9])';
/** A time of day that follows as ISO 8601 and databases write it. */
const TIME = '(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?';

const NUMERIC = new RegExp(
  [
    // 2020-03-01, 2020/3/1, 2020_03_01, with or without the time.
    `${FROM}${YEAR}(?<a>[-./_] ?)${MONTH}\\k<a>${DAY}(?![0-9])${TIME}`,
    // 01.03.2020, 1. 3. 2020, 3/1/2020: which of both is the month does not matter.
    `${FROM}${DAY}(?<b>[-./_] ?)${DAY}\\k<b>${YEAR}${TO}`,
    // 3/1/20; with other separators only in two digits, since 3.1.20 may be a version.
    `${FROM}${DAY}/${DAY}/\\d\\d${TO}`,
    `${FROM}${DAY_2}(?<c>[-._])${MONTH_2}\\k<c>\\d\\d${TO}`,
    `${FROM}${MONTH_2}(?<d>[-._])${DAY_2}\\k<d>\\d\\d${TO}`,
    // 01 03 2020, 2020 03 01.
    `${FROM}${DAY_2} ${MONTH_2} ${YEAR}${TO}`,
    `${FROM}${YEAR} ${MONTH_2} ${DAY_2}${TO}`,
    '\\d{2,4} ?[年년] ?\\d{1,2} ?[月월](?: ?\\d{1,2} ?[日일])?',
    '\\d{1,2} ?[月월] ?\\d{1,2} ?[日일]',
    // The Japanese era: S36.5.23.
    `(?<![A-Za-z])[MTSHR]\\d{1,2}(?<e>[./])${MONTH}\\k<e>${DAY}${TO}`,
  ].join('|'),
  'g',
);

/** Names of months in English, German, French and Spanish; some stand for other things, too (MAR, DEC). */
const NAMES = [
  'jan(?:uary|uar|vier)?|enero|ene|jänner|january',
  'feb(?:ruary|ruar|rero)?|f[ée]v(?:rier)?',
  'mar(?:ch|s|zo)?|märz|maerz|mrz',
  'apr(?:il)?|avr(?:il)?|abr(?:il)?',
  'may|mai|mayo',
  'jun[ei]?|juin|junio',
  'jul[iy]?|juil(?:let)?|julio',
  'aug(?:ust)?|ao[uû]t|ago(?:sto)?',
  'sept?(?:ember|iembre|embre)?',
  'o[ck]t(?:ober|obre|ubre)?',
  'nov(?:ember|embre|iembre)?',
  'de[cz](?:ember)?|d[ée]c(?:embre)?|dic(?:iembre)?',
].join('|');
const WORD = `(?:${NAMES})(?![\\p{L}])\\.?`;
/** A single digit behind a letter is no day: `T1 Mar 12, 2020`. */
const NAMED_DAY = '(?:0[1-9]|[12]\\d|3[01]|(?<!\\p{L})[1-9])';
const ORDINAL = '(?:st|nd|rd|th|er|º|\\.)?';
const GAP = '[ \\-./,_]{0,2}(?:de |del |of )?';
const ANY_YEAR = `(?:${YEAR}|['’]?\\d\\d)(?![0-9])(?!\\.[0-9])`;

/** Each is looked for by itself: `1 April 17, 1938` holds two. */
const NAMED = [
  // 12 Mar 2020, 12-MAR-20, 12MAR2020, 1er mars 2020, 12. März 2020, 12 de marzo de 2020.
  `${FROM}${NAMED_DAY}${ORDINAL}${GAP}${WORD}${GAP}${ANY_YEAR}`,
  // Mar 12, 2020; March 2020.
  `(?<!\\p{L})(?:${NAMES})(?![\\p{L}])\\.?[ \\-._]{0,2}(?:${DAY}(?:st|nd|rd|th)?[ ,.\\-_]{1,2})?(?:de |del )?${YEAR}(?![0-9])`,
  // 2020-Mar-12.
  `${FROM}${YEAR}[ \\-._/]{0,2}(?:${NAMES})[ \\-._/]{0,2}${DAY}(?![0-9])(?!\\.[0-9])`,
  // 12 March: only names that mean nothing else.
  `${FROM}${NAMED_DAY}${ORDINAL} ?(?:january|february|march|april|june|july|august|september|october|november|december|januar|februar|märz|juli|oktober|dezember|janvier|février|avril|juillet|septembre|octobre|novembre|décembre)(?!\\p{L})`,
  `(?<!\\p{L})(?:january|february|march|april|june|july|august|september|october|november|december) ${DAY}(?:st|nd|rd|th)?(?![0-9])(?!\\.[0-9])`,
].map((pattern) => new RegExp(pattern, 'giu'));
const MONTH_HINT =
  /jan|feb|f[ée]v|m[aä]r|mrz|apr|avr|abr|ma[iy]|jun|juin|jul|juil|aug|ao|ago|sep|o[ck]t|nov|de[cz]|d[ée]c|dic|ene|jän/i;
const TWO_DIGITS = /\d\d/;

/**
 * Where a day is written, in the forms that people and systems use in English, German, French, Spanish, Chinese,
 * Japanese and Korean. A year alone is no day. Not found: days in numbers of less than eight digits without separators.
 */
export function dateSpans(text: string): Span[] {
  if (!/\d/.test(text)) return [];
  const named = MONTH_HINT.test(text) ? NAMED.flatMap((pattern) => spansOf(pattern, text)) : [];
  return [...(TWO_DIGITS.test(text) || /[月월]/.test(text) ? spansOf(NUMERIC, text) : []), ...named];
}

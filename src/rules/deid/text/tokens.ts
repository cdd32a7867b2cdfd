import { folded, foldedSpelt } from '../../../dicom/values/fold.js';
import { isAscii } from './levelled.js';

/** A run of letters or of digits. `JohnSmith01` has three, and so has `MRSmith2`. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Lower case, without marks. */
  readonly folded: string;
  /** As {@link folded}, umlauts spelt with two letters. */
  readonly spelt: string;
  /** Nothing that can be seen is between it and the token before. */
  readonly glued: boolean;
  readonly isDigits: boolean;
}

/** Scripts without blanks between words: each character is a token. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}々〆ー';
const WHERE_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');
const TOKEN = new RegExp(
  [
    '[0-9]+|\\p{N}+',
    // A voiced mark of half-width katakana belongs to the letter before.
    `[${UNSPACED}][\\p{M}\\uff9e\\uff9f]*`,
    `\\p{Lu}?(?:(?![${UNSPACED}])[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Lt}\\p{M}])+`,
    '\\p{Lu}+(?![\\p{Ll}\\p{M}])',
    '\\p{Lu}',
  ].join('|'),
  'gu',
);
const ASCII_TOKEN = /[0-9]+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;
const DIGIT = /^\p{N}/u;
/** Characters that are not seen: soft hyphens, zero-width joiners and marks of direction. */
const UNSEEN = /^\p{Cf}+$/u;

/** True when a text has letters of a script that is written without blanks between words. */
export function isUnspaced(text: string): boolean {
  return WHERE_UNSPACED.test(text);
}

/** The tokens of a text, in order. */
export function tokensOf(text: string): Token[] {
  const plain = isAscii(text);
  const tokens: Token[] = [];
  let before = -1;
  for (const match of text.matchAll(plain ? ASCII_TOKEN : TOKEN)) {
    const [word] = match;
    const start = match.index;
    const fold = plain ? word.toLowerCase() : folded(word);
    const glued =
      before >= 0 && (start === before || UNSEEN.test(text.slice(before, Math.min(start, before + 8))));
    const spelt = plain ? fold : foldedSpelt(word);
    before = start + word.length;
    tokens.push({ start, end: before, folded: fold, spelt, glued, isDigits: DIGIT.test(word) });
  }
  return tokens;
}

import type { IdentifyingValues } from './series-header.js';

/** What stands in place of a word that was taken out. */
export const REDACTED = '***';

/** Shorter parts of a name are initials. */
const MIN_NAME_PART = 2;
/** Short titles and terms that stand beside names, and in most descriptions: they identify nobody. */
const COMMON = new Set('mr ms dr md jr sr ct pt us ax ap pa se ge ir pd lt rt'.split(' '));
/** Parts this long are found inside words, too. */
const MIN_INSIDE_WORD = 5;
/** Scripts that write a name in one or two characters, and without blanks between words. */
const TERSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const MIN_INSIDE_TERSE_WORD = 2;
const MIN_NUMBER = 4;
/** A run of digits this long may be a date, a record number or a telephone number. */
const LONG_DIGITS = /\d{6,}/g;
const WORD = /[\p{L}\p{N}]+/gu;

/** Lower case without diacritics, so that `Müller`, `MULLER` and `Mu\u0308ller` are one. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/**
 * Takes identifying words out of free text that a scanner's operator typed (descriptions, station names), given the
 * identifying values of the whole delivery: parts of names as words (long ones anywhere), numbers and long runs of
 * digits anywhere. What remains is what a reader needs to know a series by.
 */
export class Redactor {
  private readonly words = new Set<string>();
  private readonly inside: string[] = [];
  private readonly phrases: readonly RegExp[];
  /** Series of one protocol have one description: each is worked out once. */
  private readonly done = new Map<string, string>();

  /** @param values identifying values as the headers hold them */
  constructor(values: Iterable<IdentifyingValues>) {
    const wholes = new Set<string>();
    for (const { words, phrases } of values) {
      for (const word of words.flatMap((value) => fold(value).match(WORD) ?? [])) {
        if (!this.words.has(word)) this.learn(word);
      }
      for (const phrase of phrases) if (phrase.length >= MIN_NUMBER) wholes.add(phrase);
    }
    this.phrases = [...wholes].map((phrase) => new RegExp(escaped(phrase), 'giu'));
  }

  private learn(word: string): void {
    const isTerse = TERSE.test(word);
    const shortest = /\d/.test(word) ? MIN_NUMBER : isTerse ? 1 : MIN_NAME_PART;
    if (word.length < shortest || COMMON.has(word)) return;
    this.words.add(word);
    if (word.length >= (isTerse ? MIN_INSIDE_TERSE_WORD : MIN_INSIDE_WORD)) this.inside.push(word);
  }

  /** The text with identifying words and long runs of digits replaced by {@link REDACTED}. */
  clean(text: string): string {
    return this.cleanWords(text).replace(LONG_DIGITS, REDACTED);
  }

  /** As {@link clean}, but digits are left alone: names of stations often hold a serial number. */
  cleanWords(text: string): string {
    const known = this.done.get(text);
    if (known !== undefined) return known;
    const cleaned = this.withoutWords(text);
    this.done.set(text, cleaned);
    return cleaned;
  }

  private withoutWords(text: string): string {
    let rest = text;
    for (const phrase of this.phrases) rest = rest.replace(phrase, REDACTED);
    return rest.replace(WORD, (word) => {
      const folded = fold(word);
      const identifying = this.words.has(folded) || this.inside.some((part) => folded.includes(part));
      return identifying ? REDACTED : word;
    });
  }
}

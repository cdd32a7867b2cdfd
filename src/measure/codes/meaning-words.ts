/** A concept of the tables. */
export interface KnownConcept {
  /** What it goes by, the preferred one first. */
  readonly meanings: readonly string[];
  /** A meaning that shares no word with these is at odds; else only that of another known concept is. */
  readonly strict: boolean;
}

const FILLERS: ReadonlySet<string> = new Set([
  'a',
  'and',
  'by',
  'from',
  'in',
  'of',
  'or',
  'the',
  'to',
  'value',
]);

/** Words of a meaning: without case, punctuation and the s of a plural. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word));
}

/** A meaning as it is compared with others. */
export function textKey(text: string): string {
  return wordsOf(text).join(' ');
}

/**
 * Whether a meaning says something else than its concept: it is that of another known concept, of which neither is a
 * narrower wording of the other, or (`strict`) it shares no word with any of ours. Meanings in letters beyond ASCII are
 * of another language or character set, and only judged by the first rule.
 */
export function meaningAtOdds(said: string, known: KnownConcept, all: ReadonlySet<string>): boolean {
  const words = wordsOf(said);
  if (words.length === 0) return false;
  const own = known.meanings.map(wordsOf);
  const key = words.join(' ');
  if (own.some((meaning) => meaning.join(' ') === key)) return false;
  if (all.has(key)) return !own.some((meaning) => isWithin(meaning, words) || isWithin(words, meaning));
  if (!known.strict || !/^\p{ASCII}*$/u.test(said)) return false;
  return !own.some((meaning) => isRelated(meaning, words));
}

function isWithin(words: readonly string[], others: readonly string[]): boolean {
  return words.every((word) => others.includes(word));
}

/** A word, the start of one (Max, Volumen) or the initials (SD, RMS) in common. */
function isRelated(own: readonly string[], said: readonly string[]): boolean {
  const telling = own.filter((word) => !FILLERS.has(word));
  const initials = telling.map((word) => word.charAt(0)).join('');
  return said.some((word) => {
    if (FILLERS.has(word)) return false;
    if (initials.length > 1 && word === initials) return true;
    return telling.some((other) => word === other || sharesStart(word, other));
  });
}

function sharesStart(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 3) return false;
  return long.startsWith(short) || (short.length > 3 && long.startsWith(short.slice(0, 4)));
}

import { collapsed, folded, foldedSpelt } from '../../dicom/values/fold.js';
import { isInitial } from './name-forms.js';

/** How words go together, best first; full ones are equal in a folding, alike ones once collapsed. */
type WordMatch = 'full' | 'initial' | 'alike';

/**
 * How the words of two components stand to each other. equal: none is left over. within: only one side has words
 * that are left over. shared: both have. alike: a word goes with another by its collapsed form only. none: no word
 * goes with any.
 */
type ComponentRelation = 'equal' | 'within' | 'shared' | 'alike' | 'none';

/** Whether two words are one in any of their foldings. */
export function areSameWord(a: string, b: string): boolean {
  const [plain, spelt] = [folded(a), foldedSpelt(a)];
  const [otherPlain, otherSpelt] = [folded(b), foldedSpelt(b)];
  return plain === otherPlain || plain === otherSpelt || spelt === otherPlain || spelt === otherSpelt;
}

function goByInitial(a: string, b: string): boolean {
  if (isInitial(a) === isInitial(b)) return false;
  const [initial, word] = isInitial(a) ? [a, b] : [b, a];
  return folded(word).startsWith(folded(initial));
}

const TESTS: readonly (readonly [WordMatch, (a: string, b: string) => boolean])[] = [
  ['full', areSameWord],
  ['initial', goByInitial],
  ['alike', (a, b) => !isInitial(a) && collapsed(a) === collapsed(b)],
];

/** What goes together of two lists of words, each word once, and how many of each are left over. */
export interface WordMatches {
  readonly full: number;
  readonly initial: number;
  readonly alike: number;
  readonly leftA: number;
  readonly leftB: number;
}

/** Pairs words off: full ones first, so that an initial takes none that has its own. */
export function matchWords(a: readonly string[], b: readonly string[]): WordMatches {
  const [restA, restB] = [[...a], [...b]];
  const found = { full: 0, initial: 0, alike: 0 };
  for (const [kind, goes] of TESTS) {
    for (const word of [...restA]) {
      const at = restB.findIndex((other) => goes(word, other));
      if (at < 0) continue;
      restB.splice(at, 1);
      restA.splice(restA.indexOf(word), 1);
      found[kind]++;
    }
  }
  return { ...found, leftA: restA.length, leftB: restB.length };
}

/** `Gil Dong` is `Gildong`, `O'Neil` is `ONeil`. */
function isSameJoined(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && areSameWord(a.join(''), b.join(''));
}

function relationOf({ leftA, leftB }: WordMatches): 'equal' | 'within' | 'shared' {
  if (leftA === 0 && leftB === 0) return 'equal';
  return leftA === 0 || leftB === 0 ? 'within' : 'shared';
}

/** How two family names stand to each other: initials do not count. */
export function relateFamilies(a: readonly string[], b: readonly string[]): ComponentRelation {
  if (isSameJoined(a, b)) return 'equal';
  const full = (words: readonly string[]): string[] => words.filter((word) => !isInitial(word));
  const matches = matchWords(full(a), full(b));
  if (matches.full > 0) return matches.alike > 0 ? 'shared' : relationOf(matches);
  return matches.alike > 0 ? 'alike' : 'none';
}

/** How two given names stand to each other: an initial goes with a full name, `J` with `John`. */
export function relateGivens(a: readonly string[], b: readonly string[]): ComponentRelation {
  if (isSameJoined(a, b)) return 'equal';
  const matches = matchWords(a, b);
  const [first = '', otherFirst = ''] = [a[0], b[0]];
  if (matches.full === 0 && matches.initial === 0) return matches.alike > 0 ? 'alike' : 'none';
  const isLed = matches.full > 0 || goByInitial(first, otherFirst);
  // `P` may be the `Paul` of `John Paul`, but need not.
  if (!isLed || matches.alike > 0) return 'shared';
  return relationOf(matches);
}

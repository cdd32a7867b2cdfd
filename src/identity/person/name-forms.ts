import { folded, uniform } from '../../dicom/values/fold.js';
import { parsePersonName } from '../../dicom/values/person-name.js';

/** Scripts in which a word of one character is a whole word, and no initial. */
const TERSE = ['Han', 'Kana', 'Hangul'] as const;
const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Thai', 'Devanagari', 'Armenian'] as const;

/** What names are compared within: a name of one script says nothing of a name of another. */
type Script = (typeof TERSE)[number] | (typeof SCRIPTS)[number] | 'Other';

/** One component group of a name, in words, each as it is written. */
export interface NameForm {
  readonly scripts: ReadonlySet<Script>;
  readonly family: readonly string[];
  /** Given and middle names; empty where the group has one component, which then stands in `family`. */
  readonly given: readonly string[];
}

const SCRIPT_OF: readonly (readonly [Script, RegExp])[] = [
  ['Han', /[\p{Script=Han}々]/u],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ...SCRIPTS.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const),
];

/** Titles and suffixes that people put in the wrong component, PS3.5 6.2.1.1. They say nothing of who it is. */
const TITLES = new Set(
  'dr prof professor mr mrs ms miss mme mlle herr frau sir md phd jr sr junior senior ii iii'.split(' '),
);
/** Apostrophes that Unicode holds to be letters are no part of a word, as the others are none. */
const WORD = /(?:(?![\u02b0-\u02ff])[\p{L}\p{M}\p{N}])+/gu;

/** A component group has 64 characters at most (PS3.5 Table 6.2-1): more words than these are no name. */
const MAX_WORDS = 32;

/** The component groups of a PN value that are not empty, PS3.5 6.2.1.2, each with all its components. */
export function groupsOf(name: string): string[] {
  return Object.values(parsePersonName(name)).map((group) => Object.values(group).join('^'));
}

function wordsOf(component: string): string[] {
  const words = (uniform(component).match(WORD) ?? []).slice(0, MAX_WORDS);
  const named = words.filter((word) => !TITLES.has(word));
  return named.length > 0 ? named : words;
}

/**
 * The scripts of a text. Kana beside Han is not counted: a Japanese name in both is compared with such names, not
 * with how it sounds.
 */
function scriptsOf(text: string): ReadonlySet<Script> {
  const found = SCRIPT_OF.filter(([, letters]) => letters.test(text)).map(([script]) => script);
  if (found.length === 0) return new Set(['Other']);
  return new Set(found.filter((script) => script !== 'Kana' || !found.includes('Han')));
}

/** A component group in words; undefined when it has none. Prefix and suffix are left out. */
export function formOf(group: string): NameForm | undefined {
  const [family = '', given = '', middle = ''] = group.split('^');
  const first = wordsOf(family);
  const rest = [...wordsOf(given), ...wordsOf(middle)];
  if (first.length + rest.length === 0) return undefined;
  const scripts = scriptsOf([...first, ...rest].join(''));
  return first.length > 0 ? { scripts, family: first, given: rest } : { scripts, family: rest, given: [] };
}

/** Whether a word is an initial: one letter, of a script that writes words with several. */
export function isInitial(word: string): boolean {
  return [...folded(word)].length === 1 && !TERSE.some((script) => scriptsOf(word).has(script));
}

/** Whether both are in one script, at least in part. */
export function areComparable(a: NameForm, b: NameForm): boolean {
  return [...a.scripts].some((script) => b.scripts.has(script));
}

import { parsePersonName } from '../../../dicom/values/person-name.js';
import { isImagingWord } from './common-words.js';
import { folded, spelt } from './fold.js';
import type { PatternForm } from './pattern.js';

/** Shorter parts of a name stand in texts by chance. */
const LEAST_LETTERS = 3;
/** Shorter names, written as one word, do, too. */
const LEAST_JOINED = 6;
/** Han and Hangul write a name in two or three characters; Kana sounds of two are words. */
const LEAST_HAN = 2;
const LEAST_KANA = 3;
const WORD = /\p{L}+/gu;
const HAN = /^[\p{Script=Han}\p{Script=Hangul}]+$/u;
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;
const TITLES = new Set('dr prof professor mr mrs ms miss mme herr frau sir md phd jun sen iii'.split(' '));

/** A form of a name: its folded text, and how it counts. */
export type NameForm = readonly [text: string, form: PatternForm];

interface Words {
  readonly family: readonly string[];
  readonly given: readonly string[];
  readonly all: readonly string[];
}

/** The ways in which a name is written, component group by component group. PS3.5 6.2.1. */
export function formsOfName(name: string): NameForm[] {
  const groups = Object.values(parsePersonName(name)).map(({ family, given, middle, prefix, suffix }) => [
    family,
    `${given} ${middle}`,
    `${prefix} ${suffix}`,
  ]);
  const writings = [folded, spelt, unspelt];
  const forms = groups.flatMap((group) => writings.flatMap((write) => formsOf(group, write)));
  return [...new Map(forms.map((form) => [form.join('\n'), form])).values()];
}

/** What is left of letters that are spelt with two where another writer has the umlaut: `mueller` → `muller`. */
function unspelt(text: string): string {
  return folded(text).replace(/([aou])e/g, '$1');
}

function formsOf(group: readonly string[], write: (text: string) => string): NameForm[] {
  const [family = [], given = []] = group.map((component) => wordsOf(write(component)));
  const all = [...family, ...given];
  const names: Words = { family, given, all };
  const parts = all.flatMap((word) => partOf(word, all.length === 1));
  // A family name of several words, or one in characters that stand alone, is more than its words.
  const wholeFamily = family.length > 1 ? longEnough(family.join(' ')) : [];
  return [...parts, ...wholeFamily, ...ordersOf(names).flatMap(longEnough), ...joinedOf(names)];
}

function wordsOf(component: string): string[] {
  return (component.match(WORD) ?? []).filter((word) => !TITLES.has(word)).slice(0, 12);
}

function partOf(word: string, alone: boolean): NameForm[] {
  const least = HAN.test(word) ? LEAST_HAN : KANA.test(word) ? LEAST_KANA : LEAST_LETTERS;
  const counts = [...word].length >= least && !isImagingWord(word);
  if (counts) return [[word, 'part']];
  return alone ? [[word, 'exact']] : [];
}

/** Family and given names in the usual orders, the given ones also as initials. */
function ordersOf({ family, given, all }: Words): string[] {
  if (family.length === 0 || given.length === 0) return all.length > 1 ? [all.join(' ')] : [];
  const [first = ''] = given;
  const initials = given.map((word) => [...word][0] ?? '');
  const tail = [given, [first], [first, ...initials.slice(1)]];
  return tail.flatMap((names) => [[...family, ...names].join(' '), [...names, ...family].join(' ')]);
}

/** Written as one word: `smithjohn`, `johnsmith`, `jsmith`, `smithj`. */
function joinedOf({ family, given }: Words): NameForm[] {
  const [first = ''] = given;
  const last = family.join('');
  if (last === '' || first === '') return [];
  const initial = [...first][0] ?? '';
  const joined = [last + first, first + last, initial + last, last + initial];
  return joined
    .filter((text) => text.length >= LEAST_JOINED && !isImagingWord(text))
    .map((text) => [text, 'whole']);
}

function longEnough(text: string): NameForm[] {
  const letters = text.replace(/ /g, '');
  const isTerse = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(letters);
  return [...letters].length >= (isTerse ? LEAST_HAN : 4) ? [[text, 'whole']] : [];
}

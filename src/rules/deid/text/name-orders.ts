import { parsePersonName } from '../../../dicom/values/person-name.js';
import { TITLES } from './imaging-words.js';
import { isUnspaced, tokensOf } from './tokens.js';

/** One component group of a name in words, each folded. */
export interface NameWords {
  readonly family: readonly string[];
  /** Given and middle names; empty where the group has one component, which then stands in `family`. */
  readonly given: readonly string[];
}

/** A component has 64 characters at most (PS3.5 Table 6.2-1): more words than these are no name. */
const MAX_WORDS = 12;

/** Words of a component: what is glued together is one, `McDonald` and `小東` among them. */
function wordsOf(component: string): string[] {
  const words: string[] = [];
  for (const token of tokensOf(component)) {
    if (token.isDigits) continue;
    if (token.glued && words.length > 0)
      words.push(`${words.pop()}${component.slice(token.start, token.end)}`);
    else words.push(component.slice(token.start, token.end));
  }
  const named = words.filter((word) => !TITLES.has(word.toLowerCase()));
  return (named.length > 0 ? named : words).slice(0, MAX_WORDS);
}

/**
 * The component groups of a PN value, PS3.5 6.2.1.2, in words as they are written; prefix and suffix are left out.
 * @param name in Unicode's form NFC
 */
export function nameWords(name: string): NameWords[] {
  const groups: NameWords[] = [];
  for (const { family, given, middle } of Object.values(parsePersonName(name))) {
    const [first, rest] = [wordsOf(family), [...wordsOf(given), ...wordsOf(middle)]];
    if (first.length > 0) groups.push({ family: first, given: rest });
    else if (rest.length > 0) groups.push({ family: rest, given: [] });
  }
  return groups;
}

function initialsOf(words: readonly string[]): string[] {
  return words.map((word) => [...word][0] ?? '');
}

/** Orders of a name whose components are known. */
function orders(family: readonly string[], given: readonly string[]): (readonly string[])[] {
  const [first = '', ...middle] = given;
  const initials = initialsOf(given);
  const shortened = [first, ...initials.slice(1)];
  const forms = [
    [...family, ...given],
    [...given, ...family],
    [...family, first],
    [first, ...family],
    [...family, ...shortened],
    [...shortened, ...family],
    [...family, first, ...middle.slice(0, 1)],
    // Components of several words, each by itself: words of them may be too common to be found alone.
    ...[family, given].filter((words) => words.length > 1),
  ];
  // `J Smith`; a first letter of a script whose letters are words is none.
  if (isUnspaced(given.join(''))) return forms;
  const one = initials.slice(0, 1);
  return [
    ...forms,
    [...family, ...initials],
    [...initials, ...family],
    [...family, ...one],
    [...one, ...family],
  ];
}

/**
 * The usual orders in which a whole name is written, each as its words: `Smith, John Q`, `John Smith`, `J Smith`. Of a
 * name that is written as one component, the first or the last word may be the family name.
 */
export function nameOrders({ family, given }: NameWords): (readonly string[])[] {
  if (given.length > 0) return orders(family, given);
  if (family.length < 2) return [];
  return [...orders(family.slice(0, 1), family.slice(1)), ...orders(family.slice(-1), family.slice(0, -1))];
}

import type { Bounds } from '../compiled.js';
import type { Clause } from './scope.js';
import type { WrittenNumber } from './values.js';

const PLAIN = /^[^\s"',;:/()<>=≤≥…±]+(?: [^\s"',;()…±]+)*$/u;
const CONTROL = /\p{C}/u;
const EVERY_CONTROL = /\p{C}/gu;
/** Words that a constraint has itself. */
const OWN_WORD = /^(?:present|absent|one of|none of|matches|contains|every|some|in|at|target|true|false)\b/;

/** Bounds as they were written. */
export interface WrittenBounds {
  readonly bounds: Bounds;
  readonly min?: WrittenNumber;
  readonly max?: WrittenNumber;
}

/**
 * A text as it stands in a sentence: in quotes only where it would not be told from what is around it.
 * Control characters are escaped.
 */
export function inWords(text: string): string {
  const plain = PLAIN.test(text) && !CONTROL.test(text) && !OWN_WORD.test(text);
  return plain ? text : JSON.stringify(text).replace(EVERY_CONTROL, escaped);
}

/** A character as JavaScript writes it: what JSON leaves as it is can still turn a terminal's text around. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** A pattern as it is written in a protocol. */
export function patternInWords(pattern: string, anyCase: boolean): string {
  return `/${pattern}/${anyCase ? 'i' : ''}`;
}

/** Bounds: `2 … 4 ms`, `≥ 2 ms`, `> 2 ms, ≤ 1 s`. */
export function boundsInWords({ bounds, min, max }: WrittenBounds): string {
  const low = min && `${bounds.minExcluded ? '>' : '≥'} ${min.words}`;
  const high = max && `${bounds.maxExcluded ? '<' : '≤'} ${max.words}`;
  if (!min || !max || bounds.minExcluded || bounds.maxExcluded) {
    return [low, high].filter((part) => part !== undefined).join(', ');
  }
  const first = min.unit === max.unit ? withoutUnit(min) : min.words;
  return `${first} … ${max.words}`;
}

function withoutUnit({ words, unit }: WrittenNumber): string {
  return unit === undefined ? words : words.slice(0, -unit.length).trimEnd();
}

/** Several things that have to hold at once: `2 … 4 ms, target 2.5 … 3.5 ms`. */
export function clausesInWords(clauses: readonly Clause[]): string {
  return clauses.map(({ words }) => words).join(', ');
}

/** The same where more follows: in brackets when there are several. */
export function groupInWords(clauses: readonly Clause[]): string {
  return clauses.length === 1 ? clausesInWords(clauses) : `(${clausesInWords(clauses)})`;
}

import { REDACTED } from '../../../study/redact.js';

/** How closely a pattern follows a description: `general` lets numbers that stand alone differ. */
export type Closeness = 'general' | 'specific';

const PIECES = /(?<gone>\*\*\*)|(?<word>[\p{L}\p{N}]+)|(?<gap>[\s_-]+)|(?<other>.)/gu;
const DIGITS = /^\d+$/;

/** PS3.5 6.2: what a text may hold besides letters and digits, as RE2 takes it literally. */
function literal(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/**
 * A pattern that a description fits, its case, its blanks and underscores aside: `/^t1[\s_-]*mprage$/i`. What was taken
 * out of it may be anything. Undefined where nothing is left to know it by.
 * @param clean without what identifies
 */
export function descriptionPattern(clean: string, closeness: Closeness): string | undefined {
  let pattern = '';
  let words = 0;
  for (const { groups = {} } of clean.trim().matchAll(PIECES)) {
    const { gone, word, gap, other } = groups;
    if (word !== undefined) {
      words++;
      pattern += closeness === 'general' && DIGITS.test(word) ? '\\d+' : word;
    } else if (gone !== undefined) pattern += '.*';
    else if (gap !== undefined) pattern += '[\\s_-]*';
    else pattern += literal(other ?? '');
  }
  return words === 0 ? undefined : pattern;
}

/** Several patterns as one, from beginning to end, in any case: as a protocol has it. */
export function anyOf(patterns: readonly string[]): string {
  const distinct = [...new Set(patterns)];
  const [only] = distinct;
  return distinct.length === 1 ? `/^${only}$/i` : `/^(?:${distinct.join('|')})$/i`;
}

/** A text exactly but for its case. */
export function namePattern(text: string): string {
  return `/^${[...text].map((character) => literal(character)).join('')}$/i`;
}

/** Words of a description, to compare it with others: letters and numbers apart. */
export function wordsOf(clean: string): Set<string> {
  return new Set(
    clean
      .replaceAll(REDACTED, ' ')
      .toLowerCase()
      .match(/\p{L}+\d?(?![\d])|\p{L}+|\d+/gu) ?? [],
  );
}

const LONGEST_NAME = 40;

/** A name for a series of the protocol, made of its description. */
export function entryName(clean: string, modality: string): string {
  const words =
    clean
      .replaceAll(REDACTED, ' ')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const name = words.join('_').slice(0, LONGEST_NAME).replace(/_+$/, '');
  if (name === '') return modality.toLowerCase();
  return /^[a-z]/.test(name) ? name : `${modality.toLowerCase()}_${name}`;
}

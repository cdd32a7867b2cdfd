import { collapsed } from '../../dicom/values/fold.js';
import { independentNames, known, knownBirthDate } from './compare.js';
import { namingForms } from './compare-names.js';
import type { PersonEvidence } from './evidence.js';
import type { NameForm } from './name-forms.js';

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}

/** The words of a component, and all of them as one: `Xiao Dong` is also `XiaoDong`. */
function tokens(words: readonly string[]): string[] {
  return unique([...words, words.join('')].map(collapsed).filter((word) => word !== ''));
}

function initials(words: readonly string[]): string[] {
  return unique(words.map((word) => [...collapsed(word)][0] ?? '').filter((letter) => letter !== ''));
}

function withInitials(words: readonly string[], others: readonly string[]): string[] {
  return tokens(words).flatMap((word) => initials(others).map((initial) => `${word}:${initial}`));
}

/** The initial of the other component stands for all of its names, so that it is found abbreviated, too. */
function nameKeys({ family, given }: NameForm): string[] {
  const both = [...family, ...given];
  const runs = [both, [...given, ...family]].map((words) => collapsed(words.join('')));
  if (given.length > 0) return [...withInitials(family, given), ...withInitials(given, family), ...runs];
  // One component may hold the whole name: any word may be the family name.
  return [...family.flatMap((word, i) => withInitials([word], family.toSpliced(i, 1))), ...runs];
}

/**
 * Keys under which a person is found again without their record number, each a birth date and parts of a name in
 * their collapsed letters: the order of components, marks, spelt umlauts, case, width, middle names, double-barrelled
 * names and initials do not matter; another script does, unless the name has both. No key without a birth date and a
 * name. Who shares a key may be the person; `compareNames` tells.
 *
 * Crosswalks store these keys: to change what they are is to migrate them.
 */
export function demographicKeys({
  names,
  birthDates,
  number,
}: Pick<PersonEvidence, 'names' | 'birthDates' | 'number'>): string[] {
  const written = independentNames(names, [number]).flatMap(namingForms).flatMap(nameKeys);
  const keys = known(birthDates, knownBirthDate).flatMap((date) => written.map((name) => `${date}:${name}`));
  return unique(keys).sort();
}

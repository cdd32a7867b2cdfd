import type { FaultPath } from '../../config-fault.js';
import type { RawCriteria, RawCriteriaFile } from './raw-criteria.js';

/** What RECIST leaves to a trial's protocol, so that saying it modifies nothing. */
const CHOICES = {
  // Eisenhauer 2009, 4.6.1: whether responses are confirmed depends on the trial's design, and the interval on the protocol.
  'best.confirmation.required': ({ best }: RawCriteria) => best.confirmation.required,
  'best.confirmation.minimumDays': ({ best }: RawCriteria) => best.confirmation.minimumDays,
  'best.confirmation.mayLieBetween': ({ best }: RawCriteria) => best.confirmation.mayLieBetween,
  // 4.4.3: the minimum of stable disease is as the protocol defines it.
  'best.stable.minimumDays': ({ best }: RawCriteria) => best.stable.minimumDays,
  'target.partialContinues': ({ target }: RawCriteria) => target.partialContinues,
} as const;

/** Key of a choice, as it stands in a file. */
export type Choice = keyof typeof CHOICES;

const NAMES = Object.keys(CHOICES) as readonly Choice[];

/** Whether a key is left to a trial's protocol. */
export function isChoice(path: FaultPath): boolean {
  return NAMES.some((name) => name === path.join('.'));
}

/** The choices that a file states. */
export function statedChoices(file: RawCriteriaFile): readonly Choice[] {
  return NAMES.filter((name) => {
    let node: unknown = file;
    for (const key of name.split('.')) node = (node as Readonly<Record<string, unknown>> | undefined)?.[key];
    return node !== undefined;
  });
}

/** Choices in words, as they hold: `best.confirmation.required: true`. */
export function choiceTexts(chosen: Iterable<Choice>, raw: RawCriteria): string[] {
  const stated = new Set(chosen);
  return NAMES.filter((name) => stated.has(name)).map((name) => `${name}: ${CHOICES[name](raw)}`);
}

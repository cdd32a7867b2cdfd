import type { Condition, Constraint, Test } from '../compiled.js';
import { printedName } from './names.js';

/** Conditions in words: `Modality MR; Series Description matches /mprage/i`. */
export function conditionWords(condition: Condition, separator = '; '): string {
  return condition.terms.map(({ constraint }) => termWords(constraint)).join(separator);
}

/** Scanners in words: `SIEMENS, software XA30 and later`. */
export function scannerWords(condition: Condition): string {
  return conditionWords(condition, ', ');
}

function termWords(constraint: Constraint): string {
  const { quantity, tests, text } = constraint;
  const [test, ...more] = tests;
  if (isYesOrNo(constraint)) return `${printedName(quantity.name)}: ${valueWords(constraint)}`;
  if (test && more.length === 0) {
    const make = quantity.name === 'Manufacturer' && test.kind === 'matches' ? makeOf(test.text) : undefined;
    if (make !== undefined) return make;
    if (quantity.name === 'Manufacturer' && test.kind === 'equals') return text;
    if (test.kind === 'version') return versionWords(test);
  }
  return `${printedName(quantity.name)} ${text}`;
}

/** What is asked for, as a manual says it: `yes` of a flag. */
export function valueWords(constraint: Constraint): string {
  if (!isYesOrNo(constraint)) return constraint.text;
  return constraint.text === 'true' ? 'yes' : 'no';
}

function isYesOrNo({ quantity, text }: Constraint): boolean {
  return quantity.type === 'boolean' && (text === 'true' || text === 'false');
}

/** The make that a pattern of a single word stands for: `Siemens` of `/siemens/i`, `GE` of `/^ge\b/i`. */
function makeOf(pattern: string): string | undefined {
  const [, word = ''] = /^\/\^?(?:\\b)?([A-Za-z]{2,})(?:\\b)?\/i?$/.exec(pattern) ?? [];
  if (word === '') return undefined;
  return word.length < 4 ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

function versionWords({ comparison, version }: Extract<Test, { kind: 'version' }>): string {
  switch (comparison) {
    case '>=':
      return `software ${version.text} and later`;
    case '>':
      return `software later than ${version.text}`;
    case '<=':
      return `software up to ${version.text}`;
    case '<':
      return `software before ${version.text}`;
    case '=':
      return `software ${version.text}`;
  }
}

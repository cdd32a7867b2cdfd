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
  if (test && more.length === 0) {
    if (quantity.name === 'Manufacturer' && test.kind === 'equals') return text;
    if (test.kind === 'version') return versionWords(test);
  }
  return `${printedName(quantity.name)} ${text}`;
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

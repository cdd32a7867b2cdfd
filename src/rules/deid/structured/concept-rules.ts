import { tagOf } from '../../../dicom/keyword.js';
import type { Action, AttributeRule, Fallback } from '../action.js';
import { type Concept, type ConceptKind, KEPT_BY } from './concepts.js';

/** Rules of some attributes of a content item, by tag. */
export type ItemRules = ReadonlyMap<number, AttributeRule>;

/** PS3.15 E.3.4: what the option asks for is decided here, item by item. */
const SOURCE = 'PS3.15 2026d E.3.4, Clean Structured Content';

const TEXT_VALUE = 'TextValue';
const DATES = ['Date', 'DateTime', 'Time'];
/** PS3.3 C.18.1, and Table 10-2 for the content items outside of reports. */
const NUMBERS = ['NumericValue', 'FloatingPointValue', 'RationalNumeratorValue', 'RationalDenominatorValue'];

/** What becomes of which value attributes. */
type Plan = readonly (readonly [action: Action, otherwise: Fallback, keywords: readonly string[]])[];

/** PS3.3 Table C.17.3-7: a value is Type 1C by its Value Type, so that it needs a dummy; of texts, dates and codes. */
const DUMMIES: Plan[number] = ['dummy', 'dummy', [TEXT_VALUE, 'PersonName', 'ConceptCodeSequence', ...DATES]];
/** PS3.3 C.18.1: Measured Value Sequence is Type 2; without an item there is no value. */
const NO_NUMBER: Plan = [
  ['empty', 'empty', ['MeasuredValueSequence']],
  ['remove', 'remove', ['FloatingPointValue', 'RationalNumeratorValue', 'RationalDenominatorValue']],
  ['dummy', 'dummy', ['NumericValue']],
];

const TAKEN: Plan = [DUMMIES, ...NO_NUMBER];
const KEPT: Plan = [['keep', 'dummy', [TEXT_VALUE]]];

/** What becomes of the values of each kind: without its option, and with it. */
const PLANS: Readonly<Record<ConceptKind, readonly [taken: Plan, kept: Plan]>> = {
  person: [TAKEN, []],
  organization: [TAKEN, KEPT],
  device: [TAKEN, KEPT],
  characteristic: [TAKEN, []],
  age: [TAKEN, []],
  birth: [TAKEN, []],
  // A day of calibration is written on the device: shifted, it would tell the shift.
  calibration: [[['dummy', 'dummy', DATES]], []],
};

const made = new WeakMap<Concept, { readonly taken: ItemRules; readonly kept: ItemRules }>();

/** The rules of an item whose concept tells what is not to be known, by whether an option lets its values stay. */
export function rulesOfConcept(concept: Concept, isKept: boolean): ItemRules {
  let rules = made.get(concept);
  if (!rules) {
    const [taken, kept] = PLANS[concept.kind];
    const option = KEPT_BY[concept.kind];
    const source = option === undefined ? SOURCE : `${SOURCE}; ${option}`;
    rules = {
      taken: rulesOf(taken, `content item: ${concept.meaning}`, SOURCE),
      kept: rulesOf(kept, `content item: ${concept.meaning}`, source),
    };
    made.set(concept, rules);
  }
  return isKept ? rules.kept : rules.taken;
}

function rulesOf(plan: Plan, rule: string, source: string): ItemRules {
  return new Map(
    plan.flatMap(([action, otherwise, keywords]) =>
      keywords.map((keyword) => [tagOf(keyword), { action, otherwise, rule, source }] as const),
    ),
  );
}

/** PS3.3 Table C.17.3-7: Text Value of a TEXT item is Type 1C, so that something has to stand there. */
export const TEXT_RULES: ItemRules = rulesOf([['clean', 'dummy', [TEXT_VALUE]]], 'TEXT content item', SOURCE);

/** A text that is a UID, as tracking identifiers and references of vendors are: mapped like all others, they still match. */
export const UID_TEXT_RULES: ItemRules = rulesOf(
  [['uid', 'dummy', [TEXT_VALUE]]],
  'TEXT content item that is a UID',
  SOURCE,
);

/** 45 CFR 164.514(b)(2)(i)(C): nobody over 89 has an age. */
export const OLD_AGE_RULES: ItemRules = rulesOf(
  [
    ['empty', 'empty', ['MeasuredValueSequence']],
    ['dummy', 'dummy', [...NUMBERS.slice(0, 1), TEXT_VALUE]],
    ['remove', 'remove', NUMBERS.slice(1)],
  ],
  'content item: age over 89',
  '45 CFR 164.514(b)(2)(i)(C)',
);

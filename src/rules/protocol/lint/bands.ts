import type { Check, Condition, Constraint, Entry, Protocol, Test } from '../compiled.js';
import { toleranceOf } from '../evaluate/numbers.js';
import { contradictsItself, excludedBy } from './excludes.js';
import type { LintNote } from './lint.js';
import { apart, type Interval, intervalOf, intervalsOf, within } from './values.js';

/** Bands that no value can meet, or that every value meets by mistake. */
export function impossibleBands(protocol: Protocol): LintNote[] {
  const { entries, exclude } = protocol;
  return [
    ...entries.flatMap((entry) => entryNotes(entry)),
    ...exclude.flatMap(({ match }) => conditionNotes(match)),
  ];
}

function entryNotes({ match, checks, variants }: Entry): LintNote[] {
  const ofVariants = variants.flatMap(({ when, checks: own }) => [
    ...conditionNotes(when),
    ...own.flatMap((check) => checkNotes(check, [match, when])),
  ]);
  return [...conditionNotes(match), ...checks.flatMap((check) => checkNotes(check, [match])), ...ofVariants];
}

function conditionNotes({ terms }: Condition): LintNote[] {
  return terms.flatMap(({ constraint }) => constraintNotes(constraint));
}

function checkNotes(check: Check, holding: readonly Condition[]): LintNote[] {
  const notes = [...constraintNotes(check), ...(check.when ? conditionNotes(check.when) : [])];
  if (!holding.some((condition) => excludedBy(condition, check))) return notes;
  return [...notes, impossible(check, 'never passes: what the series is matched by shuts it out')];
}

function constraintNotes(constraint: Constraint): LintNote[] {
  if (contradictsItself(constraint)) return [impossible(constraint, 'never passes: it contradicts itself')];
  const numbers = deepTests(constraint.tests);
  return [
    ...targetNotes(constraint),
    ...numbers.flatMap((test) => [...negativeNotes(constraint, test), ...toleranceNotes(constraint, test)]),
  ];
}

function impossible(constraint: Constraint, text: string, outcome: 'fail' | 'warn' = 'fail'): LintNote {
  const message = `'${constraint.quantity.name}' (${constraint.text}) ${text}`;
  return { code: 'protocol-band-impossible', outcome, message, path: constraint.path };
}

function targetNotes(constraint: Constraint): LintNote[] {
  const { tests } = constraint;
  const bands = tests.flatMap((test) => intervalsOf(test) ?? []);
  return tests.flatMap((test): LintNote[] => {
    if (test.kind !== 'target' || bands.length === 0) return [];
    const target = intervalOf(test.bounds);
    if (bands.every((band) => apart(band, target))) {
      return [impossible(constraint, 'has a target outside of what passes', 'fail')];
    }
    if (!bands.every((band) => within(band, target))) return [];
    return [impossible(constraint, 'has a target as wide as what passes: it never warns', 'warn')];
  });
}

/** Units of what is never below 0, whatever is measured in them. */
const NEVER_NEGATIVE = new Set(
  'Bq kBq MBq GBq mCi uCi Ci kg g kV V mA A mAs uAs mGy Gy mGy*cm T s/mm2 Hz/px W/kg MHz ml ml/s g/ml mg/ml ms s min h'.split(
    ' ',
  ),
);

/** Times that may be counted backwards: the scan may begin before what they are counted from. */
const SIGNED_TIME = /delay|reference|since|offset|trigger/i;

function negativeNotes(constraint: Constraint, test: Test): LintNote[] {
  const { name, unit } = constraint.quantity;
  if (unit === undefined || !NEVER_NEGATIVE.has(unit) || SIGNED_TIME.test(name)) return [];
  const intervals = intervalsOf(test) ?? [];
  if (intervals.length === 0 || !intervals.every(isNegative)) return [];
  return [impossible(constraint, 'never passes: it is never below 0')];
}

const isNegative = ({ max, maxOpen }: Interval): boolean => max < 0 || (max === 0 && maxOpen);

function toleranceNotes(constraint: Constraint, test: Test): LintNote[] {
  if (test.kind !== 'equals' || typeof test.value !== 'number' || !test.tolerance) return [];
  const { value, tolerance } = test;
  const by = toleranceOf(value, tolerance);
  if (value === 0) {
    if (!('relative' in tolerance) || tolerance.relative === 0) return [];
    return [impossible(constraint, 'has a tolerance that is a share of 0: nothing else passes', 'warn')];
  }
  if (by < Math.abs(value)) return [];
  return [impossible(constraint, 'has a tolerance as large as its value: 0 passes, too', 'warn')];
}

/** Tests, and those of the values of several. */
function deepTests(tests: readonly Test[]): Test[] {
  return tests.flatMap((test) => {
    if (test.kind === 'each' || test.kind === 'any' || test.kind === 'at')
      return [test, ...deepTests(test.tests)];
    return test.kind === 'ordered' ? [test, ...test.of.flatMap(deepTests)] : [test];
  });
}

import type { RE2JS } from 're2js';
import type { Bounds, Constraint, Expected, Test, Tolerance } from '../compiled.js';
import type { Item } from './items.js';
import { isNear, outside } from './numbers.js';
import { differenceOf } from './show.js';
import { normalised } from './texts.js';
import { deviates, holds, notComparable, type Verdict } from './verdict.js';

/** Tests of one value. */
export type ScalarTest = Extract<
  Test,
  { kind: 'equals' | 'range' | 'target' | 'oneOf' | 'noneOf' | 'matches' }
>;

const NO_NUMBER = 'it is no number';

/** Judges one value by a test of one value. */
export function judgeScalar(test: ScalarTest, item: Item, constraint: Constraint): Verdict {
  switch (test.kind) {
    case 'equals':
      return judgeEquals(test, item, constraint);
    case 'range':
      return judgeBounds(test.bounds, item, constraint);
    case 'target': {
      const verdict = judgeBounds(test.bounds, item, constraint);
      return verdict.outcome === 'fail'
        ? { ...verdict, outcome: 'warn', code: 'protocol-off-target' }
        : verdict;
    }
    case 'oneOf':
      return judgeOneOf(test, item, constraint);
    case 'noneOf':
      return judgeNoneOf(test, item, constraint);
    case 'matches':
      return judgePattern(test.pattern, item, constraint);
  }
}

/** Whether a value is an expected one; undefined where the two cannot be compared. */
export function isExpected(
  item: Item,
  expected: Expected,
  { constraint, tolerance }: { constraint: Constraint; tolerance?: Tolerance | undefined },
): boolean | undefined {
  switch (typeof expected) {
    case 'number':
      return item.number === undefined ? undefined : isNear(item.number, expected, tolerance);
    case 'boolean':
      return item.text === 'true' || item.text === 'false' ? item.text === String(expected) : undefined;
    default: {
      const { normalise } = constraint;
      return normalised(item.text, normalise) === normalised(expected, normalise);
    }
  }
}

function differenceTo(expected: Expected, item: Item, constraint: Constraint): number | undefined {
  if (typeof expected !== 'number' || item.number === undefined) return undefined;
  return differenceOf(item.number, expected, constraint);
}

function judgeEquals(
  { value, tolerance }: Extract<Test, { kind: 'equals' }>,
  item: Item,
  constraint: Constraint,
): Verdict {
  const equal = isExpected(item, value, { constraint, tolerance });
  if (equal === undefined) return notComparable(incomparable(value));
  const difference = differenceTo(value, item, constraint);
  return equal ? holds(difference) : deviates({ difference });
}

function incomparable(expected: Expected): string {
  return typeof expected === 'boolean' ? 'it is neither true nor false' : NO_NUMBER;
}

function judgeBounds(bounds: Bounds, { number }: Item, constraint: Constraint): Verdict {
  if (number === undefined) return notComparable(NO_NUMBER);
  const by = outside(number, bounds);
  if (by === undefined) return holds();
  return deviates({ difference: differenceOf(number, number - by, constraint) });
}

function judgeOneOf(
  { values, tolerance }: Extract<Test, { kind: 'oneOf' | 'noneOf' }>,
  item: Item,
  constraint: Constraint,
): Verdict {
  const answers = values.map((value) => isExpected(item, value, { constraint, tolerance }));
  if (answers.includes(true)) return holds();
  const unknown = answers.indexOf(undefined);
  if (unknown >= 0) return notComparable(incomparable(values[unknown] ?? 0));
  const differences = values.map((value) => differenceTo(value, item, constraint) ?? Number.NaN);
  const nearest = differences.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a), Number.POSITIVE_INFINITY);
  return deviates({ difference: Number.isFinite(nearest) ? nearest : undefined });
}

function judgeNoneOf(
  { values, tolerance }: Extract<Test, { kind: 'oneOf' | 'noneOf' }>,
  item: Item,
  constraint: Constraint,
): Verdict {
  const answers = values.map((value) => isExpected(item, value, { constraint, tolerance }));
  if (answers.includes(true)) return deviates();
  const unknown = answers.indexOf(undefined);
  return unknown >= 0 ? notComparable(incomparable(values[unknown] ?? 0)) : holds();
}

/** Case is the pattern's own matter (`/…/i`): folding the value would hide its capitals from a pattern that asks for them. */
function judgePattern(pattern: RE2JS, { text }: Item, { normalise }: Constraint): Verdict {
  const blanks = normalised(text, { case: false, space: normalise.space });
  return pattern.matcher(blanks).find() ? holds() : deviates();
}

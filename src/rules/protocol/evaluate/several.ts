import type { Constraint, Expected, Test, Tolerance } from '../compiled.js';
import type { Item } from './items.js';
import { isNear } from './numbers.js';
import { isExpected } from './scalar.js';
import { normalised } from './texts.js';
import {
  absent,
  bestVerdict,
  deviates,
  holds,
  notComparable,
  type Verdict,
  worstVerdict,
} from './verdict.js';

/** Tests of several values. */
export type SeveralTest = Extract<Test, { kind: 'contains' | 'set' | 'ordered' | 'at' | 'each' | 'any' }>;

/** How the tests of one of the values are judged. */
export type JudgeOne = (tests: readonly Test[], item: Item) => Verdict;

/** Judges all values by a test of several values. */
export function judgeSeveral(
  test: SeveralTest,
  items: readonly Item[],
  { constraint, one }: { constraint: Constraint; one: JudgeOne },
): Verdict {
  switch (test.kind) {
    case 'contains':
      return judgeContains(test.values, items, constraint);
    case 'set':
      return judgeSet(test, items, constraint);
    case 'ordered':
      return judgeOrdered(test.of, items, one);
    case 'at': {
      const item = items[test.index];
      // The index counts from 0.
      return item ? one(test.tests, item) : absent(`there are only ${items.length} values`);
    }
    case 'each':
      return worstVerdict(items.map((item) => one(test.tests, item)));
    case 'any':
      return bestVerdict(items.map((item) => one(test.tests, item)));
  }
}

function judgeContains(values: readonly Expected[], items: readonly Item[], constraint: Constraint): Verdict {
  // A value that cannot be compared with the expected one is not it.
  const lacking = values.filter((value) => !items.some((item) => isExpected(item, value, { constraint })));
  return lacking.length === 0 ? holds() : deviates({ note: `lacks ${lacking.join(', ')}` });
}

function judgeOrdered(of: readonly (readonly Test[])[], items: readonly Item[], one: JudgeOne): Verdict {
  if (items.length !== of.length) return deviates({ note: countNote(items.length, of.length) });
  return worstVerdict(items.map((item, index) => one(of[index] ?? [], item)));
}

function countNote(actual: number, expected: number): string {
  return `${actual} ${actual === 1 ? 'value' : 'values'}, not ${expected}`;
}

function judgeSet(
  { values, tolerance }: Extract<Test, { kind: 'set' }>,
  items: readonly Item[],
  constraint: Constraint,
): Verdict {
  if (items.length !== values.length) return deviates({ note: countNote(items.length, values.length) });
  const asked = values.filter((value) => typeof value === 'number');
  if (asked.length === 0) return sameTexts(values.map(String), items, constraint);
  const numbers = items.flatMap(({ number }) => number ?? []);
  if (asked.length < values.length || numbers.length < items.length) {
    return notComparable('not all of its values are numbers');
  }
  return sameNumbers(asked, numbers, tolerance);
}

/** Both in rising order: where any pairing is within the tolerance, this one is. */
function sameNumbers(
  asked: readonly number[],
  numbers: readonly number[],
  tolerance: Tolerance | undefined,
): Verdict {
  const rising = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
  const actual = rising(numbers);
  return rising(asked).every((value, index) => isNear(actual[index] ?? Number.NaN, value, tolerance))
    ? holds()
    : deviates();
}

function sameTexts(asked: readonly string[], items: readonly Item[], { normalise }: Constraint): Verdict {
  const left = items.map(({ text }) => normalised(text, normalise));
  for (const value of asked) {
    const at = left.indexOf(normalised(value, normalise));
    if (at < 0) return deviates();
    left.splice(at, 1);
  }
  return holds();
}

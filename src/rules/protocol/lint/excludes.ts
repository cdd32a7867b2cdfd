import type { Condition, Constraint, Test } from '../compiled.js';
import { found } from './implies.js';
import {
  apart,
  coarsest,
  folded,
  type Interval,
  intervalsOf,
  isExact,
  shutOut,
  textsOf,
  within,
} from './values.js';
import { versionsApart } from './versions.js';

type Normalise = Constraint['normalise'];

interface Pair {
  readonly a: Normalise;
  readonly b: Normalise;
}

/** Whether two conditions can never hold together: one quantity at least keeps them apart. What cannot be proven is no. */
export function conditionsExclude(one: Condition, other: Condition): boolean {
  return one.terms.some(({ constraint }) => excludedBy(other, constraint));
}

/** Whether a constraint can never pass where a condition holds. */
export function excludedBy({ terms }: Condition, constraint: Constraint): boolean {
  return terms.some(
    (term) =>
      term.constraint.quantity.name === constraint.quantity.name && excludes(term.constraint, constraint),
  );
}

/** Whether no value passes both constraints of a quantity. */
export function excludes(a: Constraint, b: Constraint): boolean {
  return anyExcluded(a.tests, b.tests, { a: a.normalise, b: b.normalise });
}

/** Whether a constraint contradicts itself. */
export function contradictsItself({ tests, normalise }: Constraint): boolean {
  const pair = { a: normalise, b: normalise };
  return tests.some((test, i) => tests.slice(i + 1).some((other) => testsExclude(test, other, pair)));
}

function anyExcluded(a: readonly Test[], b: readonly Test[], pair: Pair): boolean {
  return a.some((test) => b.some((other) => testsExclude(test, other, pair)));
}

function testsExclude(a: Test, b: Test, pair: Pair): boolean {
  return oneWay(a, b, pair) || oneWay(b, a, { a: pair.b, b: pair.a });
}

/** The proofs that are written for one order of the two. */
function oneWay(a: Test, b: Test, pair: Pair): boolean {
  if (a.kind === 'target' || b.kind === 'target') return false;
  if (a.kind === 'absent') return b.kind !== 'absent';
  if (a.kind === 'version') return b.kind === 'version' && versionsApart(a, b);
  if (a.kind === 'each') return severalExclude(a, b, pair);
  if (a.kind === 'at') return placeExcludes(a, b, pair);
  if (a.kind === 'set') return setExcludes(a, b);
  if (a.kind === 'ordered' && b.kind === 'ordered') {
    return a.of.length !== b.of.length || a.of.some((tests, i) => anyExcluded(tests, b.of[i] ?? [], pair));
  }
  return scalarsExclude(a, b, pair);
}

function scalarsExclude(a: Test, b: Test, pair: Pair): boolean {
  const numbers = intervalsOf(a);
  if (numbers) return numbersExclude(numbers, b);
  const texts = textsOf(a);
  if (!texts) return false;
  if (b.kind === 'matches') return isExact(pair.a) && texts.every((text) => !found(b, text, pair.b));
  const normalise = coarsest(pair.a, pair.b);
  if (b.kind === 'noneOf') {
    // Every text that the first lets pass has to be one that the second refuses, compared as it compares.
    const refused = folded(b.values.map(String), pair.b);
    return isExact(pair.a) && folded(texts, pair.b).every((text) => refused.includes(text));
  }
  const others = textsOf(b);
  if (!others) return false;
  const compared = folded(others, normalise);
  return folded(texts, normalise).every((text) => !compared.includes(text));
}

function numbersExclude(numbers: readonly Interval[], b: Test): boolean {
  if (b.kind === 'noneOf') {
    const out = shutOut(b);
    return out !== undefined && numbers.every((one) => out.some((other) => within(one, other)));
  }
  const others = intervalsOf(b);
  return others !== undefined && numbers.every((one) => others.every((other) => apart(one, other)));
}

/** Every value passes the first. Where there is none, neither can be told. */
function severalExclude(a: Extract<Test, { kind: 'each' | 'any' }>, b: Test, pair: Pair): boolean {
  switch (b.kind) {
    case 'each':
    case 'any':
    case 'at':
      return anyExcluded(a.tests, b.tests, pair);
    case 'ordered':
      return b.of.some((tests) => anyExcluded(a.tests, tests, pair));
    case 'contains':
    case 'set':
      return b.values.some((value) => anyExcluded(a.tests, [{ kind: 'equals', value }], pair));
    default:
      return anyExcluded(a.tests, [b], pair);
  }
}

function placeExcludes(a: Extract<Test, { kind: 'at' }>, b: Test, pair: Pair): boolean {
  if (b.kind === 'at') return a.index === b.index && anyExcluded(a.tests, b.tests, pair);
  if (b.kind !== 'ordered') return false;
  const tests = b.of[a.index];
  return tests === undefined || anyExcluded(a.tests, tests, pair);
}

function setExcludes(a: Extract<Test, { kind: 'set' }>, b: Test): boolean {
  if (b.kind === 'ordered') return a.values.length !== b.of.length;
  return b.kind === 'set' && a.values.length !== b.values.length;
}

import type { Condition, Constraint, Test } from '../compiled.js';
import { normalised } from '../evaluate/texts.js';
import {
  apart,
  comparedAlike,
  folded,
  intervalsOf,
  isExact,
  shutOut,
  testKey,
  textsOf,
  within,
} from './values.js';
import { versionImplies } from './versions.js';

type Normalise = Constraint['normalise'];

/** Two tests, and how each compares texts. */
interface Pair {
  readonly a: Normalise;
  readonly b: Normalise;
}

/**
 * Whether a condition holds wherever others hold. What cannot be proven is no.
 * @param given conditions that hold together
 */
export function conditionImplied(given: readonly Condition[], wanted: Condition): boolean {
  const terms = given.flatMap((condition) => condition.terms);
  return wanted.terms.every(({ constraint }) =>
    terms.some(
      (term) =>
        term.constraint.quantity.name === constraint.quantity.name && implies(term.constraint, constraint),
    ),
  );
}

/** Whether every value that passes the first constraint of a quantity passes the second. */
export function implies(a: Constraint, b: Constraint): boolean {
  return allImplied(a.tests, b.tests, { a: a.normalise, b: b.normalise });
}

function allImplied(given: readonly Test[], wanted: readonly Test[], pair: Pair): boolean {
  return wanted.every((test) => given.some((other) => testImplies(other, test, pair)));
}

function testImplies(a: Test, b: Test, pair: Pair): boolean {
  if (a.kind === b.kind && testKey([a]) === testKey([b]) && comparedAlike(pair.a, pair.b)) return true;
  switch (b.kind) {
    case 'target': // Off the target is still within what a condition asks for.
    case 'present':
      return a.kind !== 'absent';
    case 'range':
    case 'equals':
    case 'oneOf':
      return valuesImplied(a, b, pair);
    case 'noneOf':
      return noneImplied(a, b, pair);
    case 'matches':
      return isExact(pair.a) && textsImplied(a, (text) => found(b, text, pair.b));
    case 'version':
      return a.kind === 'version' && versionImplies(a, b);
    case 'each':
    case 'any':
      return severalImplied(a, b, pair);
    case 'at':
      return placeImplied(a, b, pair);
    case 'contains':
      return (
        (a.kind === 'contains' || a.kind === 'set') && b.values.every((value) => a.values.includes(value))
      );
    default:
      return false;
  }
}

function valuesImplied(a: Test, b: Test, pair: Pair): boolean {
  const wanted = intervalsOf(b);
  const given = intervalsOf(a);
  if (wanted) return given?.every((one) => wanted.some((other) => within(one, other))) ?? false;
  const texts = textsOf(b);
  if (!texts || !comparedAlike(pair.a, pair.b)) return false;
  const allowed = folded(texts, pair.b);
  return textsImplied(a, (text) => allowed.includes(normalised(text, pair.b)));
}

function noneImplied(a: Test, b: Extract<Test, { kind: 'oneOf' | 'noneOf' }>, pair: Pair): boolean {
  const out = shutOut(b);
  if (out) return intervalsOf(a)?.every((one) => out.every((other) => apart(one, other))) ?? false;
  if (!comparedAlike(pair.a, pair.b)) return false;
  const refused = folded(b.values.map(String), pair.b);
  if (a.kind === 'noneOf') {
    const own = folded(a.values.map(String), pair.b);
    return refused.every((text) => own.includes(text));
  }
  return textsImplied(a, (text) => !refused.includes(normalised(text, pair.b)));
}

function textsImplied(a: Test, holds: (text: string) => boolean): boolean {
  return textsOf(a)?.every(holds) ?? false;
}

function severalImplied(a: Test, b: Extract<Test, { kind: 'each' | 'any' }>, pair: Pair): boolean {
  if (a.kind === 'each' || (a.kind === 'any' && b.kind === 'any')) return allImplied(a.tests, b.tests, pair);
  // A test of one value only passes where there is one; that there is none says nothing of each or any.
  if (a.kind === 'absent') return false;
  return allImplied([a], b.tests, pair);
}

function placeImplied(a: Test, b: Extract<Test, { kind: 'at' }>, pair: Pair): boolean {
  if (a.kind === 'at') return a.index === b.index && allImplied(a.tests, b.tests, pair);
  return a.kind === 'ordered' && allImplied(a.of[b.index] ?? [], b.tests, pair);
}

/** Whether a pattern is found in a text, as the judgement looks for it. */
export function found({ pattern }: Extract<Test, { kind: 'matches' }>, text: string, normalise: Normalise) {
  return pattern.matcher(normalised(text, { case: false, space: normalise.space })).find();
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Constraint } from '../../../../src/rules/protocol/compiled.js';
import { judge } from '../../../../src/rules/protocol/evaluate/judge.js';
import { excludes } from '../../../../src/rules/protocol/lint/excludes.js';
import { implies } from '../../../../src/rules/protocol/lint/implies.js';
import type { RawCheck, RawConstraint } from '../../../../src/rules/protocol/protocol.js';
import type { Known } from '../../../../src/rules/protocol/series-view.js';
import { constraint } from './constraint.js';

/** True where a condition would hold: off the target is still within. */
const passes = (rule: Constraint, value: Known): boolean =>
  ['pass', 'warn'].includes(judge(rule, value, { manufacturer: 'SIEMENS' }).outcome);

const small = fc.integer({ min: 1, max: 5 });
const ms = small.map((n) => `${n} ms`);
const numberCheck: fc.Arbitrary<RawCheck> = fc.oneof(
  ms,
  fc.record({ value: ms, tol: fc.constantFrom('0 ms', '1 ms', '50%') }),
  fc.tuple(small, small).map(([a, b]) => ({ min: `${Math.min(a, b)} ms`, max: `${Math.max(a, b)} ms` })),
  fc.record({ above: ms }),
  fc.record({ below: ms }),
  fc.record({ oneOf: fc.array(ms, { minLength: 1, maxLength: 3 }) }),
  fc.record({ noneOf: fc.array(ms, { minLength: 1, maxLength: 3 }) }),
  fc.record({ present: fc.boolean() }),
  fc.record({ target: fc.record({ min: ms }) }),
);
const numberValue: fc.Arbitrary<Known> = fc.oneof(
  fc.constant<Known>({ state: 'absent' }),
  fc
    .integer({ min: 0, max: 12 })
    .map((n): Known => ({ state: 'value', texts: [`${n / 2}`], numbers: [n / 2] })),
);

const word = fc.constantFrom('A', 'a', 'B', 'AB', 'A  B');
const words = fc.array(word, { minLength: 1, maxLength: 3 });
const textCheck: fc.Arbitrary<RawConstraint> = fc.oneof(
  word.map((value) => ({ value })),
  fc
    .tuple(word, fc.constantFrom('case' as const, 'space' as const))
    .map(([value, n]) => ({ value, normalise: [n] })),
  words.map((oneOf) => ({ oneOf })),
  words.map((oneOf) => ({ oneOf, normalise: ['case' as const, 'space' as const] })),
  words.map((noneOf) => ({ noneOf })),
  words.map((noneOf) => ({ noneOf, normalise: ['case' as const] })),
  fc.constantFrom('/a/i', '/^A/', '/B$/', '/A B/').map((matches) => ({ matches })),
  fc.record({ matches: fc.constant('/A B/'), normalise: fc.constant(['space' as const]) }),
  fc.record({ present: fc.boolean() }),
);
const severalCheck: fc.Arbitrary<RawCheck> = fc.oneof(
  textCheck,
  words.map((set) => ({ set })),
  words.map((contains) => ({ contains })),
  fc.array(textCheck, { minLength: 1, maxLength: 3 }).map((ordered) => ({ ordered })),
  textCheck.map((each) => ({ each })),
  textCheck.map((any) => ({ any })),
  fc.tuple(fc.constantFrom('0', '1'), textCheck).map(([index, check]) => ({ at: { [index]: check } })),
);
const textValue: fc.Arbitrary<Known> = fc.oneof(
  fc.constant<Known>({ state: 'absent' }),
  fc.array(word, { minLength: 1, maxLength: 3 }).map((texts): Known => ({ state: 'value', texts })),
);

const version = fc
  .tuple(
    fc.constantFrom('<', '<=', '>', '>=', '='),
    fc.constantFrom('VE11', 'VE11C', 'XA30', 'XA30A', 'XA31', 'DV26.0_R02'),
  )
  .map(([comparison, text]) => `${comparison}${text}`);
const versionValue = fc
  .constantFrom('syngo MR VE11C', 'syngo MR XA30', 'syngo MR XA30A', 'syngo MR XA31', 'syngo MR E11')
  .map((text): Known => ({ state: 'value', texts: [text] }));

const CASES: readonly (readonly [string, fc.Arbitrary<RawCheck>, fc.Arbitrary<Known>])[] = [
  ['EchoTime', numberCheck, numberValue],
  ['Manufacturer', textCheck, textValue],
  ['ScanOptions', severalCheck, textValue],
  ['SoftwareVersions', version, versionValue],
];

/** A constraint, or nothing where the check is no check. */
function compiled(name: string, check: RawCheck): Constraint | undefined {
  try {
    return constraint(name, check);
  } catch {
    return undefined;
  }
}

describe('what is proven of two constraints', () => {
  it.each(CASES)('holds for every value of %s', (name, check, value) => {
    let proofs = 0;
    fc.assert(
      fc.property(check, check, value, (one, other, known) => {
        const [a, b] = [compiled(name, one), compiled(name, other)];
        if (!a || !b) return;
        if (implies(a, b)) {
          proofs++;
          if (passes(a, known)) expect(passes(b, known)).toBe(true);
        }
        if (excludes(a, b)) {
          proofs++;
          expect(passes(a, known) && passes(b, known)).toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
    expect(proofs).toBeGreaterThan(100);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileProtocol } from '../../../../src/rules/protocol/compile/compile-protocol.js';
import type { RawProtocol } from '../../../../src/rules/protocol/protocol.js';

const name = fc.oneof(
  fc.constantFrom(
    't1',
    ' t1',
    'EchoTime',
    'sliceSpacing',
    '__proto__',
    'constructor',
    'csa.',
    'A/0019/0C',
    'A[0].B',
  ),
  fc.string({ maxLength: 12 }),
);
const scalar = fc.oneof(fc.string({ maxLength: 12 }), fc.double({ noNaN: true }), fc.boolean());
const condition = fc.dictionary(name, scalar, { maxKeys: 3 });
const series = fc.record(
  {
    match: condition,
    count: fc.oneof(fc.nat(3), fc.record({ min: fc.nat(3), max: fc.nat(3) }, { requiredKeys: [] })),
    checks: condition,
    variants: fc.array(fc.record({ when: condition, checks: condition }), { maxLength: 2 }),
    variantRequired: fc.boolean(),
    constant: fc.array(name, { maxLength: 2 }),
  },
  { requiredKeys: ['match'] },
);
const names = fc.array(name, { maxLength: 3 });
const cross = fc.record(
  {
    same: names,
    of: names,
    tol: fc.string({ maxLength: 6 }),
    order: names,
    interval: fc.record({ from: name, to: name, min: fc.string({ maxLength: 6 }) }),
    covers: fc.record({ series: name, by: name }),
    paired: fc.record({ series: name, with: name }),
  },
  { requiredKeys: [] },
);
const test = fc.record({
  name,
  series: name,
  header: fc.dictionary(name, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), { maxKeys: 3 }),
  expect: fc.dictionary(name, fc.constantFrom('pass', 'fail'), { maxKeys: 2 }),
});
const protocol = fc.record({
  schema: fc.constant('corelab/protocol@1' as const),
  protocol: fc.constant({ id: 'X', version: 1 }),
  series: fc.dictionary(name, series, { maxKeys: 3 }),
  exclude: fc.array(fc.record({ match: condition, reason: name }), { maxLength: 2 }),
  crossSeries: fc.array(cross, { maxLength: 3 }),
  acrossVisits: fc.array(fc.record({ same: names, of: names }), { maxLength: 2 }),
  tests: fc.array(test, { maxLength: 2 }),
});

describe('a hostile protocol', () => {
  it('is compiled or refused with reasons, and never throws', () => {
    fc.assert(
      fc.property(protocol, (raw) => {
        const compiled = compileProtocol(raw as unknown as RawProtocol, []);
        if ('faults' in compiled) {
          expect(compiled.faults.length).toBeGreaterThan(0);
          for (const { path, message } of compiled.faults) {
            expect(path.every((key) => typeof key === 'string')).toBe(true);
            expect(message.startsWith("'")).toBe(true);
          }
        } else expect(compiled.ok.probes.length).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });

  it('with thousands of faults is refused at once', () => {
    const wrong = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`EchoTme${i}`, 3]));
    const tests = Array.from({ length: 1000 }, (_, i) => {
      return { name: `${i}`, series: 'tt', header: { [`EchoTme${i}`]: 3 }, expect: { matched: true } };
    });
    const raw: RawProtocol = {
      schema: 'corelab/protocol@1',
      protocol: { id: 'X', version: 1 },
      series: { t1: { match: { Modality: 'MR' }, checks: wrong } },
      tests,
    };
    const start = performance.now();
    const compiled = compileProtocol(raw, []);
    expect('faults' in compiled && compiled.faults.length).toBeGreaterThanOrEqual(100);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

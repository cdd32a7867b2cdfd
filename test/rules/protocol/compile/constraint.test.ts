import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileConstraint, compileTolerance } from '../../../../src/rules/protocol/compile/constraint.js';
import type { Test } from '../../../../src/rules/protocol/compiled.js';
import { ALL, averages, compile, description, echoTime, lossy, phoenix, sampling } from './quantities.js';

/** Scalars as they stand in files of people who mean well, and of others. */
const scalar: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    '1 mm',
    '3 ms',
    '5%',
    '> 3 ms',
    '>= XA30',
    '/a/i',
    '/(a+)+$/',
    '/(/',
    '(a+)+$',
    'B30f',
    'NaN',
    'Infinity ms',
    '1e309 ms',
    '-0 ms',
    '1,5 mm',
    '',
    ' ',
    '/',
    '//',
    '__proto__',
    true,
    false,
    null,
    undefined,
  ),
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE, -0),
  fc.string({ maxLength: 40 }),
  fc.constantFrom('x'.repeat(2000), `/${'(a|b)*'.repeat(400)}/`, `${'1'.repeat(400)} mm`),
);

const list = fc.array(scalar, { maxLength: 4 });

/** A constraint of any shape, as deep as YAML may go here. */
const { constraint } = fc.letrec<{ constraint: unknown }>((tie) => {
  const check = fc.oneof({ maxDepth: 3 }, scalar, tie('constraint'));
  return {
    constraint: fc.record(
      {
        value: scalar,
        tol: scalar,
        min: scalar,
        max: scalar,
        above: scalar,
        below: scalar,
        target: fc.oneof(scalar, fc.record({ min: scalar, max: scalar }, { requiredKeys: [] })),
        oneOf: fc.oneof(list, scalar),
        noneOf: list,
        matches: scalar,
        contains: fc.oneof(list, scalar),
        present: fc.oneof(fc.boolean(), scalar),
        ordered: fc.oneof(fc.array(check, { maxLength: 3 }), scalar),
        set: list,
        at: fc.oneof(fc.dictionary(fc.oneof(fc.nat().map(String), fc.string()), check, { maxKeys: 3 }), list),
        each: check,
        any: check,
        normalise: fc.oneof(fc.subarray(['case', 'space']), scalar),
        weight: scalar,
        onDeviation: scalar,
      },
      { requiredKeys: [] },
    ),
  };
});

/** Every number among the tests. */
function numbersOf(tests: readonly Test[]): number[] {
  const found: number[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'number') found.push(value);
    else if (Array.isArray(value)) value.forEach(walk);
  };
  for (const test of tests) {
    if ('bounds' in test) walk(Object.values(test.bounds));
    if ('value' in test) walk(test.value);
    if ('values' in test) walk([...test.values]);
    if ('tests' in test) found.push(...numbersOf(test.tests));
    if ('of' in test) for (const each of test.of) found.push(...numbersOf(each));
  }
  return found;
}

describe('compileConstraint', () => {
  it('never throws: it compiles to tests, or tells what is wrong below the path', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.oneof(scalar, list, constraint), (quantity, raw) => {
        const compiled = compile(quantity, raw);
        if ('ok' in compiled) {
          expect(compiled.ok.tests.length).toBeGreaterThan(0);
          expect(compiled.ok.text).not.toBe('');
          for (const number of numbersOf(compiled.ok.tests)) expect(Number.isFinite(number)).toBe(true);
          return;
        }
        expect(compiled.faults.length).toBeGreaterThan(0);
        for (const { path, message } of compiled.faults) {
          expect(path.slice(0, 2)).toEqual(['checks', quantity.name]);
          expect(message).not.toContain('undefined');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the quantity and the path back', () => {
    const path = ['series', 't1', 'checks', 'EchoTime'];
    const compiled = compileConstraint(echoTime, '3 ms', path);
    expect(compiled).toMatchObject({ ok: { quantity: echoTime, path } });
  });

  it('takes the same constraint for the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.oneof(scalar, constraint), (quantity, raw) => {
        const [one, other] = [compile(quantity, raw), compile(quantity, raw)];
        expect('ok' in one ? one.ok.text : one.faults).toEqual('ok' in other ? other.ok.text : other.faults);
      }),
      { numRuns: 100 },
    );
  });

  it('tells of a list or a text of any length in bounded time', () => {
    const started = performance.now();
    compile(echoTime, 'x'.repeat(1_000_000));
    compile(description, `/${'('.repeat(1_000_000)}/`);
    compile(echoTime, `${'9'.repeat(1_000_000)} ms`);
    compile(phoenix, `> ${' '.repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('compileTolerance', () => {
  it('gives an amount in the unit of the quantity, or a share', () => {
    expect(compileTolerance(echoTime, '0.001 s', ['tol'])).toEqual({ ok: { absolute: 1 } });
    expect(compileTolerance(echoTime, '2%', ['tol'])).toEqual({ ok: { relative: 0.02 } });
    expect(compileTolerance(sampling, '2%', ['tol'])).toEqual({ ok: { relative: 0.02 } });
    expect(compileTolerance(averages, 1, ['tol'])).toEqual({ ok: { absolute: 1 } });
    expect(compileTolerance(echoTime, 0, ['tol'])).toEqual({ ok: { absolute: 0 } });
    expect(compileTolerance(phoenix, '3 us', ['tol'])).toEqual({ ok: { absolute: 3 } });
  });

  it('tells what is wrong, with the path', () => {
    expect(compileTolerance(echoTime, 1, ['same', 0, 'tol'])).toEqual({
      faults: [
        {
          path: ['same', '0', 'tol'],
          message: "'same[0].tol' has no unit, and EchoTime is in ms (did you mean '1 ms'?)",
          suggestion: '1 ms',
        },
      ],
    });
    for (const [quantity, tol] of [
      [description, '5%'],
      [lossy, 0],
      [echoTime, '-1 ms'],
      [echoTime, '1 mm'],
      [echoTime, 'little'],
      [averages, -1],
    ] as const) {
      expect(compileTolerance(quantity, tol, ['tol'])).toMatchObject({ faults: [{ path: ['tol'] }] });
    }
  });
});

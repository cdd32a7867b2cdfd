import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import type { Constraint, Test } from '../../../../src/rules/protocol/compiled.js';
import { judge } from '../../../../src/rules/protocol/evaluate/judge.js';
import type { Judgement } from '../../../../src/rules/protocol/evaluate/judgement.js';
import type { Known, Quantity } from '../../../../src/rules/protocol/series-view.js';
import { constraint, equals, matches, quantity, value } from './views.js';

const CONTEXT = { manufacturer: 'SIEMENS' };
const NUMBER = quantity('EchoTime', { unit: 'ms', multi: true });
const TEXT = quantity('ImageType', { type: 'text', multi: true });
const ANY = quantity('csa.Thing', { type: 'any', multi: true });
const FLAG = quantity('lossy', { type: 'boolean' });

function judged(of: Quantity, known: Known, test: Test, more: Partial<Constraint> = {}): Judgement {
  return judge(constraint(of, [test], more), known, CONTEXT);
}

const PASS = { outcome: 'pass', code: 'protocol-as-declared' };
const FAIL = { outcome: 'fail', code: 'protocol-deviation' };
const NOT_COMPARABLE = { outcome: 'not-evaluable', code: 'protocol-not-comparable' };
const NO_VALUE = { outcome: 'not-evaluable', code: 'protocol-value-absent' };

/** Every test of a value that is no question of presence. */
const VALUE_TESTS: readonly Test[] = [
  equals(3),
  { kind: 'range', bounds: { min: 2 } },
  { kind: 'target', bounds: { max: 2 } },
  { kind: 'oneOf', values: [3] },
  { kind: 'noneOf', values: [3] },
  matches('3'),
  { kind: 'contains', values: [3] },
  { kind: 'set', values: [3] },
  { kind: 'ordered', of: [[equals(3)]] },
  { kind: 'at', index: 0, tests: [equals(3)] },
  { kind: 'each', tests: [equals(3)] },
  { kind: 'any', tests: [equals(3)] },
  {
    kind: 'version',
    comparison: '>=',
    version: { family: 'siemens', parts: [1], text: 'VA1' },
    text: 'VA1',
  },
];

describe('what is not there', () => {
  it.each(VALUE_TESTS.map((test) => [test.kind, test] as const))('never passes %s', (_, test) => {
    for (const state of ['absent', 'empty'] as const) {
      expect(judged(NUMBER, { state }, test)).toEqual(NO_VALUE);
    }
    expect(judged(NUMBER, value(''), test)).toMatchObject(NO_VALUE);
    expect(judged(NUMBER, { state: 'value', texts: [], numbers: [] }, test)).toMatchObject(NO_VALUE);
  });

  it.each([...VALUE_TESTS, { kind: 'present' }, { kind: 'absent' }] as const)(
    'is no answer to $kind unread',
    (test) => {
      expect(judged(NUMBER, { state: 'unreadable' }, test)).toEqual({
        outcome: 'not-evaluable',
        code: 'protocol-value-unreadable',
      });
      expect(judged(NUMBER, { state: 'unknown', why: 'it is odd' }, test)).toEqual({
        outcome: 'not-evaluable',
        code: 'protocol-value-unknown',
        note: 'it is odd',
      });
    },
  );

  it('deviates where presence is asked, and holds where absence is', () => {
    for (const known of [{ state: 'absent' }, { state: 'empty' }, value('')] as const) {
      expect(judged(TEXT, known, { kind: 'present' })).toMatchObject(FAIL);
      expect(judged(TEXT, known, { kind: 'absent' })).toMatchObject(PASS);
    }
    expect(judged(TEXT, value('A'), { kind: 'present' })).toEqual({ ...PASS, actual: 'A' });
    expect(judged(TEXT, value('A'), { kind: 'absent' })).toEqual({ ...FAIL, actual: 'A' });
  });

  it('fails a constraint that asks for presence besides a value', () => {
    const both = constraint(NUMBER, [equals(3), { kind: 'present' }]);
    expect(judge(both, { state: 'absent' }, CONTEXT)).toEqual(FAIL);
  });

  it('passes nothing where nothing is asked', () => {
    expect(judge(constraint(NUMBER, []), value(3), CONTEXT)).toMatchObject(NOT_COMPARABLE);
  });
});

describe('an exact number', () => {
  it('passes within binary noise, and tells the difference', () => {
    expect(judged(NUMBER, value(0.1 + 0.2), equals(0.3))).toEqual({ ...PASS, actual: '0.3', difference: 0 });
    expect(judged(NUMBER, value(3.000001), equals(3))).toMatchObject({ ...FAIL, difference: 0.000001 });
  });

  it('passes a difference of 0 that was worked out from decimals', () => {
    expect(judged(NUMBER, value(3.3 - 3.2 - 0.1), equals(0))).toMatchObject(PASS);
  });

  it('fails with the signed difference', () => {
    expect(judged(NUMBER, value(2.5), equals(3))).toEqual({ ...FAIL, actual: '2.5', difference: -0.5 });
  });

  it('passes to the edge of an absolute tolerance, and not beyond', () => {
    const test = equals(1, { absolute: 0.01 });
    expect(judged(NUMBER, value(1.01), test)).toMatchObject({ ...PASS, difference: 0.01 });
    expect(judged(NUMBER, value(0.99), test)).toMatchObject(PASS);
    expect(judged(NUMBER, value(1.0101), test)).toMatchObject(FAIL);
    expect(judged(NUMBER, value(0.9899), test)).toMatchObject(FAIL);
  });

  it('passes to the edge of a relative tolerance, of negative values, too', () => {
    const test: Test = { kind: 'equals', value: -200, tolerance: { relative: 0.05 } };
    expect(judged(NUMBER, value(-210), test)).toMatchObject(PASS);
    expect(judged(NUMBER, value(-190), test)).toMatchObject(PASS);
    expect(judged(NUMBER, value(-210.1), test)).toMatchObject(FAIL);
  });

  it('shows the value and the difference in the unit that the protocol wrote', () => {
    const seconds = quantity('uptakeTime', { unit: 's' });
    expect(judged(seconds, value(3720), equals(3600), { unit: 'min' })).toEqual({
      ...FAIL,
      actual: '62',
      difference: 2,
    });
  });

  it('shows the value as it is where the units cannot be converted', () => {
    expect(judged(quantity('x', { unit: 's' }), value(3), equals(3), { unit: 'mm' })).toMatchObject({
      actual: '3',
    });
  });

  it('cannot be compared with a text', () => {
    expect(judged(TEXT, value('3'), equals(3))).toEqual({
      ...NOT_COMPARABLE,
      actual: '3',
      note: 'it is no number',
    });
    expect(judged(ANY, value('B30f'), equals(3))).toMatchObject(NOT_COMPARABLE);
  });

  it('is read from the text of a quantity that no dictionary knows', () => {
    expect(judged(ANY, value(' 3.0 '), equals(3))).toMatchObject({ ...PASS, actual: '3' });
    expect(judged(ANY, value('1e3'), equals(1000))).toMatchObject(PASS);
    for (const text of ['0x10', '1e999', 'NaN', 'Infinity', '3 mm', '1,5', '.']) {
      expect(judged(ANY, value(text), { kind: 'range', bounds: { min: -1e300 } })).toMatchObject(
        NOT_COMPARABLE,
      );
    }
  });

  it('cannot be compared with several values', () => {
    expect(judged(NUMBER, value(3, 3), equals(3))).toEqual({
      ...NOT_COMPARABLE,
      actual: '3\\3',
      note: '2 values where one is asked for',
    });
  });
});

describe('a flag', () => {
  it('is true, false, or not comparable', () => {
    expect(judged(FLAG, value('true'), equals(true))).toEqual({ ...PASS, actual: 'true' });
    expect(judged(FLAG, value('false'), equals(true))).toEqual({ ...FAIL, actual: 'false' });
    expect(judged(FLAG, value('false'), equals(false))).toMatchObject(PASS);
    expect(judged(FLAG, value('maybe'), equals(false))).toEqual({
      ...NOT_COMPARABLE,
      actual: 'maybe',
      note: 'it is neither true nor false',
    });
  });

  it('says why it is false, where the value tells', () => {
    const known = { ...value('false'), why: 'the weight is absent' } as Known;
    expect(judged(FLAG, known, equals(true))).toMatchObject({ ...FAIL, note: 'the weight is absent' });
  });
});

describe('bounds', () => {
  const within = (bounds: Extract<Test, { kind: 'range' }>['bounds'], actual: number) =>
    judged(NUMBER, value(actual), { kind: 'range', bounds });

  it('pass at the bound itself, unless it is excluded', () => {
    expect(within({ min: 2, max: 4 }, 2)).toEqual({ ...PASS, actual: '2' });
    expect(within({ min: 2, max: 4 }, 4)).toMatchObject(PASS);
    expect(within({ min: 3000, minExcluded: true }, 3000)).toEqual({
      ...FAIL,
      actual: '3000',
      difference: 0,
    });
    expect(within({ max: 90, maxExcluded: true }, 90)).toMatchObject({ ...FAIL, difference: 0 });
    expect(within({ min: 3000, minExcluded: true }, 3000.1)).toMatchObject(PASS);
    expect(within({ max: 90, maxExcluded: true }, 89.9)).toMatchObject(PASS);
  });

  it('tell how far outside a value is, signed', () => {
    expect(within({ min: 2, max: 4 }, 1.9)).toMatchObject({ ...FAIL, difference: -0.1 });
    expect(within({ min: 2, max: 4 }, 4.5)).toMatchObject({ ...FAIL, difference: 0.5 });
  });

  it('take what binary noise leaves of a bound as the bound', () => {
    expect(within({ max: 0.3 }, 0.1 + 0.2)).toMatchObject(PASS);
    expect(within({ max: 0.3, maxExcluded: true }, 0.3 - 1e-12)).toMatchObject(FAIL);
  });

  it('cannot hold of a text', () => {
    expect(judged(TEXT, value('A'), { kind: 'range', bounds: { min: 1 } })).toMatchObject(NOT_COMPARABLE);
  });

  it('of a target warn, and never fail', () => {
    const target: Test = { kind: 'target', bounds: { min: 2.5, max: 3.5 } };
    expect(judged(NUMBER, value(4), target)).toEqual({
      outcome: 'warn',
      code: 'protocol-off-target',
      actual: '4',
      difference: 0.5,
    });
    expect(judged(NUMBER, value(3), target)).toMatchObject(PASS);
    expect(judged(TEXT, value('A'), target)).toMatchObject(NOT_COMPARABLE);
  });

  it('of a band and its target: the worst counts', () => {
    const band = constraint(NUMBER, [
      { kind: 'target', bounds: { min: 2.5, max: 3.5 } },
      { kind: 'range', bounds: { min: 2, max: 4 } },
    ]);
    expect(judge(band, value(3), CONTEXT)).toMatchObject(PASS);
    expect(judge(band, value(3.9), CONTEXT)).toMatchObject({ outcome: 'warn', difference: 0.4 });
    expect(judge(band, value(4.1), CONTEXT)).toMatchObject({ ...FAIL, difference: 0.1 });
  });
});

describe('one of a list', () => {
  it('passes any of the numbers within the tolerance, and tells how far the nearest is', () => {
    const test: Test = { kind: 'oneOf', values: [20, 80], tolerance: { absolute: 0.5 } };
    expect(judged(NUMBER, value(80.5), test)).toMatchObject(PASS);
    expect(judged(NUMBER, value(78), test)).toMatchObject({ ...FAIL, difference: -2 });
  });

  it('passes any of the texts', () => {
    const test: Test = { kind: 'oneOf', values: ['B30f', 'STANDARD'] };
    expect(judged(TEXT, value('STANDARD'), test)).toMatchObject(PASS);
    expect(judged(TEXT, value('standard'), test)).toEqual({ ...FAIL, actual: 'standard' });
  });

  it('cannot be told of a text among numbers', () => {
    expect(judged(ANY, value('x'), { kind: 'oneOf', values: [3] })).toMatchObject(NOT_COMPARABLE);
    expect(judged(ANY, value('x'), { kind: 'noneOf', values: [3] })).toMatchObject(NOT_COMPARABLE);
  });

  it('fails what is among those that must not be', () => {
    const test: Test = { kind: 'noneOf', values: ['B30f'] };
    expect(judged(TEXT, value('B30f'), test)).toMatchObject(FAIL);
    expect(judged(TEXT, value('B31f'), test)).toMatchObject(PASS);
  });
});

describe('a text', () => {
  it('is compared exactly', () => {
    expect(judged(TEXT, value('HEAD'), equals('HEAD'))).toEqual({ ...PASS, actual: 'HEAD' });
    expect(judged(TEXT, value('Head'), equals('HEAD'))).toMatchObject(FAIL);
    expect(judged(TEXT, value('HEAD  NECK'), equals('HEAD NECK'))).toMatchObject(FAIL);
  });

  it('is compared without case or blanks only where the protocol says so', () => {
    const anyCase = { normalise: { case: true, space: false } };
    const anySpace = { normalise: { case: false, space: true } };
    expect(judged(TEXT, value('Head'), equals('HEAD'), anyCase)).toMatchObject(PASS);
    expect(judged(TEXT, value('Head '), equals('HEAD'), anyCase)).toMatchObject(FAIL);
    expect(judged(TEXT, value(' HEAD \t NECK'), equals('HEAD NECK'), anySpace)).toMatchObject(PASS);
    expect(judged(TEXT, value('head neck'), equals('HEAD NECK'), anySpace)).toMatchObject(FAIL);
  });

  it('matches a pattern anywhere in it', () => {
    expect(judged(TEXT, value('ax MPRAGE'), matches('(?i)mprage|bravo'))).toMatchObject(PASS);
    expect(judged(TEXT, value('ax t2'), matches('(?i)mprage|bravo'))).toMatchObject(FAIL);
    expect(
      judged(TEXT, value('a   b'), matches('a b'), { normalise: { case: true, space: true } }),
    ).toMatchObject(PASS);
    expect(judged(TEXT, value('a b', 'a b'), matches('a b'))).toMatchObject(NOT_COMPARABLE);
  });

  it('of a number is compared as it was written', () => {
    expect(judged(ANY, value('007'), equals('007'))).toMatchObject(PASS);
  });

  it('is cut in the row where it is long, and tells its length', () => {
    const { actual } = judged(TEXT, value('x'.repeat(5000)), equals('y'));
    expect(actual).toBe(`${'x'.repeat(200)}… (5000 characters)`);
  });

  it('of a hundred thousand characters meets a hostile pattern in linear time', () => {
    const test: Test = { kind: 'matches', pattern: RE2JS.compile('(a+)+$'), text: '(a+)+$' };
    expect(judged(TEXT, value(`${'a'.repeat(1e5)}!`), test)).toMatchObject(FAIL);
  });
});

describe('every value and test', () => {
  const known = fc.oneof(
    fc.constantFrom<Known>({ state: 'absent' }, { state: 'empty' }, { state: 'unreadable' }),
    fc
      .array(fc.oneof(fc.string(), fc.double()))
      .map((list): Known => ({ state: 'value', texts: list.map(String) })),
    fc
      .array(fc.double({ noNaN: true }))
      .map((list): Known => ({ state: 'value', texts: list.map(String), numbers: list })),
  );

  it('never throw', () => {
    fc.assert(
      fc.property(
        known,
        fc.constantFrom(...VALUE_TESTS),
        fc.constantFrom(NUMBER, TEXT, ANY, FLAG),
        (one, test, of) => {
          judged(of, one, test);
        },
      ),
    );
  });

  it('never pass where there is no value', () => {
    const nothing = fc.constantFrom<Known>({ state: 'absent' }, { state: 'empty' }, { state: 'unreadable' });
    fc.assert(
      fc.property(nothing, fc.constantFrom(...VALUE_TESTS), (one, test) => {
        expect(judged(NUMBER, one, test).outcome).toBe('not-evaluable');
      }),
    );
  });
});

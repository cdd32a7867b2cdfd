import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../../../src/findings/outcome.js';
import type { Check } from '../../../../src/rules/protocol/compiled.js';
import { judgeCheck } from '../../../../src/rules/protocol/evaluate/judge-check.js';
import type { SeriesView } from '../../../../src/rules/protocol/series-view.js';
import { check, condition, equals, exactly, fixed, type Instance, quantity, series, value } from './views.js';

const judged = (one: Check, view: SeriesView) => judgeCheck(one, { study: 4, view, entry: 't1' });
const ECHO = exactly('EchoTime', 3, { text: '3 ms' });

describe('a check', () => {
  it('tells what was expected, what was found, and where the rule comes from', () => {
    const full = check(quantity('EchoTime', { unit: 'ms' }), [equals(3)], {
      text: '3 ms',
      severity: 'minor',
      source: '§5.2',
      rationale: 'contrast',
    });
    expect(
      judgeCheck(full, { study: 4, view: series([{ EchoTime: 4 }], { number: 7 }), entry: 't1' }, 'XA'),
    ).toEqual({
      study: 4,
      series: 7,
      entry: 't1',
      scope: 'check',
      check: 'EchoTime',
      code: 'protocol-deviation',
      outcome: 'fail',
      severity: 'minor',
      expected: '3 ms',
      actual: '4',
      unit: 'ms',
      difference: 1,
      source: '§5.2',
      rationale: 'contrast',
      variant: 'XA',
    });
  });

  it('passes without outliers when every instance does', () => {
    const row = judged(ECHO, series([{ EchoTime: 3 }, { EchoTime: 3 }]));
    expect(row).toMatchObject({ outcome: 'pass', code: 'protocol-as-declared', actual: '3' });
    expect(row.outliers).toBeUndefined();
  });

  it('fails by one instance of many, and names it', () => {
    const view = series([{ EchoTime: 3 }, { EchoTime: 3.5 }, { EchoTime: 3 }]);
    expect(judged(ECHO, view)).toMatchObject({ outcome: 'fail', actual: '3.5', outliers: [1] });
  });

  it('names no outlier where all deviate, the furthest value', () => {
    const row = judged(ECHO, series([{ EchoTime: 4 }, { EchoTime: 9 }, { EchoTime: 4 }]));
    expect(row).toMatchObject({ outcome: 'fail', actual: '9' });
    expect(row.outliers).toBeUndefined();
  });

  it('is not evaluable where the value is absent from some instances', () => {
    expect(judged(ECHO, series([{ EchoTime: 3 }, {}]))).toMatchObject({
      outcome: 'not-evaluable',
      code: 'protocol-value-absent',
      outliers: [1],
    });
  });

  it('fails where one instance deviates and another has no value', () => {
    expect(judged(ECHO, series([{ EchoTime: 3 }, {}, { EchoTime: 4 }]))).toMatchObject({
      outcome: 'fail',
      outliers: [2],
    });
  });

  it('of equal deviations shows the more frequent value, then the first by text', () => {
    const names = check(quantity('Kernel', { type: 'text' }), [equals('A')]);
    expect(judged(names, series([{ Kernel: 'C' }, { Kernel: 'B' }, { Kernel: 'C' }])).actual).toBe('C');
    expect(judged(names, series([{ Kernel: 'C' }, { Kernel: 'B' }])).actual).toBe('B');
  });

  it('of frames names the instance that holds the frame that deviates', () => {
    const frames = check(
      fixed('EchoTime', [
        { value: value(3), instances: [0, 1] },
        { value: value(4), instances: [1] },
      ]),
      [equals(3)],
    );
    expect(judged(frames, series([{}, {}]))).toMatchObject({ outcome: 'fail', actual: '4', outliers: [1] });
  });

  it('of a value of the whole series names no instance', () => {
    const whole = check(
      fixed('sliceSpacing', [
        { value: value(1), instances: [] },
        { value: value(2), instances: [] },
      ]),
      [equals(1)],
    );
    const row = judged(whole, series([{}]));
    expect(row).toMatchObject({ outcome: 'fail', actual: '2' });
    expect(row.outliers).toBeUndefined();
  });
});

describe('a deviation that only warns', () => {
  const lenient = { ...ECHO, onDeviation: 'warn' } as const;

  it('is a warning', () => {
    expect(judged(lenient, series([{ EchoTime: 4 }]))).toMatchObject({
      outcome: 'warn',
      code: 'protocol-deviation',
    });
  });

  it('does not make a warning of what cannot be told', () => {
    expect(judged(lenient, series([{}])).outcome).toBe('not-evaluable');
    expect(judged(lenient, series([{ EchoTime: '?' }])).outcome).toBe('not-evaluable');
  });
});

describe('a check under a condition', () => {
  const asked = { ...ECHO, when: condition({ Manufacturer: 'GE' }) };

  it('is not asked where the condition does not hold', () => {
    expect(judged(asked, series([{ Manufacturer: 'SIEMENS', EchoTime: 9 }]))).toMatchObject({
      outcome: 'not-applicable',
      code: 'protocol-not-asked',
    });
  });

  it('is judged where it holds', () => {
    expect(judged(asked, series([{ Manufacturer: 'GE', EchoTime: 9 }])).outcome).toBe('fail');
    expect(judged(asked, series([{ Manufacturer: 'GE', EchoTime: 3 }])).outcome).toBe('pass');
  });

  it('is not evaluable where that cannot be told', () => {
    expect(judged(asked, series([{ EchoTime: 3 }]))).toMatchObject({
      outcome: 'not-evaluable',
      code: 'protocol-condition-unsettled',
      note: 'whether it is asked for depends on Manufacturer, which cannot be told of all instances',
    });
  });
});

describe('whatever the instances hold', () => {
  const instance: fc.Arbitrary<Instance> = fc
    .constantFrom(3, 3.5, 4, null, '?', 'x', undefined)
    .map((one): Instance => (one === undefined ? {} : { EchoTime: one }));
  const worseThan = (a: string, b: string) => OUTCOMES.indexOf(a as never) <= OUTCOMES.indexOf(b as never);

  it('their order decides nothing', () => {
    const shuffled = fc
      .array(instance, { minLength: 1, maxLength: 8 })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const { outliers, ...row } = judged(ECHO, series(list));
        const { outliers: moved, ...again } = judged(ECHO, series(other));
        expect(again).toEqual(row);
        expect((moved ?? []).map((at) => other[at])).toHaveLength((outliers ?? []).length);
      }),
    );
  });

  it('one more never makes the outcome better', () => {
    fc.assert(
      fc.property(fc.array(instance, { minLength: 1, maxLength: 8 }), instance, (list, more) => {
        const before = judged(ECHO, series(list)).outcome;
        expect(worseThan(judged(ECHO, series([...list, more])).outcome, before)).toBe(true);
      }),
    );
  });
});

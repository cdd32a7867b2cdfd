import { describe, expect, it } from 'vitest';
import type { Constraint, Test } from '../../../../src/rules/protocol/compiled.js';
import { judge } from '../../../../src/rules/protocol/evaluate/judge.js';
import type { Judgement } from '../../../../src/rules/protocol/evaluate/judgement.js';
import type { Known, Quantity } from '../../../../src/rules/protocol/series-view.js';
import { constraint, equals, quantity, value } from './views.js';

const CONTEXT = { manufacturer: 'SIEMENS' };
const NUMBER = quantity('EchoTime', { unit: 'ms', multi: true });
const TEXT = quantity('ImageType', { type: 'text', multi: true });
const ANY = quantity('csa.Thing', { type: 'any', multi: true });

function judged(of: Quantity, known: Known, test: Test, more: Partial<Constraint> = {}): Judgement {
  return judge(constraint(of, [test], more), known, CONTEXT);
}

const PASS = { outcome: 'pass', code: 'protocol-as-declared' };
const FAIL = { outcome: 'fail', code: 'protocol-deviation' };
const NOT_COMPARABLE = { outcome: 'not-evaluable', code: 'protocol-not-comparable' };
const NO_VALUE = { outcome: 'not-evaluable', code: 'protocol-value-absent' };

describe('several values', () => {
  it('contain what is asked for', () => {
    const test: Test = { kind: 'contains', values: ['ATTN', 'DECY'] };
    expect(judged(TEXT, value('DECY', 'NORM', 'ATTN'), test)).toEqual({
      ...PASS,
      actual: 'DECY\\NORM\\ATTN',
    });
    expect(judged(TEXT, value('DECY'), test)).toMatchObject({ ...FAIL, note: 'lacks ATTN' });
    expect(judged(ANY, value('x', '3'), { kind: 'contains', values: [3] })).toMatchObject(PASS);
    expect(
      judged(TEXT, value('attn', 'decy'), test, { normalise: { case: true, space: false } }),
    ).toMatchObject(PASS);
  });

  it('in order are compared one by one', () => {
    const test: Test = { kind: 'ordered', of: [[equals(256)], [equals(192)]] };
    expect(judged(NUMBER, value(256, 192), test)).toMatchObject(PASS);
    expect(judged(NUMBER, value(192, 256), test)).toEqual({ ...FAIL, actual: '192\\256', difference: -64 });
    expect(judged(NUMBER, value(256), test)).toMatchObject({ ...FAIL, note: '1 value, not 2' });
    expect(judged(NUMBER, value(256, 192, 1), test)).toMatchObject({ ...FAIL, note: '3 values, not 2' });
    expect(
      judged(TEXT, value('256', ''), { kind: 'ordered', of: [[equals('256')], [equals('')]] }),
    ).toMatchObject(NO_VALUE);
  });

  it('as a set are compared without order, each as often', () => {
    const test: Test = { kind: 'set', values: ['A', 'B', 'B'] };
    expect(judged(TEXT, value('B', 'A', 'B'), test)).toMatchObject(PASS);
    expect(judged(TEXT, value('B', 'A', 'A'), test)).toMatchObject(FAIL);
    expect(judged(TEXT, value('B', 'A'), test)).toMatchObject({ ...FAIL, note: '2 values, not 3' });
    expect(
      judged(TEXT, value('b', 'a', 'b'), test, { normalise: { case: true, space: false } }),
    ).toMatchObject(PASS);
  });

  it('as a set of numbers are paired so that all are within the tolerance', () => {
    const test: Test = { kind: 'set', values: [80, 20], tolerance: { absolute: 1 } };
    expect(judged(NUMBER, value(20.9, 79.1), test)).toMatchObject(PASS);
    expect(judged(NUMBER, value(20.9, 78.9), test)).toMatchObject(FAIL);
    expect(judged(NUMBER, value(20, 20), test)).toMatchObject(FAIL);
    expect(judged(ANY, value('20', 'x'), test)).toMatchObject(NOT_COMPARABLE);
    expect(judged(ANY, value('20', '3'), { kind: 'set', values: [20, 'x'] })).toMatchObject(NOT_COMPARABLE);
  });

  it('are judged by the one at an index', () => {
    const at = (index: number): Test => ({ kind: 'at', index, tests: [equals(20)] });
    expect(judged(NUMBER, value(1, 20), at(1))).toMatchObject(PASS);
    expect(judged(NUMBER, value(20, 1), at(1))).toMatchObject({ ...FAIL, difference: -19 });
    expect(judged(NUMBER, value(20), at(1))).toMatchObject({ ...NO_VALUE, note: 'there are only 1 values' });
  });

  it('each have to hold, and the one that is furthest off decides', () => {
    const test: Test = { kind: 'each', tests: [{ kind: 'range', bounds: { max: 0.7 } }] };
    expect(judged(NUMBER, value(0.7, 0.5), test)).toMatchObject(PASS);
    expect(judged(NUMBER, value(0.8, 0.5, 1.2), test)).toMatchObject({ ...FAIL, difference: 0.5 });
    expect(judged(ANY, value('0.5', 'x'), test)).toMatchObject(NOT_COMPARABLE);
    expect(judged(ANY, value('0.5', ''), test)).toMatchObject(NO_VALUE);
  });

  it('need one that holds, and warn where the best is off the target', () => {
    const test: Test = { kind: 'any', tests: [equals(3)] };
    expect(judged(NUMBER, value(1, 3), test)).toMatchObject(PASS);
    expect(judged(NUMBER, value(9, 2), test)).toMatchObject({ ...FAIL, difference: -1 });
    expect(judged(ANY, value('9', 'x'), test)).toMatchObject(NOT_COMPARABLE);
    const target: Test = { kind: 'any', tests: [{ kind: 'target', bounds: { max: 1 } }] };
    expect(judged(ANY, value('9', 'x'), target)).toMatchObject({ outcome: 'warn' });
  });
});

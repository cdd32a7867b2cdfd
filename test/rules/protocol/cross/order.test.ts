import { describe, expect, it } from 'vitest';
import { judgeOrder } from '../../../../src/rules/protocol/cross/order.js';
import { entry, RULE, scene } from './scene.js';

const rule = (...of: string[]) => ({ ...RULE, kind: 'order', of }) as const;
const at = (startS: number) => ({ startS });

describe('order', () => {
  it('passes where the series start one after the other', () => {
    const matched = scene([
      ['post', at(900)],
      ['pre', at(100)],
      ['dynamic', at(500)],
    ]);
    expect(judgeOrder(rule('pre', 'dynamic', 'post'), matched)).toEqual([
      {
        ...{ scope: 'cross-series', check: 'order pre, dynamic, post', study: 0 },
        ...{ outcome: 'pass', code: 'protocol-as-declared', severity: 'major', source: '§1' },
        ...{ expected: 'pre, dynamic, post', actual: 'pre, dynamic, post' },
      },
    ]);
  });

  it('fails where a series starts before the one that has to precede it, and says by how much', () => {
    const [row] = judgeOrder(
      rule('pre', 'post'),
      scene([
        ['pre', at(500)],
        ['post', at(470)],
      ]),
    );
    expect(row).toMatchObject({
      ...{ outcome: 'fail', code: 'protocol-cross-deviation' },
      ...{ expected: 'pre, post', actual: 'post (Series Number 2), pre (Series Number 1)' },
      note: 'post (Series Number 2) starts 30 s before pre (Series Number 1)',
    });
  });

  it('fails where two start together', () => {
    const [row] = judgeOrder(
      rule('pre', 'post'),
      scene([
        ['pre', at(500)],
        ['post', at(500)],
      ]),
    );
    expect(row).toMatchObject({
      outcome: 'fail',
      note: 'post (Series Number 2) starts together with pre (Series Number 1)',
    });
  });

  it('counts past midnight', () => {
    expect(
      judgeOrder(
        rule('a', 'b'),
        scene([
          ['a', at(86_300)],
          ['b', at(60)],
        ]),
      )[0]?.outcome,
    ).toBe('pass');
    expect(
      judgeOrder(
        rule('a', 'b'),
        scene([
          ['a', at(60)],
          ['b', at(86_300)],
        ]),
      )[0]?.outcome,
    ).toBe('fail');
  });

  it('holds every repeated series against every other', () => {
    const matched = scene([
      ['a', at(100)],
      ['a', at(300)],
      ['b', at(200)],
      ['b', at(400)],
    ]);
    expect(judgeOrder(rule('a', 'b'), matched)[0]).toMatchObject({
      outcome: 'fail',
      note: 'b (Series Number 3) starts 100 s before a (Series Number 2)',
    });
  });

  it('cannot tell where a start is not known, unless the others are in the wrong order anyway', () => {
    expect(
      judgeOrder(
        rule('a', 'b'),
        scene([
          ['a', at(100)],
          ['b', {}],
        ]),
      )[0],
    ).toMatchObject({
      ...{ outcome: 'not-evaluable', code: 'protocol-cross-unsettled' },
      note: 'the start of b (Series Number 2) is not known',
    });
    const wrong = scene([
      ['a', at(300)],
      ['b', at(200)],
      ['c', {}],
    ]);
    expect(judgeOrder(rule('a', 'b', 'c'), wrong)[0]?.outcome).toBe('fail');
  });

  it('cannot tell where a series is missing', () => {
    expect(judgeOrder(rule('a', 'b'), scene([['a', at(100)]], ['b']))[0]).toMatchObject({
      outcome: 'not-evaluable',
      note: 'b is missing',
    });
  });

  it('compares those around a series that need not be there', () => {
    const optional = entry('b', { count: { min: 0, max: 1 } });
    const order = (c: number) =>
      judgeOrder(
        rule('a', 'b', 'c'),
        scene(
          [
            ['a', at(100)],
            ['c', at(c)],
          ],
          [optional],
        ),
      );
    expect(order(200)[0]).toMatchObject({ outcome: 'pass', actual: 'a, c' });
    expect(order(50)[0]?.outcome).toBe('fail');
  });

  it('asks nothing where only one series is there, and need be', () => {
    const optional = entry('b', { count: { min: 0, max: 1 } });
    expect(judgeOrder(rule('a', 'b'), scene([['a', at(100)]], [optional]))[0]).toMatchObject({
      outcome: 'not-applicable',
      code: 'protocol-not-asked',
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { Cross } from '../../../../src/rules/protocol/compiled.js';
import { judgeInterval } from '../../../../src/rules/protocol/cross/interval.js';
import { entry, type Made, RULE, scene, value } from './scene.js';

const rule = (more: object = {}): Extract<Cross, { kind: 'interval' }> => ({
  ...{ ...RULE, kind: 'interval', from: 'dynamic', to: 'late', since: 'start', text: '5 min … 10 min' },
  boundsS: { min: 300, max: 600 },
  ...more,
});
const between = (seconds: number, from: Made = {}) =>
  scene([
    ['dynamic', { startS: 36_000, ...from }],
    ['late', { startS: 36_000 + seconds }],
  ]);
const judged = (seconds: number, more: object = {}) => judgeInterval(rule(more), between(seconds))[0];

describe('interval', () => {
  it('passes within the bounds, bounds included', () => {
    expect(judged(450)).toEqual({
      ...{ scope: 'cross-series', check: 'interval from start of dynamic to start of late', study: 0 },
      ...{ outcome: 'pass', code: 'protocol-as-declared', severity: 'major', source: '§1' },
      ...{ expected: '300 … 600', actual: '450', unit: 's' },
    });
    expect(judged(300)?.outcome).toBe('pass');
    expect(judged(600)?.outcome).toBe('pass');
  });

  it('fails outside of them, with how far', () => {
    expect(judged(299.5)).toMatchObject({
      outcome: 'fail',
      code: 'protocol-cross-deviation',
      difference: -0.5,
    });
    expect(judged(610)).toMatchObject({ outcome: 'fail', difference: 10, actual: '610' });
    expect(judged(-450)).toMatchObject({ outcome: 'fail', difference: -750 });
    expect(judged(610, { onDeviation: 'warn' })?.outcome).toBe('warn');
  });

  it('fails on a bound that is excluded', () => {
    const excluded = { boundsS: { min: 300, minExcluded: true, max: 600, maxExcluded: true } };
    expect(judged(300, excluded)).toMatchObject({ outcome: 'fail', expected: '> 300, < 600' });
    expect(judged(600, excluded)?.outcome).toBe('fail');
    expect(judged(301, excluded)?.outcome).toBe('pass');
  });

  it('warns outside of the target', () => {
    const target = { targetS: { min: 400, max: 500 } };
    expect(judged(550, target)).toMatchObject({
      ...{ outcome: 'warn', code: 'protocol-off-target', difference: 50 },
      expected: '300 … 600, target 400 … 500',
    });
    expect(judged(450, target)?.outcome).toBe('pass');
    expect(judged(700, target)?.outcome).toBe('fail');
  });

  it('takes one bound alone, and a target alone', () => {
    expect(judged(10_000, { boundsS: { min: 300 } })).toMatchObject({ outcome: 'pass', expected: '≥ 300' });
    expect(judged(10_000, { boundsS: { max: 300 } })).toMatchObject({ outcome: 'fail', expected: '0 … 300' });
    expect(judged(10, { boundsS: {}, targetS: { max: 5 } })).toMatchObject({
      outcome: 'warn',
      expected: '≥ 0, target ≤ 5',
    });
  });

  it('wants the second to follow the first, unless a bound below 0 says otherwise', () => {
    expect(judged(-60, { boundsS: { max: 600 } })).toMatchObject({ outcome: 'fail', difference: -60 });
    expect(judged(-60, { boundsS: {}, targetS: { max: 5 } })?.outcome).toBe('fail');
    expect(judged(0, { boundsS: { max: 600 } })?.outcome).toBe('pass');
    expect(judged(-60, { boundsS: { min: -90, max: 600 } })?.outcome).toBe('pass');
    expect(judged(-60, { boundsS: { max: -30 } })).toMatchObject({ outcome: 'pass', expected: '≤ -30' });
  });

  it('counts past midnight', () => {
    const matched = scene([
      ['dynamic', { startS: 86_200 }],
      ['late', { startS: 200 }],
    ]);
    expect(judgeInterval(rule(), matched)[0]).toMatchObject({ outcome: 'pass', actual: '400' });
  });

  it('counts from the end of the first, where the rule says so', () => {
    const long = { attributes: { AcquisitionDuration: value(120) } };
    const matched = between(450, long);
    expect(judgeInterval(rule({ since: 'end' }), matched)[0]).toMatchObject({
      ...{ check: 'interval from end of dynamic to start of late', outcome: 'pass', actual: '330' },
    });
    expect(judgeInterval(rule({ since: 'end' }), between(450))[0]).toMatchObject({
      ...{ outcome: 'not-evaluable', note: 'dynamic (Series Number 1): its end is not known' },
    });
  });

  it('counts from the contrast that the first states', () => {
    const given = { attributes: { ContrastBolusStartTime: value('095900') } };
    expect(judgeInterval(rule({ since: 'contrast' }), between(450, given))[0]).toMatchObject({
      ...{ outcome: 'pass', actual: '510' },
    });
    expect(judgeInterval(rule({ since: 'contrast' }), between(450))[0]).toMatchObject({
      ...{ outcome: 'not-evaluable', code: 'protocol-cross-unsettled', unit: 's' },
      note: 'dynamic (Series Number 1): it does not state when contrast was given (Contrast/Bolus Start Time)',
    });
  });

  it('cannot tell without a start', () => {
    expect(
      judgeInterval(
        rule(),
        scene([
          ['dynamic', {}],
          ['late', { startS: 1 }],
        ]),
      )[0],
    ).toMatchObject({
      ...{ outcome: 'not-evaluable', note: 'dynamic (Series Number 1): its start is not known' },
    });
    expect(
      judgeInterval(
        rule(),
        scene([
          ['dynamic', { startS: 1 }],
          ['late', {}],
        ]),
      )[0],
    ).toMatchObject({
      ...{ outcome: 'not-evaluable', note: 'the start of late (Series Number 2) is not known' },
    });
  });

  it('tells the worst of repeated series: a sure deviation before what is not known', () => {
    const late = (...starts: (number | undefined)[]) =>
      scene([
        ['dynamic', { startS: 36_000 }],
        ...starts.map((startS): ['late', Made] => ['late', startS === undefined ? {} : { startS }]),
      ]);
    expect(judgeInterval(rule(), late(36_400, 36_700, 37_000))[0]).toMatchObject({
      ...{ outcome: 'fail', actual: '1000', difference: 400 },
    });
    expect(judgeInterval(rule(), late(36_400, undefined))[0]?.outcome).toBe('not-evaluable');
    expect(judgeInterval(rule(), late(undefined, 37_000))[0]?.outcome).toBe('fail');
    const target = rule({ onDeviation: 'warn', targetS: { max: 350 } });
    expect(judgeInterval(target, late(36_599, 36_601))[0]?.code).toBe('protocol-cross-deviation');
  });

  it('cannot tell where one of them is missing, and asks nothing where it need not be there', () => {
    const only = [['dynamic', { startS: 1 }]] as const;
    expect(judgeInterval(rule(), scene(only, ['late']))[0]).toMatchObject({
      ...{ outcome: 'not-evaluable', note: 'late is missing' },
    });
    expect(
      judgeInterval(rule(), scene(only, [entry('late', { count: { min: 0, max: 1 } })]))[0],
    ).toMatchObject({
      ...{ outcome: 'not-applicable', code: 'protocol-not-asked' },
    });
    const both = scene([], [entry('dynamic', { count: { min: 0, max: 1 } }), 'late']);
    expect(judgeInterval(rule(), both)[0]?.outcome).toBe('not-evaluable');
  });
});

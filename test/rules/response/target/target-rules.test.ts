import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import type { TargetRule } from '../../../../src/rules/response/criteria/criteria.js';
import {
  type Facts,
  firstRule,
  thresholdOf,
  verdictOf,
} from '../../../../src/rules/response/target/target-rules.js';
import { RECIST } from '../recist.js';

const source = 'test';
const disappeared: TargetRule = { answer: 'CR', when: 'disappeared', source };
const otherwise: TargetRule = { answer: 'SD', when: 'otherwise', source };
const increased = (percent: string, mm: string, over: 'nadir' | 'baseline' = 'nadir'): TargetRule => ({
  ...{ answer: 'PD', when: 'increased', percent: new Big(percent), mm: new Big(mm), over, source },
});
const decreased = (percent: string): TargetRule => ({
  ...{ answer: 'PR', when: 'decreased', percent: new Big(percent), below: 'baseline', source },
});

function facts(
  sum: string,
  {
    baseline = '100',
    nadir = baseline,
    ...more
  }: Partial<Record<'baseline' | 'nadir', string>> & Partial<Pick<Facts, 'isWhole' | 'isGone'>> = {},
): Facts {
  return {
    ...{ sum: new Big(sum), isWhole: true, isGone: false },
    ...{ baseline: { sum: new Big(baseline), at: 'BL' }, nadir: { sum: new Big(nadir), at: 'V1' } },
    ...more,
  };
}

describe('an increase', () => {
  it.each([
    ['60', '50', 'holds'],
    ['59.99', '50', 'fails'],
    ['59.9999999999999999999999999', '50', 'fails'],
    ['25', '20', 'holds'],
    ['24.9', '20', 'fails'],
    ['30', '25', 'holds'],
    ['30.12', '25.1', 'holds'],
    ['30.11', '25.1', 'fails'],
    ['5', '0', 'holds'],
    ['4.9', '0', 'fails'],
    ['8.2', '3.2', 'holds'],
    ['8.1', '3.2', 'fails'],
  ])('to %s mm from a nadir of %s mm %s by 20% and 5 mm, both at equality', (sum, nadir, verdict) => {
    expect(verdictOf(increased('20', '5'), facts(sum, { nadir }))).toBe(verdict);
  });

  it('may be asked over baseline', () => {
    expect(verdictOf(increased('20', '5', 'baseline'), facts('110', { nadir: '50' }))).toBe('fails');
    expect(verdictOf(increased('20', '5', 'baseline'), facts('120', { nadir: '50' }))).toBe('holds');
  });

  it('is none where nothing grew, even with thresholds of 0', () => {
    expect(verdictOf(increased('20', '0'), facts('0', { nadir: '0' }))).toBe('fails');
    expect(verdictOf(increased('0', '0'), facts('50', { nadir: '50' }))).toBe('fails');
    expect(verdictOf(increased('20', '0'), facts('0.1', { nadir: '0' }))).toBe('holds');
  });

  it('can be proven by a part of the lesions, but not refuted', () => {
    expect(verdictOf(increased('20', '5'), facts('60', { nadir: '50', isWhole: false }))).toBe('holds');
    expect(verdictOf(increased('20', '5'), facts('59.9', { nadir: '50', isWhole: false }))).toBe('unknown');
  });
});

describe('a decrease', () => {
  it.each([
    ['70', '100', 'holds'],
    ['70.01', '100', 'fails'],
    ['17.57', '25.1', 'holds'],
    ['17.58', '25.1', 'fails'],
    ['0.21', '0.3', 'holds'],
    ['0.2100000000000000000000001', '0.3', 'fails'],
  ])('to %s mm from %s mm at baseline %s by 30%, at equality', (sum, baseline, verdict) => {
    expect(verdictOf(decreased('30'), facts(sum, { baseline }))).toBe(verdict);
  });

  it('is measured from baseline, never from the nadir', () => {
    expect(verdictOf(decreased('30'), facts('80', { nadir: '120' }))).toBe('fails');
    expect(verdictOf(decreased('30'), facts('70', { nadir: '60' }))).toBe('holds');
  });

  it('can be refuted by a part of the lesions, but not proven', () => {
    expect(verdictOf(decreased('30'), facts('70', { isWhole: false }))).toBe('unknown');
    expect(verdictOf(decreased('30'), facts('70.1', { isWhole: false }))).toBe('fails');
  });
});

describe('the rules of the criteria', () => {
  it('are asked in their order', () => {
    const both = facts('65', { nadir: '50' });
    expect(firstRule([increased('20', '5'), decreased('30')], both)?.rule.answer).toBe('PD');
    expect(firstRule([decreased('30'), increased('20', '5')], both)?.rule.answer).toBe('PR');
  });

  it('do not answer past one that is not known', () => {
    const maybe = facts('9', { nadir: '2', isWhole: false, isGone: null });
    expect(firstRule(RECIST.target.rules, maybe)).toMatchObject({
      verdict: 'unknown',
      rule: { answer: 'CR' },
    });
    const there = { ...maybe, isGone: false };
    expect(firstRule(RECIST.target.rules, there)).toMatchObject({ verdict: 'holds', rule: { answer: 'PD' } });
    const low = facts('40', { isWhole: false });
    expect(firstRule([otherwise], low)?.verdict).toBe('unknown');
  });

  it('may leave a sum without an answer', () => {
    expect(firstRule([disappeared, increased('20', '5')], facts('100'))).toBeUndefined();
  });
});

describe('the sum at which a rule begins to hold', () => {
  it.each([
    ['50', '60'],
    ['25', '30'],
    ['20', '25'],
    ['25.1', '30.12'],
    ['0', '5'],
  ])('over a nadir of %s mm is %s mm, of 20% and 5 mm the greater', (nadir, mm) => {
    expect(thresholdOf(increased('20', '5'), facts('0', { nadir }))?.toFixed()).toBe(mm);
  });

  it('below a baseline is exact', () => {
    expect(thresholdOf(decreased('33.3'), facts('0', { baseline: '25.1' }))?.toFixed()).toBe('16.7417');
  });

  it('is none of rules without numbers, and of an increase by anything at all', () => {
    expect(thresholdOf(disappeared, facts('50'))).toBeUndefined();
    expect(thresholdOf(otherwise, facts('50'))).toBeUndefined();
    expect(thresholdOf(increased('20', '0'), facts('50', { nadir: '0' }))).toBeUndefined();
  });
});

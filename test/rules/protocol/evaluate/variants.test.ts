import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../src/rules/protocol/compiled.js';
import { judgeChecks } from '../../../../src/rules/protocol/evaluate/variants.js';
import { condition, entry, exactly, type Instance, series } from './views.js';

const judged = (one: Entry, instance: Instance) =>
  judgeChecks(one, { study: 0, view: series([instance]), entry: one.name });

/** `EchoTime pass` for each row. */
const told = (one: Entry, instance: Instance) =>
  judged(one, instance).map(({ check, outcome, code }) => `${check} ${outcome} ${code}`);

const SIEMENS = {
  name: 'siemens',
  when: condition({ Manufacturer: 'SIEMENS' }),
  checks: [exactly('RepetitionTime', 2300), exactly('FlipAngle', 9)],
};
const GE = { name: 'ge', when: condition({ Manufacturer: 'GE' }), checks: [exactly('RepetitionTime', 8)] };
const T1 = entry('t1', {
  checks: [exactly('EchoTime', 3), exactly('FlipAngle', 8)],
  variants: [SIEMENS, GE],
});
const GOOD = { EchoTime: 3, RepetitionTime: 2300, FlipAngle: 9, Manufacturer: 'SIEMENS' };

describe('the variant whose condition holds', () => {
  it("puts its checks in the place of the entry's own, and adds the others", () => {
    expect(judged(T1, GOOD)).toMatchObject([
      { check: 'EchoTime', outcome: 'pass', expected: '3' },
      { check: 'FlipAngle', outcome: 'pass', expected: '9', variant: 'siemens' },
      { check: 'RepetitionTime', outcome: 'pass', expected: '2300', variant: 'siemens' },
    ]);
    expect(judged(T1, GOOD)[0]).not.toHaveProperty('variant');
  });

  it('leaves the checks that it does not name as they are', () => {
    expect(judged(T1, { ...GOOD, Manufacturer: 'GE' })).toMatchObject([
      { check: 'EchoTime', outcome: 'pass' },
      { check: 'FlipAngle', outcome: 'fail', expected: '8' },
      { check: 'RepetitionTime', outcome: 'fail', expected: '8', variant: 'ge' },
    ]);
  });

  it('is the first of several', () => {
    const both = {
      ...T1,
      variants: [SIEMENS, { ...SIEMENS, name: 'again', checks: [exactly('FlipAngle', 1)] }],
    };
    expect(judged(both, GOOD).map(({ variant }) => variant)).toEqual([undefined, 'siemens', 'siemens']);
  });
});

describe('where no variant holds', () => {
  const OTHER = { ...GOOD, Manufacturer: 'Philips' };
  const BASE = ['EchoTime pass protocol-as-declared', 'FlipAngle fail protocol-deviation'];

  it('what only variants check is not evaluable, each once', () => {
    expect(told(T1, OTHER)).toEqual([...BASE, 'RepetitionTime not-evaluable protocol-no-variant']);
    expect(judged(T1, OTHER)[2]).not.toHaveProperty('expected');
  });

  it('nothing is asked of it where the protocol says that none is required', () => {
    expect(told({ ...T1, variantRequired: 'no' }, OTHER)).toEqual(BASE);
  });

  it('the series itself is not evaluable where one is required', () => {
    expect(told({ ...T1, variantRequired: 'yes' }, OTHER)).toEqual([
      ...BASE,
      'RepetitionTime not-evaluable protocol-no-variant',
      'variant not-evaluable protocol-no-variant',
    ]);
    expect(told({ ...T1, variantRequired: 'yes' }, GOOD)).not.toContain('variant');
    expect(judged({ ...T1, variantRequired: 'yes' }, GOOD)).toHaveLength(3);
  });
});

describe('a variant of which nobody can tell whether it counts', () => {
  const { Manufacturer: _, ...UNTOLD } = GOOD;

  it('makes all its checks not evaluable, and says why', () => {
    const rows = judged({ ...T1, variants: [SIEMENS] }, UNTOLD);
    expect(rows).toMatchObject([
      { check: 'EchoTime', outcome: 'pass' },
      {
        check: 'FlipAngle',
        outcome: 'not-evaluable',
        code: 'protocol-variant-unsettled',
        variant: 'siemens',
      },
      { check: 'RepetitionTime', outcome: 'not-evaluable', expected: '2300' },
    ]);
    expect(rows[1]?.note).toBe(
      'whether siemens counts depends on Manufacturer, which cannot be told of all instances',
    );
  });

  it('makes those of the first that holds after it not evaluable, too', () => {
    const sure = { name: 'sure', when: condition({ EchoTime: 3 }), checks: [exactly('PixelBandwidth', 1)] };
    expect(told({ ...T1, variants: [GE, sure] }, { ...UNTOLD, PixelBandwidth: 1 })).toEqual([
      'EchoTime pass protocol-as-declared',
      'FlipAngle fail protocol-deviation',
      'RepetitionTime not-evaluable protocol-variant-unsettled',
      'PixelBandwidth not-evaluable protocol-variant-unsettled',
    ]);
  });

  it('does not matter after the first that holds', () => {
    const sure = { name: 'sure', when: condition({ EchoTime: 3 }), checks: [exactly('PixelBandwidth', 1)] };
    expect(told({ ...T1, variants: [sure, GE] }, { ...UNTOLD, PixelBandwidth: 1 })).toEqual([
      'EchoTime pass protocol-as-declared',
      'FlipAngle fail protocol-deviation',
      'PixelBandwidth pass protocol-as-declared',
    ]);
  });

  it('leaves the series itself unsettled where a variant is required', () => {
    const rows = judged({ ...T1, variants: [GE], variantRequired: 'yes' }, UNTOLD);
    expect(rows.at(-1)).toMatchObject({
      check: 'variant',
      outcome: 'not-evaluable',
      code: 'protocol-variant-unsettled',
      note: 'whether ge counts depends on Manufacturer, which cannot be told of all instances',
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigFault } from '../../../../src/rules/config-fault.js';
import { canonicalAmount, lengthMm, percent } from '../../../../src/rules/response/criteria/amounts.js';

function read(of: typeof lengthMm, raw: string | number, mayBeZero = false) {
  const faults: ConfigFault[] = [];
  const value = of(raw, { path: ['at'], faults, mayBeZero });
  return { value: value.toFixed(), told: faults.map(({ message }) => message) };
}

describe('a length', () => {
  it.each([
    ['10 mm', '10'],
    ['10mm', '10'],
    ['1.25 cm', '12.5'],
    ['0.1 cm', '1'],
    ['8.20 mm', '8.2'],
    ['1000 mm', '1000'],
    ['100 cm', '1000'],
  ])('%s is %s mm, exactly', (text, mm) => {
    expect(read(lengthMm, text)).toEqual({ value: mm, told: [] });
  });

  it.each([
    [10, "'at' is '10', without a unit (did you mean '10 mm'?)"],
    ['10', "'at' is '10', without a unit (did you mean '10 mm'?)"],
    ['1,5 cm', "'at' is '1,5 cm': a point parts the decimals (did you mean '1.5 cm'?)"],
    ['10 in', "'at' is '10 in', not a length with its unit, as 10 mm"],
    ['-5 mm', "'at' is '-5 mm', not a length with its unit, as 10 mm"],
    ['20%', "'at' is '20%', not a length with its unit, as 10 mm"],
    [Number.NaN, "'at' is 'NaN', not a length with its unit, as 10 mm"],
    ['0 mm', "'at' must be more than 0 mm"],
    ['1000.1 mm', "'at' is more than 1000 mm"],
  ])('is not %s', (raw, told) => {
    expect(read(lengthMm, raw)).toEqual({ value: '0', told: [told] });
  });

  it('may be 0 where that is said', () => {
    expect(read(lengthMm, '0 mm', true)).toEqual({ value: '0', told: [] });
  });

  it('in cm is ten times that in mm, whatever its decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (hundredths) => {
        const text = (hundredths / 1000).toFixed(3);
        expect(read(lengthMm, `${text} cm`).value).toBe(String(Number((hundredths / 100).toFixed(2))));
      }),
    );
  });
});

describe('a share', () => {
  it.each([
    ['20%', '20'],
    ['12.50 %', '12.5'],
    ['1000%', '1000'],
  ])('%s is %s percent', (text, value) => {
    expect(read(percent, text)).toEqual({ value, told: [] });
  });

  it.each([
    [0.2, "'at' is '0.2', without a unit (did you mean '0.2%'?)"],
    ['20 mm', "'at' is '20 mm', not a share with its unit, as 20%"],
    ['0%', "'at' must be more than 0%"],
    ['1000.1%', "'at' is more than 1000%"],
  ])('is not %s', (raw, told) => {
    expect(read(percent, raw)).toEqual({ value: '0', told: [told] });
  });
});

describe('the one way of writing', () => {
  it.each([
    ['1 cm', '10 mm'],
    ['10.0mm', '10 mm'],
    ['20.0 %', '20%'],
    ['nadir', 'nadir'],
    ['10', '10'],
  ])('of %s is %s', (text, canonical) => {
    expect(canonicalAmount(text)).toBe(canonical);
  });
});

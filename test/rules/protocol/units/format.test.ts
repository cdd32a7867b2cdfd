import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount, formatNumber } from '../../../../src/rules/protocol/units/format.js';

describe('formatNumber', () => {
  it.each([
    [1, '1'],
    [0.1 + 0.2, '0.3'],
    [2300, '2300'],
    [0.976_562_5, '0.9765625'],
    [1 / 3, '0.333333333'],
    [123_456_789.123, '123456789'],
    [-2.5, '-2.5'],
    [0, '0'],
    [-0, '0'],
    [370e6, '370000000'],
    [1.5e-7, '1.5e-7'],
    [1e21, '1e+21'],
  ])('writes %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('is right to nine digits', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
        const digits = formatNumber(value).replace(/e.*/, '').replace(/[-.]/g, '').replace(/^0+/, '');
        expect(digits.replace(/0+$/, '').length).toBeLessThanOrEqual(9);
        expect(Math.abs(Number(formatNumber(value)) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-8);
      }),
    );
  });
});

describe('formatAmount', () => {
  it('writes the number in full, and the unit after it', () => {
    expect(formatAmount({ value: 1, unit: 'mm' })).toBe('1 mm');
    expect(formatAmount({ value: 5, unit: '%' })).toBe('5%');
    expect(formatAmount({ value: 0.123_456_789_012, unit: 's/mm2' })).toBe('0.123456789012 s/mm2');
    expect(formatAmount({ value: 3 })).toBe('3');
    expect(formatAmount({ value: -0, unit: 'deg' })).toBe('0 deg');
  });
});

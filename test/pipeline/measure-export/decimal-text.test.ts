import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText } from '../../../src/pipeline/measure-export/decimal-text.js';

describe('decimal text', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [33.582411607140834, '33.5824116071'],
    [240.00000000000003, '240'],
    [1e21, '1000000000000000000000'],
    [1.25e21, '1250000000000000000000'],
    [-2.5e-9, '-0.0000000025'],
    [1.2e-7, '0.00000012'],
    [117145, '117145'],
  ])('writes %d without an exponent', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });

  it('is a decimal of the same value to twelve digits, whatever the number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }), (value) => {
        const text = decimalText(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-11);
      }),
    );
  });
});

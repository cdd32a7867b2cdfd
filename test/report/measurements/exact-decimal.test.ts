import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactDecimal, numberOf } from '../../../src/report/measurements/exact-decimal.js';

/** The decimal of FHIR R4 and of REDCap's number validation. */
const FHIR = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

describe('a decimal as a file has it', () => {
  it('keeps every digit, and takes on the form of JSON', () => {
    const texts = [
      '24.50',
      '+5',
      '.5',
      '5.',
      '007',
      '-0.0',
      ' 1E+3 ',
      '-00.10e-2',
      '12345678901234567890.12345',
    ];
    expect(texts.map(exactDecimal)).toEqual([
      ...['24.50', '5', '0.5', '5', '7', '-0.0', '1e+3', '-0.10e-2', '12345678901234567890.12345'],
    ]);
  });

  it('is none where the text is none, and never becomes a zero', () => {
    for (const text of [null, '', ' ', '.', '-', 'n/a', '1,5', '0x10', 'NaN', 'Infinity', '1e', '1 2']) {
      expect(exactDecimal(text), String(text)).toBeUndefined();
      expect(numberOf(text), String(text)).toBeUndefined();
    }
  });

  it('is the same number as before for any decimal', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 9 });
    const texts = fc.tuple(fc.constantFrom('', '+', '-'), digits, digits, fc.integer({ min: -9, max: 9 }));
    fc.assert(
      fc.property(texts, ([sign, whole, part, exponent]) => {
        const text = `${sign}${whole}.${part}e${exponent}`;
        expect(exactDecimal(text)).toMatch(FHIR);
        expect(numberOf(text)).toBe(Number(text));
      }),
    );
  });

  it('has no number where a double cannot hold its size', () => {
    expect(exactDecimal('1e400')).toBe('1e400');
    expect(numberOf('1e400')).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewObjectError } from '../../../src/dicom/new-object/new-object-error.js';
import {
  decimalString,
  isBeyondAscii,
  isSingleText,
  isTextVr,
  textValue,
} from '../../../src/dicom/new-object/text-values.js';

function outcome(value: unknown, vr: string): string {
  try {
    return `= ${textValue(value, vr, 'P')}`;
  } catch (error) {
    return error instanceof NewObjectError ? error.code : String(error);
  }
}

describe('decimal strings', () => {
  const doubles = fc.oneof(
    fc.double({ noNaN: true, min: -1e308, max: 1e308 }),
    fc.double({ noNaN: true, min: -1e22, max: 1e22 }),
  );

  it('hold 16 characters at most and the nearest number that these can say', () => {
    fc.assert(
      fc.property(doubles, (n) => {
        const text = decimalString(n) ?? '';
        expect(text).toMatch(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/);
        expect(text.length).toBeLessThanOrEqual(16);
        // Sign, point and a three-digit exponent leave nine digits in the worst case.
        expect(Math.abs(Number(text) - n)).toBeLessThanOrEqual(Math.abs(n) * 5e-9);
      }),
      { numRuns: 2000 },
    );
  });

  it('keep the exponent of a long number', () => {
    expect(decimalString(-1.2345678901234e-7)).toBe('-1.2345678901e-7');
    expect(decimalString(2 / 3)).toBe('0.66666666666667');
    expect(decimalString(-0)).toBe('0');
    expect(decimalString(-999999999999999.5)).toBe('-1e+15');
    expect(decimalString(2 ** 66)).toBe('7.3786976295e+19');
    expect(decimalString(1.23456789012345e21)).toBe('1.2345678901e+21');
  });

  it('are none of what is no finite number', () => {
    const numbers = [Number.NaN, Number.POSITIVE_INFINITY, -Number.MAX_VALUE];
    expect(numbers.map(decimalString)).toEqual([undefined, undefined, undefined]);
  });
});

describe('one value', () => {
  it.each([
    ['AE', 'READING 7', '= READING 7'],
    ['AE', 'A'.repeat(17), 'too-long'],
    ['AS', '056Y', '= 056Y'],
    ['AS', '56Y', 'malformed'],
    ['CS', 'ISO_IR 192', '= ISO_IR 192'],
    ['CS', 'lower', 'malformed'],
    ['CS', 'É', 'character-set'],
    ['DA', '20240229', '= 20240229'],
    ['DA', '20230229', 'malformed'],
    ['DS', '1.50', '= 1.50'],
    ['DS', 0.1, '= 0.1'],
    ['DS', '1,5', 'malformed'],
    ['DS', Number.NaN, 'out-of-range'],
    ['DS', '12345678901234567', 'too-long'],
    ['DT', '20240805113320.25+0100', '= 20240805113320.25+0100'],
    ['DT', 'yesterday', 'malformed'],
    ['IS', 2147483647, '= 2147483647'],
    ['IS', 2147483648, 'out-of-range'],
    ['IS', '2147483648', 'malformed'],
    ['IS', 1.5, 'out-of-range'],
    ['LO', 'é'.repeat(64), `= ${'é'.repeat(64)}`],
    ['LO', 'x'.repeat(65), 'too-long'],
    ['LO', 'a\\b', 'malformed'],
    ['LO', 'a\nb', 'malformed'],
    ['LO', 5, 'wrong-kind'],
    ['LO', '\ud800', 'character-set'],
    ['LT', 'a\\b\r\nc', '= a\\b\r\nc'],
    ['PN', 'A^B^C^D^E=F=G', '= A^B^C^D^E=F=G'],
    ['PN', 'A^B^C^D^E^F', 'malformed'],
    ['PN', 'A=B=C=D', 'malformed'],
    ['PN', `A=${'x'.repeat(65)}`, 'malformed'],
    ['SH', 'x'.repeat(17), 'too-long'],
    ['ST', 'a\u001bb', 'malformed'],
    ['TM', '235960', '= 235960'],
    ['TM', '250000', 'malformed'],
    ['UI', '2.25.0', '= 2.25.0'],
    ['UI', '1.02', 'malformed'],
    ['UI', `1.${'2'.repeat(63)}`, 'too-long'],
    ['UR', 'https://example.org/a?b=c', '= https://example.org/a?b=c'],
    ['UR', 'a b', 'malformed'],
    ['UT', 'x'.repeat(100_000), `= ${'x'.repeat(100_000)}`],
  ])('of %s is judged by table 6.2-1: %#', (vr, value, expected) => {
    expect(outcome(value, vr)).toBe(expected);
  });

  it('that is empty is one of any text VR', () => {
    for (const vr of ['AE', 'CS', 'DA', 'DS', 'LO', 'PN', 'TM', 'UI', 'UT'])
      expect(outcome('', vr)).toBe('= ');
  });
});

describe('kinds of VR', () => {
  it('are text or not, and hold one text or several', () => {
    expect(['LO', 'DS', 'OB', 'US', 'SQ'].map(isTextVr)).toEqual([true, true, false, false, false]);
    expect(['LT', 'ST', 'UR', 'UT', 'UC', 'LO'].map(isSingleText)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('are beyond ASCII from U+0080 on', () => {
    expect(['a', '\u007f', '\u0080', '山'].map(isBeyondAscii)).toEqual([false, false, true, true]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal, parseInteger, parseNumbers } from '../../../src/dicom/values/numbers.js';

describe('parseDecimal', () => {
  it.each([
    ['1', 1],
    ['+1.5', 1.5],
    [' -0.25 ', -0.25],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-3', 0.001],
    ['1E+05', 100000],
    ['12.300000000000001\0', 12.300000000000001],
  ])('reads %j', (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  it.each([
    '',
    '  ',
    '1,5',
    '1.2.3',
    '1 2',
    '0x10',
    'NaN',
    'Infinity',
    '1e999',
    '--1',
    '.',
    'e5',
    '1e',
    '１',
  ])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  it('reads what any finite number prints as', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        expect(parseDecimal(String(value))).toBe(Object.is(value, -0) ? 0 : value);
      }),
    );
  });
});

describe('parseInteger', () => {
  it.each([
    ['42', 42],
    ['+7 ', 7],
    ['-2147483648', -2147483648],
    ['2147483647', 2147483647],
    ['12.0', 12],
  ])('reads %j', (text, value) => {
    expect(parseInteger(text)).toBe(value);
  });

  it.each(['2147483648', '-2147483649', '1.5', '', 'one', '1\\2'])('refuses %j', (text) => {
    expect(parseInteger(text)).toBeUndefined();
  });
});

describe('parseNumbers', () => {
  it('keeps the place of each value', () => {
    expect(parseNumbers('1\\ \\x\\-2.5 ', parseDecimal)).toEqual([1, Number.NaN, Number.NaN, -2.5]);
    expect(parseNumbers('1\\2147483648', parseInteger)).toEqual([1, Number.NaN]);
  });

  it('gives no values for no text', () => {
    expect(parseNumbers('', parseDecimal)).toEqual([]);
    expect(parseNumbers('  ', parseDecimal)).toEqual([]);
  });
});

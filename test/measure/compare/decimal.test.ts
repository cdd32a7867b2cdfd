import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreesWithin, decimalOf } from '../../../src/measure/compare/decimal.js';

test.each([
  ['1.7', 1.7, 0.1],
  ['1.70', 1.7, 0.01],
  ['17', 17, 1],
  ['17.', 17, 1],
  ['.5', 0.5, 0.1],
  ['-119.07385253906', -119.07385253906, 1e-11],
  ['+3', 3, 1],
  ['1.70e1', 17, 0.1],
  ['1.7E-3', 0.0017, 1e-4],
  [' 4.2 ', 4.2, 0.1],
  // An exponent does not make a number coarse.
  ['2e3', 2000, 1],
  ['0', 0, 1],
])('%j is %d, written to %d', (text, value, lastUnit) => {
  expect(decimalOf(text)).toEqual({ value, lastUnit });
});

test.each([
  '',
  ' ',
  '1,7',
  '1.7 mm',
  'NaN',
  'Infinity',
  '0x10',
  '1e',
  '1.2.3',
  '--1',
  '1 000',
  '1e999',
  '.',
  '١٢',
])('%j is no decimal number', (text) => {
  expect(decimalOf(text)).toBeUndefined();
});

function agrees(text: string, other: number, relative = 0): boolean {
  const decimal = decimalOf(text);
  if (!decimal) throw new Error(`${text} is no number`);
  return agreesWithin(decimal, other, relative);
}

test('half a unit of the last decimal is within, more is not', () => {
  expect(agrees('1.7', 1.7499)).toBe(true);
  expect(agrees('1.7', 1.75)).toBe(true);
  expect(agrees('1.7', 1.7501)).toBe(false);
  expect(agrees('1.70', 1.7051)).toBe(false);
  expect(agrees('1.70', 1.7049)).toBe(true);
  expect(agrees('2e3', 2001)).toBe(false);
});

test('the tolerance is a share of the stored value', () => {
  expect(agrees('100.000', 101, 0.01)).toBe(true);
  expect(agrees('100.000', 101.01, 0.01)).toBe(false);
  expect(agrees('-100.000', -99, 0.01)).toBe(true);
  expect(agrees('0.000', 0.001, 0.01)).toBe(false);
  expect(agrees('5.000', 0, 0.01)).toBe(false);
});

test('a tolerance that is no positive number is none', () => {
  for (const relative of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
    expect(agrees('100.0', 101, relative)).toBe(false);
  }
});

test('nothing agrees with what is no number', () => {
  expect(agrees('1', Number.NaN, 1)).toBe(false);
  expect(agrees('1', Number.POSITIVE_INFINITY, 1)).toBe(false);
});

test('a number agrees with its own rounding at any count of decimals', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.integer({ min: 0, max: 9 }),
      (value, decimals) => agrees(value.toFixed(decimals), value),
    ),
  );
});

test('a number does not agree with one that is more than a unit of its last decimal away', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 6 }), (whole, decimals) => {
      const value = whole / 10 ** decimals;
      return !agrees(value.toFixed(decimals), value + 1.01 / 10 ** decimals);
    }),
  );
});

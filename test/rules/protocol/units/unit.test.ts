import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount } from '../../../../src/rules/protocol/units/format.js';
import {
  canonicalUnit,
  convert,
  parseAmount,
  readAmount,
} from '../../../../src/rules/protocol/units/unit.js';
import { plainUnit, UNITS } from '../../../../src/rules/protocol/units/unit-table.js';

const names = UNITS.map(({ name }) => name);

describe('parseAmount', () => {
  it.each([
    ['1 mm', 1, 'mm'],
    ['0.5mm', 0.5, 'mm'],
    ['5%', 5, '%'],
    ['5 %', 5, '%'],
    ['-3 deg', -3, 'deg'],
    ['\u22123 °', -3, 'deg'],
    ['+4.5 T', 4.5, 'T'],
    ['1e3 s/mm2', 1000, 's/mm2'],
    ['1E-3 s', 0.001, 's'],
    ['800 s/mm²', 800, 's/mm2'],
    ['800 s / mm^2', 800, 's/mm2'],
    ['1.1e-3 mm²/s', 0.0011, 'mm2/s'],
    ['1.1 µm²/ms', 1.1, 'um2/ms'],
    ['.5 ms', 0.5, 'ms'],
    ['5. ms', 5, 'ms'],
    ['250 µs', 250, 'us'],
    ['250 μs', 250, 'us'],
    ['7 µm', 7, 'um'],
    ['12 mGy·cm', 12, 'mGy*cm'],
    ['12 mGycm', 12, 'mGy*cm'],
    ['120 kVp', 120, 'kV'],
    ['10 mCi', 10, 'mCi'],
    ['370 MBq', 370, 'MBq'],
    ['2 ml/s', 2, 'ml/s'],
    ['2 mL/s', 2, 'ml/s'],
    ['15 cc', 15, 'ml'],
    ['300 mgI/ml', 300, 'mg/ml'],
    ['60 bpm', 60, '1/min'],
    ['60 /min', 60, '1/min'],
    ['2 minutes', 2, 'min'],
    ['440 Hz/pixel', 440, 'Hz/px'],
    ['  3 ms  ', 3, 'ms'],
  ])('reads %s', (text, value, unit) => {
    expect(parseAmount(text)).toEqual({ value, unit });
  });

  it('reads a number without a unit', () => {
    expect(parseAmount('3')).toEqual({ value: 3 });
    expect(parseAmount('-0.25e2')).toEqual({ value: -25 });
  });

  it.each([
    '',
    ' ',
    'mm',
    'NaN',
    'Infinity mm',
    '1e999 mm',
    '0x10',
    '1 mm 2',
    '3 foo',
    '1,5 mm',
    '- 3 mm',
    '--3',
    '1.2.3',
    '1 MM',
    '9'.repeat(101),
    '\n',
  ])('takes %j for none', (text) => {
    expect(parseAmount(text)).toBeUndefined();
  });
});

describe('readAmount', () => {
  it('tells a decimal comma and what was meant', () => {
    expect(readAmount('0,5 mm')).toEqual({ kind: 'comma', meant: '0.5 mm' });
    expect(readAmount('-12,25')).toEqual({ kind: 'comma', meant: '-12.25' });
  });

  it('tells the unit that an unknown one was probably meant to be', () => {
    expect(readAmount('3 msce')).toEqual({ kind: 'unknown-unit', value: 3, word: 'msce', meant: 'ms' });
    expect(readAmount('3 MM')).toMatchObject({ kind: 'unknown-unit', meant: 'mm' });
    expect(readAmount('3 milimeter')).toMatchObject({ kind: 'unknown-unit', meant: 'mm' });
  });

  it('tells an unknown unit that is like none', () => {
    expect(readAmount('3 furlongs')).toEqual({ kind: 'unknown-unit', value: 3, word: 'furlongs' });
  });

  it('tells a text that begins with no number', () => {
    expect(readAmount('STANDARD')).toEqual({ kind: 'none' });
    expect(readAmount('1e400')).toEqual({ kind: 'none' });
  });

  it('never throws, and gives finite numbers only', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 150 }), (text) => {
        const read = readAmount(text);
        if (read.kind === 'amount') expect(Number.isFinite(read.amount.value)).toBe(true);
      }),
    );
  });

  it('reads every amount that is printed', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(value, fc.constantFrom(...names), (number, unit) => {
        const amount = { value: number === 0 ? 0 : number, unit };
        expect(parseAmount(formatAmount(amount))).toEqual(amount);
      }),
    );
  });
});

describe('canonicalUnit', () => {
  it('knows every unit by its own name and its aliases, none by two', () => {
    const seen = new Map<string, string>();
    for (const { name, aliases } of UNITS) {
      for (const each of [name, ...aliases]) {
        expect(seen.get(each)).toBeUndefined();
        seen.set(each, name);
        expect(plainUnit(each)).toBe(each);
        expect(canonicalUnit(each)).toBe(name);
      }
    }
  });

  it('heeds the case of letters: mT is no MT, ms no Ms', () => {
    expect(canonicalUnit('MT')).toBeUndefined();
    expect(canonicalUnit('Ms')).toBeUndefined();
    expect(canonicalUnit('mhz')).toBeUndefined();
  });

  it('knows no unit of unbounded length', () => {
    expect(canonicalUnit('m'.repeat(10_000))).toBeUndefined();
  });
});

describe('convert', () => {
  it.each([
    [1, 'cm', 'mm', 10],
    [0.1, 'cm', 'mm', 1],
    [25, 'cm', 'mm', 250],
    [2.5, 's', 'ms', 2500],
    [60, 'min', 's', 3600],
    [109.77, 'min', 's', 6586.2],
    [180, 'deg', 'rad', Math.PI],
    [3000, 'mT', 'T', 3],
    [1, 'Hz', '1/min', 60],
    [10, 'mCi', 'MBq', 370],
    [370, 'MBq', 'Bq', 370e6],
    [1, 'ms/um2', 's/mm2', 1000],
    [1, 'Gy', 'mGy', 1000],
    [1, 'Gy*cm2', 'dGy*cm2', 10],
    [1, 'uGy*m2', 'dGy*cm2', 0.1],
    [80, 'uAs', 'mAs', 0.08],
    [70_000, 'g', 'kg', 70],
    [170, 'cm', 'm', 1.7],
    [1, 'l', 'ml', 1000],
    [120, 'ml/min', 'ml/s', 2],
    [1, 'mmol/ml', 'mmol/l', 1000],
    [1, 'T/m', 'mT/m', 1000],
    [100, 'mmHg', 'kPa', 13.332_238_741_5],
  ])('makes of %d %s in %s %d', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBeCloseTo(expected, 12);
  });

  it('leaves a number in its own unit as it is, to the last bit', () => {
    expect(convert(0.1 + 0.2, 'mm', 'mm')).toBe(0.1 + 0.2);
  });

  it('gives clean decimals', () => {
    expect(convert(0.7, 'mm', 'um')).toBe(700);
    expect(convert(2.3, 's', 'ms')).toBe(2300);
    expect(convert(4.6, 'ms', 's')).toBe(0.0046);
  });

  it.each([
    ['mm', 'ms'],
    ['mT', 'mT/m'],
    ['Hz', 'Hz/px'],
    ['mGy', 'mGy*cm'],
    ['%', 'px'],
    ['kg', 'kg/m2'],
    ['mm', 'furlong'],
    ['furlong', 'mm'],
    ['furlong', 'furlong'],
  ])('gives nothing from %s to %s', (from, to) => {
    expect(convert(1, from, to)).toBeUndefined();
  });

  it('gives nothing where the number would be infinite', () => {
    expect(convert(1e308, 'm', 'nm')).toBeUndefined();
  });

  it('goes there and back between any two units of a dimension', () => {
    const pair = fc
      .tuple(fc.constantFrom(...UNITS), fc.constantFrom(...UNITS))
      .filter(([a, b]) => a.dimension === b.dimension);
    fc.assert(
      fc.property(pair, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), ([a, b], value) => {
        const there = convert(value, a.name, b.name) ?? Number.NaN;
        expect(Math.abs((convert(there, b.name, a.name) ?? Number.NaN) / value - 1)).toBeLessThan(1e-12);
      }),
    );
  });
});

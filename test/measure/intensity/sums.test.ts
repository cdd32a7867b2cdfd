import { describe, expect, it } from 'vitest';
import { sumOf } from '../../../src/measure/intensity/sums.js';

const itself = (value: number): number => value;

describe('sumOf', () => {
  it('keeps what a plain sum loses', () => {
    expect(1 + 1e100 + 1 - 1e100).toBe(0);
    expect(sumOf([1, 1e100, 1, -1e100], itself)).toBe(2);
  });

  it('adds up terms of the values', () => {
    expect(sumOf([1, 2, 3], (value) => value * value)).toBe(14);
    expect(sumOf([], itself)).toBe(0);
  });

  it('is exact to the last digits for a million tenths', () => {
    const tenths = new Float64Array(1_000_000).fill(0.1);
    expect(sumOf(tenths, itself)).toBe(100_000);
    expect(tenths.reduce((a, b) => a + b)).not.toBe(100_000);
  });
});

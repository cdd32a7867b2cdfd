import { describe, expect, it } from 'vitest';
import { normalPairs } from '../../../fixtures/motion/noise.js';
import { finiteMedian, robustDeviation } from '../../../src/motion/slices/robust.js';

describe('finiteMedian', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(finiteMedian([3, 1, 2])).toBe(2);
    expect(finiteMedian([4, 1, 2, 3])).toBe(2.5);
    expect(finiteMedian([7])).toBe(7);
  });

  it('leaves out what is no number, and is none where nothing is left', () => {
    expect(finiteMedian([Number.NaN, 5, Number.POSITIVE_INFINITY, 7, 6])).toBe(6);
    expect(finiteMedian([])).toBeNaN();
    expect(finiteMedian([Number.NaN])).toBeNaN();
  });

  it('sorts by value and leaves its input as it is', () => {
    const values = [10, 9, 100];
    expect(finiteMedian(values)).toBe(10);
    expect(values).toEqual([10, 9, 100]);
  });
});

describe('robustDeviation', () => {
  it('is the standard deviation of normal values, a tenth of them spoilt or not', () => {
    const pairs = normalPairs('robust');
    const values = Array.from({ length: 5000 }, () => {
      pairs.draw();
      return 50 + 3 * pairs.a;
    });
    expect(robustDeviation(values) / 3).toBeCloseTo(1, 1);
    expect(robustDeviation(values.map((value, n) => (n % 10 === 0 ? 1e6 : value))) / 3).toBeLessThan(1.25);
  });

  it('is 0 where more than half are alike, and no number of nothing', () => {
    expect(robustDeviation([1, 1, 1, 9])).toBe(0);
    expect(robustDeviation([])).toBeNaN();
  });
});

import { array, assert, constantFrom, double, integer, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranks } from '../../../src/motion/temporal/ranks.js';

/** Counting, value by value: those below, and the middle of those that are equal. */
function countedRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

const LISTS = oneof(
  array(integer({ min: -4, max: 4 }), { maxLength: 80 }),
  array(integer({ min: -40_000, max: 70_000 }), { maxLength: 80 }),
  array(double({ noNaN: true }), { maxLength: 80 }),
  array(constantFrom(0, -0, 1, Number.MIN_VALUE, -Number.MIN_VALUE, Number.POSITIVE_INFINITY), {
    maxLength: 40,
  }),
);

describe('ranks', () => {
  it('counts from 1', () => {
    expect([...ranks([30, 10, 20])]).toEqual([3, 1, 2]);
  });

  it('gives equal values the mean of their ranks', () => {
    expect([...ranks([5, 7, 5, 1, 5])]).toEqual([3, 5, 3, 1, 3]);
  });

  it('takes −0 and 0 for equal, and negative values for smaller', () => {
    expect([...ranks([0, -0, -1, 1])]).toEqual([2.5, 2.5, 1, 4]);
  });

  it('is what counting gives', () => {
    assert(
      property(LISTS, (values) => {
        expect([...ranks(values)]).toEqual(countedRanks(values));
      }),
    );
  });

  it('tells apart what differs in the last bit only', () => {
    const next = 1 + Number.EPSILON;
    expect([...ranks([next, 1, next])]).toEqual([2.5, 1, 2.5]);
  });

  it('sums to n (n + 1) / 2', () => {
    const values = Array.from({ length: 5000 }, (_, i) => (i * 7919) % 611);
    expect(ranks(values).reduce((sum, rank) => sum + rank, 0)).toBe((5000 * 5001) / 2);
  });

  it('has nothing to say of an empty list', () => {
    expect(ranks([])).toHaveLength(0);
  });
});

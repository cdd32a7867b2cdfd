import { array, assert, double, integer, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, select } from '../../../src/motion/temporal/order-statistics.js';

/** Lists with and without ties. */
const LISTS = oneof(
  array(integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 60 }),
  array(double({ noNaN: true }), { minLength: 1, maxLength: 60 }),
);

function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

describe('select', () => {
  it('gives the value that would stand there if all were sorted', () => {
    assert(
      property(LISTS, integer({ min: 0, max: 1000 }), (values, seed) => {
        const k = seed % values.length;
        const found = select(Float64Array.from(values), values.length, k);
        expect(found + 0).toBe((sorted(values)[k] ?? 0) + 0);
      }),
    );
  });

  it('leaves no larger value before it and no smaller one behind it', () => {
    assert(
      property(LISTS, integer({ min: 0, max: 1000 }), (values, seed) => {
        const k = seed % values.length;
        const list = Float64Array.from(values);
        const found = select(list, list.length, k);
        expect(list.slice(0, k).every((x) => x <= found)).toBe(true);
        expect(list.slice(k).every((x) => x >= found)).toBe(true);
        expect(sorted([...list])).toEqual(sorted(values));
      }),
    );
  });

  it('does not look beyond the count', () => {
    const values = Float64Array.of(5, 4, 3, -100);
    expect(select(values, 3, 0)).toBe(3);
    expect(values[3]).toBe(-100);
  });
});

describe('median', () => {
  it('is the middle one of an odd number of values', () => {
    expect(median(Float64Array.of(9, 1, 5), 3)).toBe(5);
  });

  it('is the mean of the middle two of an even number', () => {
    expect(median(Float64Array.of(9, 1, 5, 2), 4)).toBe(3.5);
  });

  it('is the value itself of one, and NaN of none', () => {
    expect(median(Float64Array.of(7, 8), 1)).toBe(7);
    expect(median(Float64Array.of(7, 8), 0)).toBeNaN();
  });

  it('is what sorting gives', () => {
    assert(
      property(array(integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 80 }), (values) => {
        const order = sorted(values);
        const half = (values.length - 1) / 2;
        const expected = (order[Math.floor(half)]! + order[Math.ceil(half)]!) / 2;
        expect(median(Float64Array.from(values), values.length)).toBe(expected);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permute } from '../../../src/identity/schemes/keyed-permutation.js';

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const whole = (secret: Uint8Array, size: number): number[] =>
  Array.from({ length: size }, (_, i) => permute(secret, i, size));

describe('a keyed permutation', () => {
  it.each([1, 2, 3, 4, 5, 9, 16, 17, 64, 99, 999, 1024, 1025])('of %d elements has each once', (size) => {
    for (const secret of [key(1), key(2)]) {
      expect(whole(secret, size).sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
    }
  });

  it('has each once whatever the key', () => {
    const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 120 }), (secret, size) => {
        expect(new Set(whole(secret, size)).size).toBe(size);
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same for the same key, so that it can be repeated years later', () => {
    expect(whole(key(7), 20)).toEqual(whole(key(7), 20));
    // Computed once more in another language from the description of the method.
    expect(Array.from({ length: 4 }, (_, i) => permute(key(7), i, 9999))).toEqual([4708, 6879, 3852, 7287]);
  });

  it('is another one for another key and for another size', () => {
    expect(whole(key(1), 99)).not.toEqual(whole(key(2), 99));
    expect(whole(key(1), 100).slice(0, 50)).not.toEqual(whole(key(1), 101).slice(0, 50));
  });

  it('leaves few elements where they are, and few neighbours together', () => {
    const order = whole(key(3), 999);
    // Of a random permutation one element stays and two neighbours stay neighbours, on average.
    expect(order.filter((value, i) => value === i).length).toBeLessThan(8);
    expect(order.filter((value, i) => Math.abs(value - (order[i + 1] ?? -9)) === 1).length).toBeLessThan(12);
  });

  it('keeps to the largest sequence of a pattern', () => {
    const size = 10 ** 9 - 1;
    const images = Array.from({ length: 500 }, (_, i) => permute(key(4), i, size));
    expect(new Set(images).size).toBe(500);
    expect(Math.max(...images)).toBeLessThan(size);
    expect(Math.min(...images)).toBeGreaterThanOrEqual(0);
    expect(permute(key(4), 2 ** 48 - 1, 2 ** 48)).toBeLessThan(2 ** 48);
  });

  it.each([
    [-1, 10],
    [10, 10],
    [0.5, 10],
    [0, 0],
    [0, -1],
    [0, 1.5],
    [0, 2 ** 48 + 1],
    [Number.NaN, 10],
  ])('refuses index %d of %d', (index, size) => {
    expect(() => permute(key(1), index, size)).toThrow(RangeError);
  });
});

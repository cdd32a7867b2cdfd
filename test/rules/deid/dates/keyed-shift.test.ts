import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedShiftDays } from '../../../../src/rules/deid/dates/keyed-shift.js';

const digest = (n: number): Uint8Array => createHmac('sha256', 'key').update(String(n)).digest();

describe('keyedShiftDays', () => {
  it('gives whole weeks back within the range, never none', () => {
    const bytes = fc.uint8Array({ minLength: 8, maxLength: 32 });
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 500 }), fc.nat(500), (drawn, least, more) => {
        const days = keyedShiftDays(drawn, { least, most: least + more });
        expect(days % 7).toBe(-0);
        expect(days).toBeLessThanOrEqual(-7 * least);
        expect(days).toBeGreaterThanOrEqual(-7 * (least + more));
      }),
    );
  });

  it('gives the same for the same bytes, wherever they lie', () => {
    const bytes = digest(1);
    const moved = new Uint8Array(40);
    moved.set(bytes.subarray(0, 8), 13);
    const range = { least: 4, most: 104 };
    expect(keyedShiftDays(moved.subarray(13), range)).toBe(keyedShiftDays(bytes, range));
  });

  it('gives the shift that it always gave', () => {
    expect(keyedShiftDays(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 5]), { least: 1, most: 10 })).toBe(-42);
    expect(keyedShiftDays(new Uint8Array(8).fill(255), { least: 1, most: 10 })).toBe(-42);
    expect(keyedShiftDays(new Uint8Array(8), { least: 3, most: 3 })).toBe(-21);
  });

  it('gives every week about as often', () => {
    const counts = new Map<number, number>();
    for (let n = 0; n < 10_000; n++) {
      const days = keyedShiftDays(digest(n), { least: 1, most: 10 });
      counts.set(days, (counts.get(days) ?? 0) + 1);
    }
    expect(counts.size).toBe(10);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it.each([
    { least: 0, most: 3 },
    { least: -2, most: 3 },
    { least: 4, most: 3 },
    { least: 1.5, most: 3 },
    { least: 1, most: Number.POSITIVE_INFINITY },
  ])('refuses the range $least to $most', (range) => {
    expect(() => keyedShiftDays(digest(0), range)).toThrow(RangeError);
  });

  it('refuses fewer than 8 bytes', () => {
    expect(() => keyedShiftDays(new Uint8Array(7), { least: 1, most: 2 })).toThrow(RangeError);
  });
});

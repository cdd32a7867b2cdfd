import { describe, expect, it } from 'vitest';
import { keyedShifts, pseudonyms } from '../../../src/pipeline/deid/pseudonym.js';

const KEY = Buffer.alloc(32, 7);
const OTHER_KEY = Buffer.alloc(32, 8);
const ADA = { issuer: 'CITY', patientId: 'M5501' };
const WEEKS = { least: 53, most: 521 };

describe('a pseudonym', () => {
  it('is a letter and 13 digits that nobody misreads, the same for the same person', () => {
    const pseudonymOf = pseudonyms(KEY);
    expect(pseudonymOf(ADA)).toMatch(/^P[0-9A-HJKMNP-TV-Z]{13}$/);
    expect(pseudonymOf({ ...ADA })).toBe(pseudonymOf(ADA));
    expect(pseudonyms(Buffer.from(KEY))(ADA)).toBe(pseudonymOf(ADA));
  });

  it('stays as it is from version to version, as Python computes it from the key alone', () => {
    expect(pseudonyms(KEY)(ADA)).toBe('P4NTY9D9YBFV4X');
  });

  it('is another for another issuer, another ID and another key', () => {
    const all = [
      pseudonyms(KEY)(ADA),
      pseudonyms(KEY)({ ...ADA, issuer: '' }),
      pseudonyms(KEY)({ ...ADA, patientId: 'M5502' }),
      pseudonyms(KEY)({ issuer: 'CITYM', patientId: '5501' }),
      pseudonyms(OTHER_KEY)(ADA),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('uses every digit in every place', () => {
    const pseudonymOf = pseudonyms(KEY);
    const places = Array.from({ length: 13 }, () => new Set<string>());
    for (let n = 0; n < 2000; n++) {
      const text = pseudonymOf({ issuer: '', patientId: String(n) });
      for (const [i, digits] of places.entries()) digits.add(text[i + 1] ?? '');
    }
    expect(places.map(({ size }) => size)).toEqual(places.map(() => 32));
  });
});

describe('a keyed shift', () => {
  it('is of whole weeks within the range, never zero, and the same for the same person', () => {
    const shiftOf = keyedShifts(KEY, WEEKS);
    for (let n = 0; n < 500; n++) {
      const shift = shiftOf({ issuer: '', patientId: String(n) });
      expect(Math.abs(shift % 7)).toBe(0);
      expect(-shift).toBeGreaterThanOrEqual(7 * WEEKS.least);
      expect(-shift).toBeLessThanOrEqual(7 * WEEKS.most);
    }
    expect(shiftOf(ADA)).toBe(keyedShifts(KEY, WEEKS)(ADA));
  });

  it('is drawn from another sub-key than the pseudonym, so that neither tells the other', () => {
    const shifts = new Set([1, 2, 3, 4, 5, 6, 7, 8].map((n) => keyedShifts(Buffer.alloc(32, n), WEEKS)(ADA)));
    expect(shifts.size).toBeGreaterThan(4);
  });
});

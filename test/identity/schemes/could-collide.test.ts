import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldCollide } from '../../../src/identity/schemes/could-collide.js';
import { idPattern } from '../../../src/identity/schemes/id-pattern.js';

const SITES = ['01', '07', 'A12'];

describe('couldCollide', () => {
  it.each([
    ['S{sequence:3}', 'S{sequence:3}', true],
    ['S{sequence:3}', 'S{sequence:4}', false],
    ['S{sequence:3}', 'T{sequence:3}', false],
    ['S1{sequence:2}', 'S{sequence:3}', true],
    ['{sequence:3}{check}', '{sequence:4}', true],
    ['{site}-{sequence:3}', '01-{sequence:3}', true],
    ['{site}-{sequence:3}', '08-{sequence:3}', false],
    ['{site}{sequence:3}', 'A{sequence:5}', true],
    ['{site}-{sequence:4}-{check}', 'SQ-{site}-{sequence:3}', false],
    ['{site}{sequence:2}', '{site}{sequence:3}', false],
    ['{site}2{sequence:2}', '{site}{sequence:3}', true],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(couldCollide(a, b, SITES)).toBe(expected);
    expect(couldCollide(b, a, SITES)).toBe(expected);
  });

  it('never overlooks an ID that both patterns make', () => {
    const piece = fc.constantFrom('S', '1', '-', '{site}', '01', 'A');
    const pattern = fc
      .tuple(
        fc.uniqueArray(piece, { maxLength: 3 }),
        fc.integer({ min: 1, max: 2 }),
        fc.uniqueArray(fc.constantFrom('2', '-', 'B')),
      )
      .map(([before, digits, after]) => `${before.join('')}{sequence:${digits}}${after.join('')}`);
    fc.assert(
      fc.property(
        pattern,
        pattern,
        fc.constantFrom(...SITES),
        fc.integer({ min: 1, max: 99 }),
        (a, b, site, number) => {
          const first = idPattern({ pattern: a, check: 'none', sites: SITES });
          const second = idPattern({ pattern: b, check: 'none', sites: SITES });
          const id = first.format({ site, sequence: Math.min(number, first.capacity) });
          if (second.parse(id).kind === 'id') expect(couldCollide(a, b, SITES)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

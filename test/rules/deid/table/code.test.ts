import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BASIC_CODES,
  type BasicCode,
  IOD_TYPES,
  type Letter,
  resolve,
} from '../../../../src/rules/deid/table/code.js';

type Row = readonly [code: BasicCode, one: Letter, two: Letter, three: Letter, unknown: Letter];

/** PS3.15 Table E.1-1a, read by hand. */
const COMPOUND: readonly Row[] = [
  ['X/Z', 'Z', 'Z', 'X', 'Z'],
  ['X/D', 'D', 'D', 'X', 'D'],
  ['Z/D', 'D', 'Z', 'Z', 'D'],
  ['X/Z/D', 'D', 'Z', 'X', 'D'],
  ['X/Z/U*', 'U*', 'Z', 'X', 'U*'],
];

describe('resolve', () => {
  it.each(COMPOUND)(
    'makes of %s the letter that keeps the instance conformant',
    (code, one, two, three, none) => {
      expect(resolve(code, '1')).toBe(one);
      expect(resolve(code, '2')).toBe(two);
      expect(resolve(code, '3')).toBe(three);
      expect(resolve(code, undefined)).toBe(none);
    },
  );

  it.each(COMPOUND)('takes the conditional Types of %s as the condition held', (code, one, two) => {
    expect(resolve(code, '1C')).toBe(one);
    expect(resolve(code, '2C')).toBe(two);
  });

  it('takes neither always the first letter nor always the last', () => {
    expect([resolve('X/Z/D', '1'), resolve('X/Z/D', '2'), resolve('X/Z/D', '3')]).toEqual(['D', 'Z', 'X']);
  });

  it.each(['D', 'U', 'X', 'Z'] as const)('leaves %s what it is, whatever the Type', (code) => {
    for (const type of [...IOD_TYPES, undefined]) expect(resolve(code, type)).toBe(code);
  });

  it('gives a letter of the code, and one no weaker for a stricter Type', () => {
    const arbitrary = fc.record({
      code: fc.constantFrom(...BASIC_CODES),
      at: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ code, at }) => {
        const letters = code.split('/');
        const place = (index: number): number => letters.indexOf(resolve(code, IOD_TYPES[index]));
        expect(place(at)).toBeGreaterThanOrEqual(place(at + 1));
        expect(place(at + 1)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

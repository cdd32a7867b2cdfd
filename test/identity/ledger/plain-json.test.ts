import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainJson } from '../../../src/identity/ledger/plain-json.js';

describe('plain JSON', () => {
  it('is whatever JSON gives back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isPlainJson(value)).toBe(true);
      }),
    );
    expect(isPlainJson(Object.assign(Object.create(null), { a: 1 }))).toBe(true);
  });

  it.each([
    ['undefined', undefined],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['a date', new Date(0)],
    ['a set', new Set([1])],
    ['bytes', Buffer.from('a')],
    ['an array with a hole', new Array(2)],
    ['an array with a name', Object.assign([1], { name: 'a' })],
    ['an object with a symbol', { [Symbol('a')]: 1 }],
  ])('is not %s, however deep', (_, value) => {
    expect(isPlainJson(value)).toBe(false);
    expect(isPlainJson({ a: [{ b: value }] })).toBe(false);
  });
});

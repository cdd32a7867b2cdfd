import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseNumber } from '../../../src/identity/person/record-number.js';

function idOf(id: string): string {
  return normaliseNumber({ issuer: '', id }).id;
}

describe('a record number', () => {
  it.each([
    ['  NM-310442 ', 'nm-310442'],
    ['NM-310442\0', 'nm-310442'],
    ['\0NM-310442\0\0', 'nm-310442'],
    ['NM\t 310442', 'nm 310442'],
    ['NM\u00a0310442', 'nm 310442'],
    ['ＮＭ－３１０４４２', 'nm-310442'],
    ['NM\u200b-\ufeff310\u00ad442', 'nm-310442'],
    ['', ''],
    [' \0 ', ''],
  ])('%j is kept as %j', (id, kept) => {
    expect(idOf(id)).toBe(kept);
    expect(normaliseNumber({ issuer: id, id: 'x' }).issuer).toBe(kept);
  });

  it.each([
    ['007', '7'],
    ['12-34', '1234'],
    ['12 34', '1234'],
    ['12/34', '12-34'],
    ['123.4', '1234'],
    ['Ä1', 'A1'],
  ])('%s is not %s', (one, other) => {
    expect(idOf(one)).not.toBe(idOf(other));
  });

  it('is kept so when it is kept again', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(text, text, (issuer, id) => {
        const kept = normaliseNumber({ issuer, id });
        expect(normaliseNumber(kept)).toEqual(kept);
      }),
    );
  });

  it('tells digits and letters apart, all of them', () => {
    const characters = [...'0123456789abcdefghijklmnopqrstuvwxyz-_./#'];
    expect(new Set(characters.map(idOf)).size).toBe(characters.length);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...characters)),
        fc.array(fc.constantFrom(...characters)),
        (a, b) => {
          expect(idOf(a.join('')) === idOf(b.join(''))).toBe(a.join('') === b.join(''));
        },
      ),
    );
  });
});

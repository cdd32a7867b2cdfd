import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CHARACTER_SET, parseCharacterSets } from '../../../src/dicom/charset/character-set.js';
import { parseTerm } from '../../../src/dicom/charset/terms.js';

const PLAIN = ['6', '13', '100', '101', '109', '110', '126', '127', '138', '144', '148', '166', '192', '203'];
const EXTENDED = [...PLAIN.filter((number) => number !== '192'), '58', '87', '149', '159'];

describe('parseTerm', () => {
  it('knows every defined term of PS3.3 C.12.1.1.2 by its own name', () => {
    for (const number of PLAIN) expect(parseTerm(`ISO_IR ${number}`)?.name).toBe(`ISO_IR ${number}`);
    for (const number of EXTENDED)
      expect(parseTerm(`ISO 2022 IR ${number}`)?.name).toBe(`ISO 2022 IR ${number}`);
    expect(parseTerm('GB18030')?.name).toBe('GB18030');
    expect(parseTerm('GBK')?.name).toBe('GBK');
  });

  it.each([
    ['ISO IR 100', 'ISO_IR 100'],
    ['ISO-IR 100', 'ISO_IR 100'],
    ['ISO_IR_100', 'ISO_IR 100'],
    ['ISO_IR 100  ', 'ISO_IR 100'],
    ['iso_ir 192\0', 'ISO_IR 192'],
    ['UTF-8', 'ISO_IR 192'],
    ['ISO 2022 IR 192', 'ISO_IR 192'],
    ['ISO_2022_IR 87', 'ISO 2022 IR 87'],
    ['ISO 2022-IR 13', 'ISO 2022 IR 13'],
    ['ISO2022IR149', 'ISO 2022 IR 149'],
    ['ISO_IR 149', 'ISO 2022 IR 149'],
    ['ISO 2022 58', 'ISO 2022 IR 58'],
    ['ISO 2022 GBK', 'GBK'],
    ['ISO 2022 B18030', 'GB18030'],
    ['ISO 8859-1', 'ISO_IR 100'],
    ['ISO_8859-15', 'ISO_IR 203'],
    ['LATIN1', 'ISO_IR 100'],
    ['GB2312', 'ISO 2022 IR 58'],
    ['', 'ISO_IR 6'],
  ])('reads %j as %s', (spelling, name) => {
    expect(parseTerm(spelling)?.name).toBe(name);
  });

  it.each(['ISO_IR 999', 'ISO 2022 IR 42', 'KOI8-R', 'ISO_IR', 'ISO 8859-12', 'constructor', '192'])(
    'does not guess at %j',
    (spelling) => {
      expect(parseTerm(spelling)).toBeUndefined();
    },
  );
});

describe('parseCharacterSets', () => {
  it('takes an absent attribute for the default repertoire', () => {
    expect(DEFAULT_CHARACTER_SET).toEqual({
      terms: ['ISO_IR 6'],
      unknown: [],
      misspelt: [],
      scheme: 'iso2022',
      initial: { g0: 'ascii', g1: 'none' },
    });
  });

  it('starts with what value 1 designates', () => {
    expect(parseCharacterSets(['ISO 2022 IR 13', 'ISO 2022 IR 87']).initial).toEqual({
      g0: 'jis-romaji',
      g1: 'jis-katakana',
    });
    expect(parseCharacterSets(['ISO_IR 144']).initial).toEqual({ g0: 'ascii', g1: 'cyrillic' });
    expect(parseCharacterSets(['', 'ISO 2022 IR 149']).initial).toEqual({ g0: 'ascii', g1: 'none' });
  });

  it('lists values that name nothing and keeps the others', () => {
    const charset = parseCharacterSets(['ISO_IR 100', 'KOI8-R']);
    expect(charset.unknown).toEqual(['KOI8-R']);
    expect(charset.terms).toEqual(['ISO_IR 100']);
  });

  it('falls back to the default repertoire when the only value is unknown', () => {
    const charset = parseCharacterSets(['KOI8-R']);
    expect(charset).toMatchObject({ terms: ['ISO_IR 6'], unknown: ['KOI8-R'], initial: { g1: 'none' } });
  });

  it('tells a misspelt value from a correct one, padding apart', () => {
    expect(parseCharacterSets(['ISO-IR 100']).misspelt).toEqual(['ISO-IR 100']);
    expect(parseCharacterSets(['ISO_IR 100 ']).misspelt).toEqual([]);
  });

  it('ignores code extensions after an encoding that stands alone', () => {
    const charset = parseCharacterSets(['ISO_IR 192', 'ISO 2022 IR 87']);
    expect(charset).toMatchObject({
      scheme: 'utf-8',
      terms: ['ISO_IR 192'],
      unknown: ['ISO 2022 IR 87'],
    });
  });

  it('ignores an encoding that stands alone after a set that is not the default', () => {
    const charset = parseCharacterSets(['ISO_IR 100', 'GB18030']);
    expect(charset).toMatchObject({ scheme: 'iso2022', terms: ['ISO_IR 100'], unknown: ['GB18030'] });
  });

  it('takes an encoding that stands alone after an empty value 1, as its sender meant', () => {
    const charset = parseCharacterSets(['', 'ISO_IR 192']);
    expect(charset).toMatchObject({ scheme: 'utf-8', terms: ['ISO_IR 192'], unknown: [] });
  });

  it('gives an object that nobody can change', () => {
    const charset = parseCharacterSets(['ISO_IR 100']);
    expect(Object.isFrozen(charset)).toBe(true);
    expect(Object.isFrozen(charset.terms)).toBe(true);
    expect(Object.isFrozen(charset.initial)).toBe(true);
  });

  it('accounts for every value whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (values) => {
        const { terms, unknown } = parseCharacterSets(values);
        expect(terms.length).toBeGreaterThan(0);
        expect(unknown.every((value) => values.includes(value))).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAME_VARIANTS } from '../../../fixtures/identity/name-variants.js';
import { PEOPLE } from '../../../fixtures/identity/people.js';
import { compareNames } from '../../../src/identity/person/compare-names.js';
import { demographicKeys } from '../../../src/identity/person/demographic-keys.js';
import { evidenceOf } from './build.js';

const { truth } = await NAME_VARIANTS.make();
const variants = (truth.studies as { patientName: string }[]).map(({ patientName }) => patientName);

function keysOf(...names: string[]): string[] {
  return demographicKeys(evidenceOf(PEOPLE.first, { names }));
}

function isFound(name: string, by: string): boolean {
  const keys = new Set(keysOf(name));
  return keysOf(by).some((key) => keys.has(key));
}

describe('demographic keys', () => {
  it('are what crosswalks store: these never change without a migration', () => {
    expect(demographicKeys(evidenceOf(PEOPLE.unmarried))).toEqual([
      '19830405:dvorakova:l',
      '19830405:dvorakova:z',
      '19830405:dvorakovaludmilazofie',
      '19830405:ludmila:d',
      '19830405:ludmilazofie:d',
      '19830405:ludmilazofiedvorakova',
      '19830405:zofie:d',
    ]);
    expect(keysOf('山田^花')).toEqual([
      '19710218:山田:花',
      '19710218:山田花',
      '19710218:花:山',
      '19710218:花山田',
    ]);
  });

  it.each([
    ['Müller^Zoë', 'MUELLER^ZOE'],
    ['Müller^Zoë', 'Zoe^Muller'],
    ['Müller^Zoë', 'Muller Zoe'],
    ['Müller^Zoë', 'Muller^Z'],
    ['Müller^Zoë', 'Muller^Anna Zoe'],
    ['Müller^Zoë^Maud', 'Müller^Zoë'],
    ['Đoković^Novak', 'Djokovic^Novak'],
    ['Ødegård^Bjørn', 'OEDEGAARD^BJOERN'],
    [PEOPLE.unmarried.name, PEOPLE.married.name],
    ["O'Neil^Maeve", 'ONEIL^MAEVE'],
    ['Hong^Gil Dong', 'Hong^Gildong'],
    ['王^小東', '王小東'],
    ['Wang^XiaoDong=王^小東', '王^小東'],
    ['ﾔﾏﾀﾞ^ﾀﾛｳ', '==やまだ^たろう'],
  ])('of %s are found by %s', (name, other) => {
    expect(isFound(name, other)).toBe(true);
    expect(isFound(other, name)).toBe(true);
  });

  it('of the seven writings find the person, once one of the same script is known', () => {
    const all = new Set(keysOf(...variants));
    for (const name of variants) expect(keysOf(name).some((key) => all.has(key))).toBe(true);
    const latin = variants.filter((name) => /^M/.test(name));
    for (const name of latin) for (const other of latin) expect(isFound(name, other)).toBe(true);
  });

  it('do not find another birth date, nor another name', () => {
    const other = demographicKeys(evidenceOf(PEOPLE.first, { birthDates: ['19710219'] }));
    expect(other.some((key) => keysOf(PEOPLE.first.name).includes(key))).toBe(false);
    expect(isFound(PEOPLE.first.name, PEOPLE.second.name)).toBe(false);
  });

  it('are none without a birth date, without a name, and with placeholders of either', () => {
    for (const birthDates of [[], [''], ['19000101'], ['00010101']]) {
      expect(demographicKeys(evidenceOf(PEOPLE.first, { birthDates }))).toEqual([]);
    }
    for (const names of [[], [''], ['Anonymous'], ['ANON^PATIENT'], [PEOPLE.first.id]]) {
      expect(keysOf(...names)).toEqual([]);
    }
  });

  it('find whoever has the same name in another order or writing', () => {
    const word = fc.constantFrom('Müller', 'Zoë', 'Ødegård', 'Weiß', 'Ann', 'Løve', 'Þór', 'Ćosić');
    fc.assert(
      fc.property(word, word, word, fc.boolean(), (family, given, middle, isSwapped) => {
        const plain = (text: string): string =>
          text
            .normalize('NFD')
            .replace(/[\u0300-\u036f]/g, '')
            .toUpperCase();
        const other = isSwapped ? `${given}^${family}` : `${plain(family)}^${plain(given)}`;
        expect(isFound(`${family}^${given}^${middle}`, other)).toBe(true);
      }),
    );
  });

  it('find all that compare the same, where both have a family and a given name', () => {
    const word = fc.constantFrom('Muller', 'Mueller', 'Müller', 'Zoe', 'Zoë', 'Bo', 'van', 'Baur', 'Bauer');
    const part = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));
    const name = fc.tuple(part, part).map((parts) => parts.join('^'));
    fc.assert(
      fc.property(name, name, (a, b) => {
        if (compareNames([a], [b]).outcome === 'same') expect(isFound(a, b)).toBe(true);
      }),
    );
  });

  it('are each once, and do not hang on the order of the values', () => {
    const keys = keysOf('Muller^Zoe', 'Müller^Zoë', 'Fairweather^Isolde');
    expect(new Set(keys).size).toBe(keys.length);
    expect(keysOf('Fairweather^Isolde', 'Müller^Zoë')).toEqual(keys);
  });
});

import { describe, expect, it } from 'vitest';
import type { KnownKind } from '../../../../src/rules/deid/known-value.js';
import { FormTable } from '../../../../src/rules/deid/text/form-table.js';
import { KnownForms } from '../../../../src/rules/deid/text/known-forms.js';
import { knownSpans } from '../../../../src/rules/deid/text/known-spans.js';
import { nameOrders, nameWords } from '../../../../src/rules/deid/text/name-orders.js';

function found(kind: KnownKind, value: string, text: string): string[] {
  const forms = new KnownForms([{ kind, text: value, from: 'Test' }], [], []);
  return knownSpans(text, forms).map(({ start, end }) => text.slice(start, end));
}

const orders = (name: string): string[] =>
  nameWords(name)
    .flatMap(nameOrders)
    .map((order) => order.join(' '));

describe('the orders of a name', () => {
  it('are family and given name either way, in full and in initials', () => {
    expect(orders('Smith^John^Quincy')).toEqual(
      expect.arrayContaining([
        ...[
          'Smith John Quincy',
          'John Quincy Smith',
          'Smith John',
          'John Smith',
          'Smith John Q',
          'John Q Smith',
        ],
        ...['Smith J', 'J Smith', 'Smith J Q', 'J Q Smith'],
      ]),
    );
  });

  it('of one component take the first or the last word for the family name', () => {
    expect(orders('John Smith')).toEqual(
      expect.arrayContaining(['John Smith', 'Smith John', 'J Smith', 'Smith J']),
    );
    expect(orders('Smith')).toEqual([]);
  });

  it('have no initials where letters are words', () => {
    expect(orders('=山田^太郎')).toContain('山田 太郎');
    expect(orders('=山田^太郎')).not.toContain('山田 太');
  });

  it('leave titles, suffixes and digits out', () => {
    expect(nameWords('Dr Smith^John^^Prof^MD')).toEqual([{ family: ['Smith'], given: ['John'] }]);
    expect(nameWords('^John')).toEqual([{ family: ['John'], given: [] }]);
    expect(nameWords('^^^^')).toEqual([]);
  });
});

describe('a table of forms', () => {
  const form = { gaps: 'none', words: 1, strict: true } as const;

  it('knows wholes and beginnings', () => {
    const table = new FormTable();
    for (const word of ['smith', 'smithjohn', 'wu']) table.add(word, form);
    expect(['s', 'smithj', 'wu', 'w'].every((prefix) => table.hasPrefix(prefix))).toBe(true);
    expect(['t', 'smithz', 'wua', 'z'].some((prefix) => table.hasPrefix(prefix))).toBe(false);
    expect([table.get('smith'), table.get('smi')]).toEqual([form, undefined]);
    table.add('smz', form);
    expect(table.hasPrefix('smz')).toBe(true);
  });

  it('lets a form that is there twice be used both ways', () => {
    const table = new FormTable();
    table.add('anna', form);
    table.add('anna', { gaps: 'any', words: 2, strict: false });
    expect(table.get('anna')).toMatchObject({ gaps: 'any', strict: false });
  });
});

describe('a known value', () => {
  it.each<[KnownKind, string, string, readonly string[]]>([
    ['name', 'Smith^John', 'a SMITH, JOHN b Smith c', ['SMITH, JOHN', 'Smith']],
    ['name', 'Lee^Ann', 'Lee annLee Leeds', ['Lee ann', 'Lee']],
    ['name', 'Ina^Bo', 'in a supine', []],
    ['name', 'Wu^Li', 'wu, li and li wu and wu', ['wu, li', 'li wu']],
    ['name', 'Smith^John', 'Smith\n\n\n\nJohn', ['Smith', 'John']],
    ['name', 'Müller', 'MULLER Mueller müller Möller', ['MULLER', 'Mueller', 'müller']],
    ['name', 'Mueller', 'Müller', ['Müller']],
    ['name', 'Sørensen', 'Sorensen SOERENSEN', ['Sorensen', 'SOERENSEN']],
    ['name', 'Иванов^Пётр', 'ИВАНОВ П. МРТ', ['ИВАНОВ П']],
    ['name', 'Long^Ann', 'long axis, LONG', ['LONG']],
    ['name', 'Anonymous^Patient', 'patient anonymous', ['patient anonymous']],
    ['name', 'Anonymous^Patient', 'patient supine', []],
    ['name', 'Nguyễn^Văn Thành', 'van thanh, văn', ['van thanh']],
    ['device', 'SN88Q1', 'CT01_OC0 SN88Q1', ['SN88Q1']],
    ['id', 'A12-34', 'a1234 A12 34 a12.34 a12345', ['a1234', 'A12 34', 'a12.34']],
    ['id', '00123', '123 00123', ['00123']],
    ['id', '0012345', '12345 x 0012345 x 00012345', ['12345', '0012345', '00012345']],
    ['id', 'phantom', 'phantom', []],
    ['id', '123456', 'x123456y 12-34-56', ['123456', '12-34-56']],
    ['id', '4711', 'b4711 4711mm 4711 0.4711', ['4711']],
    ['date', '19610523', '610523 23.5.1961 05/23/1961', ['23.5.1961', '05/23/1961']],
    ['date', 'no date', 'no date', []],
    ['phrase', 'MR', 'MR', []],
    ['phrase', 'Radiology', 'radiology', []],
    ['phrase', 'Charité - Universitätsmedizin', 'charite; CHARITÉ', ['charite', 'CHARITÉ']],
    ['phone', '+1 617 555 1234', '(617) 555-1234 001 617 555 1234', ['617) 555-1234', '001 617 555 1234']],
    ['device', 'MEDPC01', 'medpc01 MEDPC-01 medpc', ['medpc01', 'MEDPC-01']],
  ])('%s %j in %j is found as %j', (kind, value, text, expected) => {
    expect(found(kind, value, text)).toEqual(expected);
  });

  it('may be kept by the profile as a word, never as a whole', () => {
    const forms = new KnownForms([{ kind: 'name', text: 'Field^Joy', from: 'Test' }], [], ['JOY', 'field']);
    expect(knownSpans('joy', forms)).toEqual([]);
    expect(knownSpans('joy field', forms)).toEqual([{ start: 0, end: 9 }]);
  });
});

describe('a long part of a name, as issue 7 found it left', () => {
  it.each([
    ['with an ending', 'MR Zwetschgenbaums t1', 'Zwetschgenbaums'],
    ['with letters of another script', 'MR Zwetschgenbaum\u078b t1', 'Zwetschgenbaum\u078b'],
    ['with a mark on its end', 'MR Zwetschgenbaum\u00e9 t1', 'Zwetschgenbaum\u00e9'],
    ['after small letters', 'MR drzwetschgenbaum t1', 'drzwetschgenbaum'],
  ])('is found %s', (_, text, expected) => {
    expect(found('name', 'Zwetschgenbaum^Ottilie', text)).toEqual([expected]);
  });

  it('is not found in words of imaging, nor a short part in others', () => {
    expect(found('name', 'Contra^Spin', 'contrast spinal')).toEqual([]);
    expect(found('name', 'Brown^Tom', 'brownian tomography')).toEqual([]);
  });
});

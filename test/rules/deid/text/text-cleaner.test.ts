import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded } from '../../../../src/dicom/values/fold.js';
import type { KnownKind } from '../../../../src/rules/deid/known-value.js';
import { IMAGING_WORDS, PARTICLES, TITLES } from '../../../../src/rules/deid/text/imaging-words.js';
import { TextCleaner } from '../../../../src/rules/deid/text/text-cleaner.js';
import { cleaner, known } from './some-delivery.js';

const plain = new TextCleaner([], undefined);
const clean = (text: string): string => cleaner.clean(text);

describe('a known name', () => {
  it.each([
    ['SMITH, JOHN T1 axial', 'T1 axial'],
    ['T1 SMITH', 'T1'],
    ['Smith, J. Q. AX', 'AX'],
    ['J. Smith T2', 'T2'],
    ['jsmith T2', 'T2'],
    ['SMITH^JOHN^^ T2', 'T2'],
    ['t2_SMITH_tra', 't2_tra'],
    ['SMITHHEAD 3D', 'HEAD 3D'],
    ['johnsmith 3D', '3D'],
    ['JohnSmithT1', 'T1'],
    ['Head (SMITH) T1', 'Head T1'],
    ['T1 (Smith; John) 3 mm', 'T1 3 mm'],
    ['T1, SMITH, axial', 'T1, axial'],
    ['reviewed by Dr. Smith. Normal liver.', 'reviewed by. Normal liver.'],
    ['S\u00adM\u200bITH', ''],
    ['ＳＭＩＴＨ T1', 'T1'],
    ['Mueller Ludenscheidt MR', 'MR'],
    ['MU\u0308LLER-LUEDENSCHEIDT A MR', 'MR'],
    ['Li Wu chest', 'chest'],
    ['WuLi chest', 'chest'],
    ['McDonald knee', 'knee'],
    ['MCDONALD knee', 'knee'],
    ['u von der leyen knee', 'knee'],
    ['O\u2019Brien, Pat', ''],
    ['山田太郎頭部CT', '頭部CT'],
    ['頭部山田', '頭部'],
    ['ﾔﾏﾀﾞ T1', 'T1'],
    ['김철수 뇌 MRI', '뇌 MRI'],
    ['PANCREAS-0042 portal', 'portal'],
  ])('goes out of %j', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('of words of imaging goes as a whole only', () => {
    expect(clean('head phantom T1')).toBe('T1');
    expect(clean('Phantom, Head')).toBe('');
    for (const text of ['head T1', 'PHANTOM 3D', 'P head', 'head p']) expect(clean(text)).toBe(text);
  });

  it('that is a word, too, stays beside what tells its meaning', () => {
    expect(clean('T1 WHITE')).toBe('T1');
    for (const text of ['white matter', 'White-matter map']) expect(clean(text)).toBe(text);
  });

  it('of two letters or inside another word is no proof', () => {
    for (const text of ['wu scan', 'blacksmiths', 'annular', 'joint Johnson']) expect(clean(text)).toBe(text);
  });
});

describe('other known values', () => {
  it.each([
    ['ab12345 x', 'x'],
    ['AB 123 45 x', 'x'],
    ['AB-123/45 x', 'x'],
    ['4711 x', 'x'],
    ['id4711 x', 'id x'],
    ['b 1000', 'b'],
    ['23 5 1961 x', 'x'],
    ['1961/05/23 x', 'x'],
    ['St Mary (EAST) Hospital, Rochester MR', 'MR'],
    ['tel 0531 12345 x', 'x'],
    ['0049 531 12345 x', 'x'],
    ['AWP45011 x', 'x'],
    ['awp-45011 x', 'x'],
    ['project x T1', 'T1'],
    ['a SECRET b', 'a b'],
    ['a K-12 b', 'a b'],
  ])('go out of %j', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('stay where they are only a part of something else', () => {
    for (const text of ['b1000', '12.1000', '1000.5', '14711', 'secrets', 'k-12', 'Rochester']) {
      expect(clean(text)).toBe(text);
    }
  });

  it('are found by hundreds of forms without one in the way of another', () => {
    const ids = Array.from({ length: 300 }, (_, i) => known('id', `QX${1000 + i}`));
    const many = new TextCleaner(ids, undefined);
    expect(many.clean('QX1000 QX1299 QX1300')).toBe('QX1300');
  });
});

describe('what stays', () => {
  const KEPT = [
    ...['T1', 'T2', 'FLAIR', 'AX', 'SAG', 'COR', 'MPRAGE', '3D', '1.5mm', 'b1000', 'TE 90 TR 2000', 'B30f'],
    ...['Chest 1.0 B70f', 'ep2d_diff_3scan_p2', '*tfl3d1_16ns', 'TR/TE 2000/90', 'syngo MR E11', 'DR CHEST'],
    ...[
      'MR HEAD',
      'MS lesion',
      'PD AX',
      'CT 120kV 250mAs',
      'DWI b=0,500,800',
      '5.0 MAR',
      'iMAR 3.0',
      '512-1024',
    ],
    ...[
      '512 x 512',
      '1.234567',
      '1.2.840.10008.1.2.1',
      '4.1.3.2',
      '3.1.20',
      '0.5/1.5',
      'Patient: supine',
      '  T1 ',
    ],
    ...[
      'Patient moved',
      '2.25.329800735698586629295641978511506172918',
      '1/2',
      '12.5 mm',
      'ORIGINAL\\PRIMARY',
      '',
    ],
    ...[
      'T2* 3D_SWI',
      '45 years old',
      'Dr',
      'acc',
      '頭部',
      '60 % ASIR',
      '-5 HU',
      '(T1)',
      'max. 20 mm.',
      'seg 10/20',
    ],
  ];

  it.each(KEPT)('is %j', (text) => {
    expect(plain.clean(text)).toBe(text);
  });
});

describe('what has the form of', () => {
  it.each<[string, readonly string[]]>([
    [
      'a day',
      [
        '2020-03-01',
        '20200301',
        '2020/3/1',
        '2020_03_01',
        '01.03.2020',
        '1. 3. 2020',
        '03/01/20',
        '3/1/2020',
      ],
    ],
    ['a day and a time', ['2020-03-01T10:20:30Z', '20200301102030.123', '2020-03-01 10:20']],
    [
      'a day with a month',
      ['12 Mar 2020', '12-MAR-20', '12MAR2020', 'Mar 12, 2020', 'March 2020', '12th of March 2020'],
    ],
    [
      'a day in other languages',
      ['1. März 2020', '1er mars 2020', '12 de marzo de 2020', '2020年3月1日', '2020년 3월 1일'],
    ],
    ['a day in other digits', ['٢٠٢٠٠٣٠١', '２０２０－０３－０１']],
    ['an address of mail', ['jane.roe@example.org', 'müller@klinik.de']],
    [
      'a page or a folder',
      ['https://example.org/jane?x=1', 'www.example.org', 'C:\\Users\\jane', '/home/jane/x'],
    ],
    [
      'a telephone',
      ['+49 (0)531 1234-56', '(617) 555-1234', '617-555-1234', '0531/123456', 'Tel. 12 34 56', 'ext 1234'],
    ],
    [
      'a personal number',
      ['123-45-6789', '123456-789A', 'MRN: A12', 'MRN 4711', 'Acc# 88', 'Patient ID: X7'],
    ],
    ['a long number', ['1234567', '123456', '１２３４５６', '1.2.840.113619.2.55.3.604688119']],
    [
      'a person',
      [
        'Dr. Brown',
        'Dr Brown',
        'DR BROWN',
        'Prof. Dr. med. von Braun',
        'Mr. Miller',
        'Frau Schulze',
        'Roe, M.D.',
      ],
    ],
    ['a labelled name', ['Patient: Jane Roe', 'Name: jane', 'Operator: JR', 'Nachname: Schulze', '姓名: 王']],
    ['a labelled birth', ['DOB 3/4/61', 'DOB: 1950', 'born 1950', 'geb. 3.4.1961', 'né le 3/4/1961']],
    [
      'an address',
      ['12 Elm Street', 'Hauptstraße 5a', '12, rue de la Paix', 'Calle de Alcalá 45', 'P.O. Box 12'],
    ],
    ['a postcode', ['D-38106 Braunschweig', 'SW1A 1AA', 'K1A 0B1']],
    ['an age over 89', ['92-year-old', '95 y/o', '092Y', '101 years old']],
  ])('%s goes', (_, texts) => {
    for (const text of texts) {
      expect([text, plain.clean(text)]).toEqual([text, '']);
      expect([text, plain.clean(`T1 ${text} FLAIR`)]).toEqual([text, 'T1 FLAIR']);
    }
  });

  it('a person leaves the verb that tells what they did', () => {
    expect(plain.clean('Normal. Signed by Jane Q. Roe')).toBe('Normal. Signed by');
  });
});

describe('cleaning', () => {
  const WORDS = [...IMAGING_WORDS, ...PARTICLES];
  const name = fc
    .array(fc.constantFrom(...'bdfgklmnprstvz'), { minLength: 2, maxLength: 4 })
    .chain((letters) => fc.constantFrom('a', 'o', 'ü', 'ei').map((vowel) => letters.join(vowel)))
    .filter((word) => !IMAGING_WORDS.has(folded(word)) && !PARTICLES.has(folded(word)) && !TITLES.has(word));
  const mixture = fc.tuple(
    name,
    name,
    fc.array(fc.constantFrom('family', 'given', 'initial', ...WORDS.slice(0, 200), '3', 'T1'), {
      minLength: 1,
    }),
    fc.array(fc.constantFrom(' ', '_', ', ', '^', '-', '/', ' (', ') ', '\r\n', '. '), { minLength: 1 }),
    fc.constantFrom<(text: string) => string>(
      (text) => text.toUpperCase(),
      (text) => text,
      (text) => text.normalize('NFD'),
      (text) => text.replace(/^\p{L}|(?<=[\s_^])\p{L}/gu, (letter) => letter.toUpperCase()),
    ),
  );

  it('leaves no part of a known name in any mixture', () => {
    fc.assert(
      fc.property(mixture, ([family, given, parts, separators, write]) => {
        fc.pre(family.length > 2 && given.length > 2);
        const own = new TextCleaner([known('name', `${family}^${given}`)], undefined);
        const text = write(
          parts
            .map((part, i) => {
              const word =
                part === 'family' ? family : part === 'given' ? given : part === 'initial' ? given[0] : part;
              return `${word}${separators[i % separators.length]}`;
            })
            .join(''),
        );
        const rest = (folded(own.clean(text)).match(/\p{L}+/gu) ?? []) as string[];
        expect(rest).not.toContain(folded(family));
        expect(rest).not.toContain(folded(given));
      }),
    );
  });

  it('gives what is clean, whatever the text: it is the same when it is done again', () => {
    const unit = fc.constantFrom(
      ...'aZ1 ._-/:()@\\',
      'Smith',
      'John',
      'Dr. ',
      '19610523',
      '1000',
      'é',
      '山',
      '\n',
      ' by ',
    );
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit }), fc.string());
    fc.assert(
      fc.property(text, (written) => {
        const once = clean(written);
        expect(clean(once)).toBe(once);
        expect(new TextCleaner([], undefined).clean(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('answers the same when asked again, and from another cleaner', () => {
    const text = 'T1 Smith axial';
    expect(clean(text)).toBe(clean(text));
    expect(new TextCleaner([known('name', 'Smith')], undefined).clean(text)).toBe('T1 axial');
  });

  it('takes out what comes together when something else is taken out', () => {
    expect(clean('T1 Wu SMITH Li axial')).toBe('T1 axial');
    expect(plain.clean('T1 12 Dr. Brown March 2020')).not.toMatch(/March|Brown/);
  });

  it('works through a long report in which nothing is wrong, and finds what is', () => {
    const report = 'The liver is normal. No focal lesion in series 4, image 12; 3.5 mm. '.repeat(200);
    expect(clean(report)).toBe(report);
    expect(clean(`${report}Compared with Smith.`)).toBe(`${report}Compared with.`);
  });

  it('refuses a pattern that is none, without telling it', () => {
    expect(() => new TextCleaner([], { patterns: ['a', 'Smith('] })).toThrow(
      /^text\.patterns\[1\] is no pattern/,
    );
  });

  it('takes known values of any kind and content', () => {
    const value = fc.record({
      kind: fc.constantFrom<KnownKind>('name', 'id', 'date', 'phrase', 'phone', 'device'),
      text: fc.string({ unit: 'binary' }),
      from: fc.constant('Test'),
    });
    fc.assert(
      fc.property(fc.array(value), fc.string({ unit: 'binary' }), (values, text) => {
        const own = new TextCleaner(values, { remove: values.map((each) => each.text) });
        const once = own.clean(text);
        expect(own.clean(once)).toBe(once);
      }),
    );
  });
});

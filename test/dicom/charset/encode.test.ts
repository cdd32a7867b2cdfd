import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCharacterSets } from '../../../src/dicom/charset/character-set.js';
import { decodeTextChecked } from '../../../src/dicom/charset/decode.js';
import { encodeText } from '../../../src/dicom/charset/encode.js';
import { decodeValues } from '../../../src/dicom/charset/split.js';

/** The bytes as hexadecimal digits; undefined where the text cannot be encoded. */
function hex(text: string, terms: readonly string[], vr = 'PN'): string | undefined {
  const bytes = encodeText(text, parseCharacterSets(terms), vr);
  return bytes && Buffer.from(bytes).toString('hex');
}

describe('the examples of PS3.5', () => {
  it.each([
    [
      'H.3.1 kanji after ASCII',
      ['', 'ISO 2022 IR 87'],
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
      '59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b28423d1b24422464245e24401b28425e1b2442243f246d24261b2842',
    ],
    [
      'H.3.2 kanji after katakana and romaji',
      ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
      'd4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a3d1b24422464245e24401b284a5e1b2442243f246d24261b284a',
    ],
    [
      'I.2 Korean',
      ['', 'ISO 2022 IR 149'],
      'Hong^Gildong=洪^吉洞=홍^길동',
      '486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d1b242943c8ab5e1b242943b1e6b5bf',
    ],
    [
      'J.1 Chinese in UTF-8',
      ['ISO_IR 192'],
      'Wang^XiaoDong=王^小東=',
      '57616e675e5869616f446f6e673de78e8b5ee5b08fe69db13d',
    ],
    [
      'J.3 Chinese in GB18030',
      ['GB18030'],
      'Wang^XiaoDong=王^小东=',
      '57616e675e5869616f446f6e673dcdf55ed0a1b6ab3d',
    ],
    ['J.3 Chinese in GBK', ['GBK'], 'Wang^XiaoDong=王^小东=', '57616e675e5869616f446f6e673dcdf55ed0a1b6ab3d'],
    [
      'K.2 Chinese by code extensions',
      ['', 'ISO 2022 IR 58'],
      'Zhang^XiaoDong=张^小东=',
      '5a68616e675e5869616f446f6e673d1b242941d5c55e1b242941d0a1b6ab3d',
    ],
  ])('%s: byte for byte', (_, terms, text, bytes) => {
    expect(hex(text, terms)).toBe(bytes);
  });
});

describe('single-byte sets', () => {
  it.each([
    ['ISO_IR 100', 'Äneas^Rüdiger', 'c46e6561735e52fc6469676572'],
    ['ISO_IR 101', 'Wą9cłć', '57b13963b3e6'],
    ['ISO_IR 109', 'ĈĉĜĝ', 'c6e6d8f8'],
    ['ISO_IR 110', 'Ŋāŋ', 'bde0bf'],
    ['ISO_IR 126', 'Διονυσιος', 'c4e9efedf5f3e9eff2'],
    ['ISO_IR 127', 'قباني^لنزار', 'e2c8c7e6ea5ee4e6d2c7d1'],
    ['ISO_IR 138', 'שרון^דבורה', 'f9f8e5ef5ee3e1e5f8e4'],
    ['ISO_IR 144', 'Люкceмбypг', 'bbeeda6365dcd17970d3'],
    ['ISO_IR 148', 'ĞıŞğ', 'd0fddef0'],
    ['ISO_IR 166', 'นาย', 'b9d2c2'],
    ['ISO_IR 203', '€œ', 'a4bd'],
    ['ISO_IR 13', 'ﾔﾏﾀﾞ^YAMADA', 'd4cfc0de5e59414d414441'],
  ])('%s writes %s', (term, text, bytes) => {
    expect(hex(text, [term])).toBe(bytes);
  });

  it('have nothing for a character of another set, and use no escape that is not declared', () => {
    expect(hex('Łódź', ['ISO_IR 100'])).toBeUndefined();
    expect(hex('é', [])).toBeUndefined();
    expect(hex('é', ['KOI8-R'])).toBeUndefined();
    // PS3.3 C.12.1.1.2: a second value without `2022` declares no code extension.
    expect(hex('éα', ['ISO_IR 100', 'ISO_IR 126'])).toBeUndefined();
    expect(hex('é', ['ISO_IR 100', 'ISO_IR 126'])).toBe('e9');
  });
});

describe('VRs outside the character set', () => {
  it('take the default repertoire whatever the file declares', () => {
    for (const vr of ['CS', 'DA', 'UI', 'UR', 'AE', 'UN']) {
      expect(hex('A\\~', ['ISO_IR 13'], vr)).toBe('415c7e');
      expect(hex('é', ['ISO_IR 192'], vr)).toBeUndefined();
    }
  });
});

describe('code extensions', () => {
  it('stay in the set that is active, and return to value 1 before a delimiter', () => {
    const terms = ['ISO 2022 IR 100', 'ISO 2022 IR 126', 'ISO 2022 IR 144'];
    expect(hex('é αβ°д', terms, 'LO')).toBe('e9201b2d46e1e2b01b2d4cd41b2d41');
    expect(hex('α\\é', terms, 'LO')).toBe('1b2d46e11b2d415ce9');
    expect(hex('α^α', terms, 'PN')).toBe('1b2d46e11b2d415e1b2d46e11b2d41');
    expect(hex('α^α', terms, 'LO')).toBe('1b2d46e15ee11b2d41');
  });

  it('go to a single-byte set for spaces and line ends among kanji', () => {
    expect(hex('山 田\r\n', ['', 'ISO 2022 IR 87'], 'LT')).toBe('1b24423b331b2842201b244245441b28420d0a');
  });

  it('take the first declared set that has a character', () => {
    const japanese = ['', 'ISO 2022 IR 87', 'ISO 2022 IR 159'];
    expect(hex('丂山', japanese, 'LO')).toBe('1b24284430211b24423b331b2842');
    expect(hex('山', ['', 'ISO 2022 IR 149', 'ISO 2022 IR 87'], 'LO')).toBe('1b242943dfa3');
  });

  it('designate G1 anew after G0, and only beside a single-byte G0, for readers that cut at each escape', () => {
    expect(hex('ł山ł', ['ISO 2022 IR 101', 'ISO 2022 IR 87'], 'LO')).toBe('b31b24423b331b28421b2d42b3');
    expect(hex('홍山홍', ['', 'ISO 2022 IR 149', 'ISO 2022 IR 159', 'ISO 2022 IR 87'], 'LO')).toBe(
      '1b242943c8abdfa3c8ab',
    );
    expect(hex('홍丂홍', ['', 'ISO 2022 IR 149', 'ISO 2022 IR 159'], 'LO')).toBe(
      '1b242943c8ab1b24284430211b28421b242943c8ab',
    );
  });

  it('designate a multi-byte set that stands alone, since value 1 cannot be one', () => {
    expect(hex('홍^길', ['ISO 2022 IR 149'])).toBe('1b242943c8ab5e1b242943b1e6');
    expect(hex('山^A', ['ISO 2022 IR 87'])).toBe('1b24423b331b28425e41');
  });
});

describe('JIS X 0201', () => {
  it('has no backslash or tilde, but keeps the backslash between values', () => {
    expect(hex('ｱ\\ｲ', ['ISO_IR 13'], 'LO')).toBe('b15cb2');
    expect(hex('ｱ\\ｲ', ['ISO_IR 13'], 'LT')).toBeUndefined();
    expect(hex('~', ['ISO_IR 13'], 'LO')).toBeUndefined();
    expect(hex('\\~', ['ISO 2022 IR 13', 'ISO 2022 IR 6'], 'LT')).toBe('1b28425c7e1b284a');
  });

  it('writes YEN SIGN only where it cannot be taken for a delimiter', () => {
    expect(hex('¥‾', ['ISO_IR 13'], 'LT')).toBe('5c7e');
    expect(hex('¥', ['ISO_IR 13'], 'LO')).toBeUndefined();
    expect(hex('¥', ['ISO 2022 IR 13', 'ISO 2022 IR 100'], 'LO')).toBe('1b2d41a51b2949');
  });
});

describe('characters that no reader would give back', () => {
  it.each(['\uD800', 'a\uDC00b', '\uFFFD', 'a\x1b$Bb'])('%j is written in no set', (text) => {
    for (const terms of [[], ['ISO_IR 192'], ['GB18030'], ['', 'ISO 2022 IR 87']]) {
      expect(hex(text, terms, 'LO')).toBeUndefined();
    }
  });

  it('are the rows that vendors added to JIS X 0208 and GB 2312, and private use', () => {
    for (const text of ['①', '㈱', '髙']) expect(hex(text, ['', 'ISO 2022 IR 87'], 'LO')).toBeUndefined();
    for (const text of ['東', 'ⅰ', '\uE000']) expect(hex(text, ['', 'ISO 2022 IR 58'], 'LO')).toBeUndefined();
    for (const text of ['\uE000', '\uE7C7', '\u{F0000}'])
      expect(hex(text, ['GB18030'], 'LO')).toBeUndefined();
  });

  it('are those that GB18030 has and GBK has not', () => {
    expect(hex('𠀀', ['GB18030'], 'LO')).toBe('95328236');
    expect(hex('é€', ['GB18030'], 'LO')).toBe('a8a6a2e3');
    for (const text of ['𠀀', 'ö', '€', 'ǹ', '㖞']) {
      expect(hex(text, ['GBK'], 'LO')).toBeUndefined();
      expect(hex(text, ['GB18030'], 'LO')).toBeDefined();
    }
    expect(hex('東ⅰ', ['GBK'], 'LO')).toBe('967ca2a1');
  });

  it('are those that editions of GB18030 code differently', () => {
    for (const text of ['ḿ', '︐', '龴']) expect(hex(text, ['GB18030'], 'LO')).toBeUndefined();
  });
});

/** Every text that the bytes give in a set, one character each: rows of a 94×94 set after its escape, or single bytes. */
function pairs(designation: string, rows: readonly number[], high: number): string[] {
  const charset = parseCharacterSets([]);
  return rows.flatMap((row) =>
    Array.from({ length: 94 }, (_, cell) => {
      const bytes = [0x1b, ...Buffer.from(designation), 0x20 + row + high, 0x21 + cell + high];
      const { text, lossy } = decodeTextChecked(Uint8Array.from(bytes), charset, 'LT');
      return lossy ? '' : text;
    }).filter((text) => text !== ''),
  );
}

function singles(term: string): string[] {
  const charset = parseCharacterSets([term]);
  return Array.from({ length: 128 }, (_, index) => {
    const { text, lossy } = decodeTextChecked(Uint8Array.of(0x80 + index), charset, 'LT');
    return lossy ? '' : text;
  }).filter((text) => text !== '');
}

const KANJI = ['$B', [1, 4, 5, 16, 47, 48, 83], 0] as const;
const KOREAN = ['$)C', [1, 5, 16, 40, 42, 93], 0x80] as const;
const CHINESE = ['$)A', [1, 3, 16, 54, 87], 0x80] as const;
/** Decoders read 0xA0 of ISO_IR 166 as ISO 8859-11 has it; TIS 620, which that term means, has nothing there. */
const inStandard = (number: string, character: string): boolean => number !== '166' || character !== '\xA0';
const SINGLE = ['100', '101', '109', '110', '126', '127', '138', '144', '148', '166', '203'];

/** Charsets with the characters above ASCII that they hold. */
const CASES: readonly (readonly [terms: string, characters: readonly string[]])[] = [
  ...SINGLE.map(
    (number) =>
      [
        `ISO_IR ${number}`,
        singles(`ISO_IR ${number}`).filter((character) => inStandard(number, character)),
      ] as const,
  ),
  ['ISO 2022 IR 6\\ISO 2022 IR 100\\ISO 2022 IR 144', [...singles('ISO_IR 100'), ...singles('ISO_IR 144')]],
  ['ISO_IR 13', singles('ISO_IR 13')],
  ['ISO 2022 IR 13\\ISO 2022 IR 87', [...singles('ISO_IR 13'), ...pairs(...KANJI), '‾']],
  ['\\ISO 2022 IR 87\\ISO 2022 IR 159', [...pairs(...KANJI), ...pairs('$(D', [6, 9, 16, 40, 77], 0)]],
  ['\\ISO 2022 IR 149', pairs(...KOREAN)],
  [
    'ISO 2022 IR 100\\ISO 2022 IR 58\\ISO 2022 IR 149',
    [...singles('ISO_IR 100'), ...pairs(...KOREAN), ...pairs(...CHINESE)],
  ],
  ['ISO 2022 IR 58', pairs(...CHINESE)],
  ['GBK', pairs(...CHINESE)],
  ['GB18030', [...pairs(...CHINESE), ...pairs(...KOREAN), '\u{1F600}', 'ñ', 'ß', '\u{20000}']],
  ['ISO_IR 192', [...pairs(...KOREAN), '\u{1F600}', '\uFEFF', '\u{10FFFF}', '\x85']],
];

/** ASCII without what JIS romaji lacks; delimiters often. */
const ascii = fc
  .oneof(fc.constantFrom('^', '=', '\\', '\r\n', '\t', '\f', ' '), fc.string({ maxLength: 4 }))
  .map((text) => text.replaceAll('~', '-'));
const vrs = fc.constantFrom('PN', 'LO', 'SH', 'UC', 'LT', 'ST', 'UT');

describe('encodeText and decodeTextChecked', () => {
  it.each(CASES)('give back any text of %j, in every VR', (terms, characters) => {
    const charset = parseCharacterSets(terms.split('\\'));
    const hasBackslash = charset.initial.g0 === 'ascii';
    const text = fc
      .array(fc.oneof(ascii, fc.constantFrom(...characters)), { maxLength: 20 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, vrs, (whole, vr) => {
        const isMultiValued = !['LT', 'ST', 'UT'].includes(vr);
        const sent = hasBackslash || isMultiValued ? whole : whole.replaceAll('\\', '/');
        const bytes = encodeText(sent, charset, vr);
        expect(bytes).toBeDefined();
        expect(decodeTextChecked(bytes ?? new Uint8Array(), charset, vr)).toEqual({
          text: sent,
          lossy: false,
        });
      }),
    );
  });

  it.each(CASES)('agree on where the values of %j end', (terms, characters) => {
    const charset = parseCharacterSets(terms.split('\\'));
    const value = fc.array(fc.constantFrom('a', '1', ...characters.filter((c) => c.trim() === c)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('PN', 'LO', 'UC'),
        (values, vr) => {
          const texts = values.map((parts) => parts.join(''));
          const bytes = encodeText(texts.join('\\'), charset, vr) ?? new Uint8Array();
          expect(decodeValues(bytes, charset, vr)).toEqual({ values: texts, lossy: false });
        },
      ),
    );
  });

  it('give back what is encoded or encode nothing, whatever the text', () => {
    const anyText = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\x1b', '¥', '\\', '^', '~', '山', 'é', 'ｱ', '홍', '\uD800'),
        fc.string({ unit: 'binary', maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(anyText, fc.constantFrom(...CASES), vrs, (text, [terms], vr) => {
        const charset = parseCharacterSets(terms.split('\\'));
        const bytes = encodeText(text, charset, vr);
        if (bytes) expect(decodeTextChecked(bytes, charset, vr).text).toBe(text);
        if (/[\p{Surrogate}\uFFFD]/u.test(text)) expect(bytes).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('encode nothing where one character is outside the sets', () => {
    const foreign = fc.constantFrom('\u{1F600}', 'ሀ', 'ꙮ');
    const legacy = CASES.filter(([terms]) => !/192|GB18030/.test(terms));
    fc.assert(
      fc.property(fc.string(), foreign, fc.constantFrom(...legacy), vrs, (text, character, [terms], vr) => {
        const charset = parseCharacterSets(terms.split('\\'));
        expect(encodeText(text + character, charset, vr)).toBeUndefined();
      }),
    );
  });

  it('write ASCII as it stands in every set with an ASCII half', () => {
    const ascii7 = fc.string({ unit: 'binary-ascii' }).filter((text) => !text.includes('\x1b'));
    fc.assert(
      fc.property(ascii7, fc.constantFrom(...CASES), vrs, (text, [terms], vr) => {
        const charset = parseCharacterSets(terms.split('\\'));
        if (charset.initial.g0 !== 'ascii') return;
        expect(Buffer.from(encodeText(text, charset, vr) ?? []).toString('latin1')).toBe(text);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCharacterSets } from '../../../src/dicom/charset/character-set.js';
import { decodeTextChecked } from '../../../src/dicom/charset/decode.js';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** Decodes and requires that nothing was lost. */
function whole(bytes: Uint8Array, terms: readonly string[], vr = 'PN'): string {
  const { text, lossy } = decodeTextChecked(bytes, parseCharacterSets(terms), vr);
  expect(lossy).toBe(false);
  return text;
}

describe('the examples of PS3.5', () => {
  it('H.3.1: kanji and hiragana by escapes, ASCII as value 1', () => {
    const bytes = hex(
      `59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b28423d
       1b24422464245e24401b28425e1b2442243f246d24261b2842`,
    );
    expect(whole(bytes, ['', 'ISO 2022 IR 87'])).toBe('Yamada^Tarou=山田^太郎=やまだ^たろう');
  });

  it('H.3.2: half-width katakana as value 1, romaji after ESC ( J', () => {
    const bytes = hex(
      `d4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a3d
       1b24422464245e24401b284a5e1b2442243f246d24261b284a`,
    );
    expect(whole(bytes, ['ISO 2022 IR 13', 'ISO 2022 IR 87'])).toBe('ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう');
  });

  it('I.2: Korean, designated anew after every delimiter', () => {
    const bytes = hex(
      `486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d1b242943c8ab5e1b242943b1e6b5bf`,
    );
    expect(whole(bytes, ['', 'ISO 2022 IR 149'])).toBe('Hong^Gildong=洪^吉洞=홍^길동');
  });

  it('J.1: Chinese in UTF-8', () => {
    const bytes = hex('57616e675e5869616f446f6e673de78e8b5ee5b08fe69db13d');
    expect(whole(bytes, ['ISO_IR 192'])).toBe('Wang^XiaoDong=王^小東=');
  });

  it('J.3: Chinese in GB18030', () => {
    const bytes = hex('57616e675e5869616f446f6e673dcdf55ed0a1b6ab3d');
    expect(whole(bytes, ['GB18030'])).toBe('Wang^XiaoDong=王^小东=');
    expect(whole(bytes, ['GBK'])).toBe('Wang^XiaoDong=王^小东=');
  });

  it('K.2: Chinese by code extensions (ISO 2022 IR 58)', () => {
    const bytes = hex('5a68616e675e5869616f446f6e673d1b242941d5c55e1b242941d0a1b6ab3d');
    expect(whole(bytes, ['', 'ISO 2022 IR 58'])).toBe('Zhang^XiaoDong=张^小东=');
  });
});

describe('single-byte sets', () => {
  it.each([
    ['ISO_IR 100', 'c46e6561735e52fc6469676572', 'Äneas^Rüdiger'],
    ['ISO_IR 101', '57b13963b3e6', 'Wą9cłć'],
    ['ISO_IR 109', 'c6e6d8f8', 'ĈĉĜĝ'],
    ['ISO_IR 110', 'bde0bf', 'Ŋāŋ'],
    ['ISO_IR 126', 'c4e9efedf5f3e9eff2', 'Διονυσιος'],
    ['ISO_IR 127', 'e2c8c7e6ea5ee4e6d2c7d1', 'قباني^لنزار'],
    ['ISO_IR 138', 'f9f8e5ef5ee3e1e5f8e4', 'שרון^דבורה'],
    ['ISO_IR 144', 'bbeeda6365dcd17970d3', 'Люкceмбypг'],
    ['ISO_IR 148', 'd0fddef0', 'ĞıŞğ'],
    ['ISO_IR 166', 'b9d2c2', 'นาย'],
    ['ISO_IR 203', 'a4bd', '€œ'],
  ])('%s reads %s as %s', (term, bytes, text) => {
    expect(whole(hex(bytes), [term])).toBe(text);
  });

  it.each(['100', '101', '126', '148', '166', '203'])(
    'ISO_IR %s keeps 0x80–0x9F control characters, not a Windows code page',
    (number) => {
      expect(whole(hex('80 91 92 99 9f'), [`ISO_IR ${number}`])).toBe('\x80\x91\x92\x99\x9f');
    },
  );

  it('answers U+FFFD for a hole in the set, and says so', () => {
    for (const [term, byte] of [
      ['ISO_IR 127', 'a1'],
      ['ISO_IR 166', 'db'],
      ['ISO_IR 166', 'ff'],
      ['ISO_IR 138', 'ff'],
    ] as const) {
      const decoded = decodeTextChecked(hex(`41${byte}42`), parseCharacterSets([term]), 'LO');
      expect(decoded).toEqual({ text: 'A\uFFFDB', lossy: true });
    }
  });

  it('keeps bytes above 0x7F as Latin-1 and flags them where no set is declared for them', () => {
    for (const terms of [[], ['ISO_IR 6'], ['KOI8-R']]) {
      const decoded = decodeTextChecked(hex('4ae972f46d65'), parseCharacterSets(terms), 'PN');
      expect(decoded).toEqual({ text: 'Jérôme', lossy: true });
    }
  });

  it('reads VRs outside the character set in the default repertoire', () => {
    const utf8 = parseCharacterSets(['ISO_IR 192']);
    expect(decodeTextChecked(hex('c3a9'), utf8, 'CS')).toEqual({ text: 'Ã©', lossy: true });
    expect(decodeTextChecked(hex('c3a9'), utf8, 'LO')).toEqual({ text: 'é', lossy: false });
  });
});

describe('JIS X 0201', () => {
  it('has YEN SIGN and OVERLINE where ASCII has backslash and tilde, in text', () => {
    expect(whole(ascii('a\\b~'), ['ISO_IR 13'], 'LT')).toBe('a¥b‾');
    expect(whole(hex('1b284a 5c7e 1b2842 5c7e'), ['', 'ISO 2022 IR 13'], 'UT')).toBe('¥‾\\~');
  });

  it('keeps the backslash that separates values', () => {
    expect(whole(hex('b1 5c b2'), ['ISO_IR 13'], 'LO')).toBe('ｱ\\ｲ');
  });

  it('reads Shift-JIS in its name as such, flagged', () => {
    const decoded = decodeTextChecked(hex('8e52 935c b1'), parseCharacterSets(['ISO_IR 13']), 'PN');
    expect(decoded).toEqual({ text: '山貼ｱ', lossy: true });
  });
});

describe('code extensions', () => {
  it('gives JIS X 0208 its own punctuation, not that of Windows', () => {
    const bytes = hex('1b2442 2141 2142 215d 2171 2172 224c 1b2842');
    expect(whole(bytes, ['', 'ISO 2022 IR 87'], 'LO')).toBe('〜‖−¢£¬');
  });

  it('reads JIS X 0212', () => {
    expect(whole(hex('1b242844 3021 1b2842'), ['', 'ISO 2022 IR 159'], 'LO')).toBe('丂');
  });

  it('does not take half of a kanji for a delimiter', () => {
    // 0x3D5E holds = and ^, 0x5C5C two backslashes.
    expect(whole(hex('1b2442 3d5e 5c5c 1b2842 5e41'), ['', 'ISO 2022 IR 87'])).toBe('殉樛^A');
  });

  it('switches G1 among single-byte sets', () => {
    const bytes = hex('e9 1b2d46 e1 1b2d4c d0 1b2d62 a4');
    expect(whole(bytes, ['ISO 2022 IR 100', 'ISO 2022 IR 126', 'ISO 2022 IR 144'], 'LO')).toBe('éαа€');
  });

  it('returns to value 1 at the delimiters of the VR, and at no others', () => {
    const charset = parseCharacterSets(['ISO 2022 IR 100', 'ISO 2022 IR 126']);
    const resetBy = (delimiter: string, vr: string): string =>
      decodeTextChecked(Uint8Array.from([0x1b, 0x2d, 0x46, 0xe1, ...ascii(delimiter), 0xe1]), charset, vr)
        .text;
    for (const delimiter of ['\t', '\n', '\f', '\r']) {
      expect(resetBy(delimiter, 'LT')).toBe(`α${delimiter}á`);
      expect(resetBy(delimiter, 'PN')).toBe(`α${delimiter}á`);
    }
    expect(resetBy('\\', 'LO')).toBe('α\\á');
    expect(resetBy('\\', 'LT')).toBe('α\\α');
    expect(resetBy('^', 'PN')).toBe('α^á');
    expect(resetBy('=', 'PN')).toBe('α=á');
    expect(resetBy('^', 'LO')).toBe('α^α');
    expect(resetBy(' ', 'PN')).toBe('α α');
  });

  it('ends a run of kanji at a line end although no escape says so', () => {
    const bytes = Uint8Array.from([...hex('1b2442 3b33'), 0x0d, 0x0a, ...ascii('ab')]);
    expect(whole(bytes, ['', 'ISO 2022 IR 87'], 'LT')).toBe('山\r\nab');
  });

  it('keeps a space among kanji and stays in the set', () => {
    expect(whole(hex('1b2442 3b33 20 4544 1b2842'), ['', 'ISO 2022 IR 87'], 'LO')).toBe('山 田');
  });

  it('obeys an escape to a set that is not declared', () => {
    expect(whole(hex('1b2442 3b33 1b2842'), ['ISO_IR 100'], 'LO')).toBe('山');
  });

  it('keeps an escape that is none of DICOM, flagged', () => {
    const decoded = decodeTextChecked(hex('41 1b5b31 42'), parseCharacterSets([]), 'LO');
    expect(decoded).toEqual({ text: 'A\x1b[1B', lossy: true });
  });

  it('flags half a character at the end', () => {
    const japanese = parseCharacterSets(['', 'ISO 2022 IR 87']);
    expect(decodeTextChecked(hex('1b2442 3b33 3b'), japanese, 'LO')).toEqual({
      text: '山\uFFFD',
      lossy: true,
    });
    const korean = parseCharacterSets(['', 'ISO 2022 IR 149']);
    expect(decodeTextChecked(hex('1b242943 c8ab c8'), korean, 'LO')).toEqual({
      text: '홍\uFFFD',
      lossy: true,
    });
  });

  it('reads a multi-byte set that stands alone as value 1 without an escape', () => {
    expect(whole(hex('c8ab 5e b1e6'), ['ISO 2022 IR 149'])).toBe('홍^길');
    expect(whole(hex('d5c5'), ['ISO 2022 IR 58'])).toBe('张');
  });
});

describe('UTF-8 and GB18030', () => {
  it('tells a replacement character that was sent from one that was made', () => {
    const utf8 = parseCharacterSets(['ISO_IR 192']);
    expect(decodeTextChecked(hex('efbfbd'), utf8, 'LO')).toEqual({ text: '\uFFFD', lossy: false });
    expect(decodeTextChecked(hex('41ff42'), utf8, 'LO')).toEqual({ text: 'A\uFFFDB', lossy: true });
    expect(decodeTextChecked(hex('e78e'), utf8, 'LO').lossy).toBe(true);
  });

  it('keeps a byte order mark that stands in a value', () => {
    expect(whole(hex('efbbbf41'), ['ISO_IR 192'], 'LO')).toBe('\uFEFFA');
  });

  it('reads four-byte characters of GB18030', () => {
    expect(whole(hex('95328236'), ['GB18030'], 'LO')).toBe('𠀀');
  });
});

describe('whatever the bytes', () => {
  const sets = [
    [],
    ['ISO_IR 13'],
    ['ISO_IR 166'],
    ['ISO_IR 192'],
    ['GB18030'],
    ['ISO 2022 IR 13', 'ISO 2022 IR 87', 'ISO 2022 IR 159'],
    ['', 'ISO 2022 IR 149', 'ISO 2022 IR 58'],
  ].map(parseCharacterSets);
  const bytes = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0x1b, 0x24, 0x28, 0x29, 0x42, 0x43, 0x5c)));

  it('answers a text and never throws', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom(...sets), fc.constantFrom('PN', 'LO', 'LT'), (data, set, vr) => {
        const { text, lossy } = decodeTextChecked(Uint8Array.from(data), set, vr);
        expect(text.length).toBeLessThanOrEqual(data.length * 2);
        if (!lossy && set.scheme === 'iso2022') expect(text).not.toContain('\uFFFD');
      }),
    );
  });

  it('reads plain ASCII as it stands in every set with an ASCII half', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), fc.constantFrom(...sets), (text, set) => {
        if (set.initial.g0 !== 'ascii' || text.includes('\x1b')) return;
        expect(decodeTextChecked(ascii(text), set, 'LO')).toEqual({ text, lossy: false });
      }),
    );
  });

  it('gives back any text that was written in UTF-8', () => {
    const utf8 = parseCharacterSets(['ISO_IR 192']);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeTextChecked(new TextEncoder().encode(text), utf8, 'UT').text).toBe(text);
      }),
    );
  });
});

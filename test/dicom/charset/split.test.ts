import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCharacterSets } from '../../../src/dicom/charset/character-set.js';
import { decodeTextChecked } from '../../../src/dicom/charset/decode.js';
import { decodeValues, splitValues, trimPadding } from '../../../src/dicom/charset/split.js';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const split = (bytes: Uint8Array, terms: readonly string[], vr = 'LO'): string[] =>
  splitValues(bytes, parseCharacterSets(terms), vr).map((value) => Buffer.from(value).toString('hex'));

describe('splitValues', () => {
  it('separates at every backslash and keeps empty values', () => {
    expect(split(ascii('a\\\\b\\'), [])).toEqual(['61', '', '62', '']);
  });

  it('gives no value for no bytes and one for a VR of one value', () => {
    expect(split(new Uint8Array(0), [])).toEqual([]);
    expect(split(ascii('a\\b'), [], 'LT')).toEqual(['615c62']);
    expect(split(ascii('a\\b'), [], 'UR')).toEqual(['615c62']);
    expect(split(ascii('a\\b'), [], 'UC')).toEqual(['61', '62']);
  });

  it('leaves the second byte of a GBK or GB18030 character alone', () => {
    // 0x815C is 乗 in GBK.
    for (const term of ['GBK', 'GB18030'])
      expect(split(hex('815c 5c 41 5c 815c'), [term])).toEqual(['815c', '41', '815c']);
  });

  it('counts four-byte characters of GB18030, and a broken one as one byte', () => {
    expect(split(hex('95328236 5c 41'), ['GB18030'])).toEqual(['95328236', '41']);
    expect(split(hex('9532 5c 41'), ['GB18030'])).toEqual(['9532', '41']);
  });

  it('leaves the second byte of a Shift-JIS character alone', () => {
    // 0x945C is 能.
    expect(split(hex('945c 5c b1'), ['ISO_IR 13'])).toEqual(['945c', 'b1']);
  });

  it('separates katakana at 0x5C although it is a YEN SIGN there', () => {
    expect(split(hex('b1 5c b2'), ['ISO_IR 13'])).toEqual(['b1', 'b2']);
  });

  it('leaves the halves of a JIS X 0208 pair alone', () => {
    expect(split(hex('1b2442 5c5c 1b2842 5c 41'), ['', 'ISO 2022 IR 87'])).toEqual([
      '1b24425c5c1b2842',
      '41',
    ]);
  });

  it('separates after G1 sets, where 0x5C is a backslash', () => {
    expect(split(hex('1b242943 c8ab 5c 1b242943 b1e6'), ['', 'ISO 2022 IR 149'])).toEqual([
      '1b242943c8ab',
      '1b242943b1e6',
    ]);
  });

  it('does not apply the character set to VRs outside it', () => {
    expect(split(hex('815c41'), ['GBK'], 'CS')).toEqual(['81', '41']);
  });

  it('loses no byte whatever the bytes', () => {
    const sets = [[], ['ISO_IR 13'], ['GB18030'], ['ISO_IR 192'], ['', 'ISO 2022 IR 87']].map(
      parseCharacterSets,
    );
    const bytes = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0x1b, 0x24, 0x42, 0x5c, 0x81)));
    fc.assert(
      fc.property(bytes, fc.constantFrom(...sets), fc.constantFrom('PN', 'LO', 'LT'), (data, set, vr) => {
        const values = splitValues(Uint8Array.from(data), set, vr);
        const joined = values.flatMap((value, index) => (index === 0 ? [...value] : [0x5c, ...value]));
        expect(joined).toEqual(data);
      }),
    );
  });
});

describe('decodeValues', () => {
  it('agrees with decoding the element whole', () => {
    const sets = [['ISO_IR 13'], ['GBK'], ['', 'ISO 2022 IR 87'], ['', 'ISO 2022 IR 149']].map(
      parseCharacterSets,
    );
    const bytes = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0x1b, 0x24, 0x28, 0x42, 0x5c, 0x81)));
    fc.assert(
      fc.property(bytes, fc.constantFrom(...sets), (data, set) => {
        const element = Uint8Array.from(data);
        const parts = splitValues(element, set, 'PN').map(
          (value) => decodeTextChecked(value, set, 'PN').text,
        );
        const whole = decodeTextChecked(element, set, 'PN');
        // How many replacement characters a broken GBK sequence makes depends on what follows it.
        if (whole.lossy && set.scheme === 'gb18030') return;
        expect(parts.join('\\')).toBe(whole.text);
      }),
    );
  });

  it('decodes each value from the initial state', () => {
    const bytes = hex('1b24422464245e24401b28425e1b2442243f246d24261b28425c1b24422464245e24401b284220');
    expect(decodeValues(bytes, parseCharacterSets(['', 'ISO 2022 IR 87']), 'PN')).toEqual({
      values: ['やまだ^たろう', 'やまだ'],
      lossy: false,
    });
  });

  it('gives no value for no bytes, and one for a VR of one value', () => {
    const charset = parseCharacterSets([]);
    expect(decodeValues(new Uint8Array(0), charset, 'LO').values).toEqual([]);
    expect(decodeValues(ascii('a\\b'), charset, 'LT').values).toEqual(['a\\b']);
    expect(decodeValues(ascii('a\\\\b'), charset, 'SH').values).toEqual(['a', '', 'b']);
  });

  it('says when one of the values is lossy', () => {
    expect(decodeValues(hex('41 5c e9'), parseCharacterSets([]), 'LO')).toEqual({
      values: ['A', 'é'],
      lossy: true,
    });
  });

  it('takes the padding off each value', () => {
    const values = (text: string, vr: string): readonly string[] =>
      decodeValues(ascii(text), parseCharacterSets([]), vr).values;
    expect(values(' ORIGINAL \\ PRIMARY\0', 'CS')).toEqual(['ORIGINAL', 'PRIMARY']);
    expect(values('1.2.3\0', 'UI')).toEqual(['1.2.3']);
    expect(values('  ', 'LO')).toEqual(['']);
  });
});

describe('trimPadding', () => {
  it('keeps leading spaces where they may mean something', () => {
    expect(trimPadding('  indented  ', 'LT')).toBe('  indented');
    expect(trimPadding('  code  ', 'SH')).toBe('code');
  });

  it('keeps other white space', () => {
    expect(trimPadding('line\r\n', 'LT')).toBe('line\r\n');
  });
});

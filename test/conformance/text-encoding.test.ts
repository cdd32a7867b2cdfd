import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { dataset } from '../../fixtures/writer/element.js';
import { writePart10 } from '../../fixtures/writer/part10.js';
import { parseCharacterSets } from '../../src/dicom/charset/character-set.js';
import { encodeText } from '../../src/dicom/charset/encode.js';
import { pythonWithPydicom } from '../helpers/peers.js';
import { skipOrFail } from './shared-data.js';

/** The texts of one file, in the order in which pydicom gives them. */
interface Texts {
  readonly name: string;
  readonly institution: readonly string[];
  readonly comments: string;
}

/** pydicom 2.3 reads the characters of ISO 2022 IR 58, yet leaves its escape sequence in the text. */
const LEFT_OVER = '\\u001b$)A';

function encoded(text: string, terms: string, vr: string): Uint8Array {
  const bytes = encodeText(text, parseCharacterSets(terms.split('\\')), vr);
  if (bytes === undefined) throw new Error(`${terms} has no bytes for a text of the test`);
  return bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, 0x20]);
}

/** A file whose three text elements are encoded here, in the set that it declares. */
function fileOf(terms: string, { name, institution, comments }: Texts): Buffer {
  return writePart10(
    dataset({
      SpecificCharacterSet: terms,
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
      SOPInstanceUID: '2.25.1',
      InstitutionName: encoded(institution.join('\\'), terms, 'LO'),
      PatientName: encoded(name, terms, 'PN'),
      // As UT, which holds every character of a set in one value.
      PatientComments: { vr: 'UT', value: encoded(comments, terms, 'UT') },
    }),
  );
}

/** What pydicom reads from the files. */
function readAll(context: TestContext, files: readonly Buffer[]): Texts[] {
  const python = pythonWithPydicom();
  if (python === undefined) skipOrFail(context, 'skipped: no pydicom');
  const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, 'text_encoding.py')], {
    input: files.map((file) => JSON.stringify({ file: file.toString('base64') })).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`pydicom failed: ${stderr.slice(-2000)}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line.replaceAll(LEFT_OVER, '')) as Texts);
}

const NAMES: readonly (readonly [terms: string, name: string])[] = [
  ['ISO_IR 100', 'Äneas^Rüdiger'],
  ['ISO_IR 101', 'Świętosława^Łucja'],
  ['ISO_IR 126', 'Διονυσιος'],
  ['ISO_IR 127', 'قباني^لنزار'],
  ['ISO_IR 138', 'שרון^דבורה'],
  ['ISO_IR 144', 'Люкceмбypг'],
  ['ISO_IR 148', 'Çavuşoğlu^Işıl'],
  ['ISO_IR 166', 'สมชาย^ใจดี'],
  ['ISO_IR 13', 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
  ['\\ISO 2022 IR 87', 'Yamada^Tarou=山田^太郎=やまだ^たろう'],
  ['ISO 2022 IR 13\\ISO 2022 IR 87', 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう'],
  ['\\ISO 2022 IR 87\\ISO 2022 IR 159', 'Kin^Ichi=丂山^田=きん^いち'],
  ['\\ISO 2022 IR 149', 'Hong^Gildong=洪^吉洞=홍^길동'],
  ['\\ISO 2022 IR 58', 'Zhang^XiaoDong=张^小东'],
  ['ISO 2022 IR 100\\ISO 2022 IR 126\\ISO 2022 IR 144', 'Äα^Дé'],
  ['ISO 2022 IR 101\\ISO 2022 IR 87', 'ł山ł 山^łł'],
  ['ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 149', 'ﾔ山ﾔ홍山홍^홍ﾔ'],
  ['\\ISO 2022 IR 149\\ISO 2022 IR 58\\ISO 2022 IR 126', 'α홍东α^小홍α'],
  ['GBK', 'Wang^XiaoDong=王^小东'],
  ['GB18030', 'Wang^XiaoDong=王^小东'],
  ['ISO_IR 192', 'Wang^XiaoDong=王^小東=ñ'],
];

/** Every character of the Basic Multilingual Plane that is written in the set, in lines of 64. */
function everyCharacter(terms: string): string {
  const charset = parseCharacterSets(terms.split('\\'));
  const characters: string[] = [];
  for (let codePoint = 0xa0; codePoint <= 0xffff; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    if (encodeText(character, charset, 'LT')) characters.push(character);
  }
  return (characters.join('').match(/.{1,64}/gsu) ?? []).join('\r\n');
}

/**
 * pydicom reads YEN SIGN and OVERLINE of JIS X 0201 as the ASCII characters in their places, and two signs of GB 2312 by
 * another of the mappings that exist (1-4 and 1-10, where the decoder here and in browsers has U+00B7 and U+2014).
 */
function withoutExplained(text: string): string {
  return text
    .replaceAll('\u00A5', '\\')
    .replaceAll('\u203E', '~')
    .replaceAll('\u30FB', '\u00B7')
    .replaceAll('\u2015', '\u2014');
}

describe('text that was encoded here', () => {
  it('is the same text to pydicom, in names, lists and free text', (context) => {
    const texts = NAMES.map(([, name]) => {
      const words = name.split(/[\^=]/);
      return {
        name,
        institution: words.length > 1 ? words : [...words, 'second'],
        comments: `${words.join('\r\n')}.`,
      };
    });
    const files = texts.map((each, index) => fileOf(NAMES[index]?.[0] ?? '', each));
    expect(readAll(context, files)).toEqual(texts);
  });

  it('is the same to pydicom for every character of every set', (context) => {
    const sets = NAMES.map(([terms]) => terms);
    const texts = sets.map((terms) => ({ name: 'A', institution: ['A'], comments: everyCharacter(terms) }));
    const read = readAll(
      context,
      texts.map((each, index) => fileOf(sets[index] ?? '', each)),
    );
    for (const [index, terms] of sets.entries()) {
      const [ours = '', theirs = ''] = [texts[index]?.comments, read[index]?.comments];
      expect(ours.length, terms).toBeGreaterThan(50);
      expect(withoutExplained(theirs), terms).toBe(withoutExplained(ours));
    }
  });
});

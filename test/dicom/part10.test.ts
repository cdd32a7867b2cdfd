import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ElementIndex } from '../../src/dicom/element-index.js';
import { ReadScratch } from '../../src/dicom/part10.js';
import {
  bytesOf,
  codeOf,
  explicit,
  file,
  head,
  implicit,
  item,
  read,
  SEQUENCE_END,
  UNDEFINED,
} from './bytes.js';

const EXPLICIT = '1.2.840.10008.1.2.1';
const IMPLICIT = '1.2.840.10008.1.2';
const BIG = '1.2.840.10008.1.2.2';
const DEFLATED = '1.2.840.10008.1.2.1.99';
const JPEG = '1.2.840.10008.1.2.4.50';

const start = explicit(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.4 ');
const modality = explicit(0x00080060, 'CS', 'MR');
const rows = explicit(0x00280010, 'US', Uint8Array.of(4, 1));
const plain = Buffer.concat([start, modality, rows]);
const implicitly = Buffer.concat([implicit(0x00080060, 'MR'), implicit(0x00280010, Uint8Array.of(4, 1))]);
const bigEndian = Buffer.from('00080060' + '43530002' + '4d52' + '00280010' + '55530002' + '0104', 'hex');
const pixels = (content: Buffer | readonly Buffer[], length?: number): Buffer =>
  explicit(0x7fe00010, 'OW', content, length);

describe('a transfer syntax', () => {
  it.each([
    [EXPLICIT, plain, { explicit: true, littleEndian: true, deflated: false, encapsulated: false }],
    [IMPLICIT, implicitly, { explicit: false, littleEndian: true }],
    [BIG, bigEndian, { explicit: true, littleEndian: false }],
    [DEFLATED, deflateRawSync(plain), { explicit: true, littleEndian: true, deflated: true }],
    [JPEG, plain, { explicit: true, littleEndian: true, encapsulated: true }],
    ['1.2.3.4', plain, { explicit: true, littleEndian: true, encapsulated: true }],
  ])('%s is believed where the bytes agree', (uid, bytes, coding) => {
    const { dataset, transferSyntax, declaredTransferSyntax, notes } = read(file(bytes, uid));
    expect(transferSyntax).toMatchObject({ uid, ...coding });
    expect(declaredTransferSyntax).toBe(true);
    expect(notes).toEqual([]);
    expect([dataset.string('Modality'), dataset.number('Rows')]).toEqual(['MR', 260]);
  });

  it.each([
    ['explicit', EXPLICIT, implicitly, { explicit: false, littleEndian: true }],
    ['implicit', IMPLICIT, plain, { explicit: true, littleEndian: true }],
    ['big endian', BIG, plain, { explicit: true, littleEndian: true }],
    ['JPEG', JPEG, implicitly, { explicit: false, littleEndian: true, encapsulated: true }],
    ['explicit', EXPLICIT, bigEndian, { explicit: true, littleEndian: false }],
  ])('that says %s is not believed where the first element contradicts it', (_, uid, bytes, coding) => {
    const { dataset, transferSyntax, notes } = read(file(bytes, uid));
    expect(transferSyntax).toMatchObject({ uid, ...coding });
    expect(notes).toEqual(['transfer-syntax-contradicted']);
    expect([dataset.string('Modality'), dataset.number('Rows')]).toEqual(['MR', 260]);
  });

  it('is believed where only a private element would contradict it', () => {
    // (5302,0051) reads as the private (0253,5100) in big endian.
    const { notes, transferSyntax } = read(file([explicit(0x53020051, 'SH'), modality]));
    expect(transferSyntax.littleEndian).toBe(true);
    expect(notes).toEqual(['elements-out-of-order']);
  });

  it.each([
    [EXPLICIT, plain],
    [IMPLICIT, implicitly],
    [BIG, bigEndian],
  ])('%s is recognised where none is declared', (uid, bytes) => {
    const prefixed = Buffer.concat([Buffer.alloc(128), bytesOf('DICM'), bytes]);
    const result = read(prefixed);
    expect(result.transferSyntax.uid).toBe(uid);
    expect(result.declaredTransferSyntax).toBe(false);
    expect(result.notes).toEqual(['no-file-meta', 'no-transfer-syntax']);
    expect([result.dataset.string('Modality'), result.dataset.number('Rows')]).toEqual(['MR', 260]);
  });
});

describe('file meta information', () => {
  it('is read apart from the data set, whatever its group length says', () => {
    const length = explicit(0x00020000, 'UL', Uint8Array.of(1, 2, 3, 4));
    const { meta, dataset } = read(file(plain));
    expect(meta.string('TransferSyntaxUID')).toBe(EXPLICIT);
    expect(dataset.has('TransferSyntaxUID')).toBe(false);
    const wrong = Buffer.concat([Buffer.alloc(128), bytesOf('DICM'), length, file(plain).subarray(132)]);
    expect(read(wrong).meta.string('TransferSyntaxUID')).toBe(EXPLICIT);
    expect(read(wrong).dataset.string('Modality')).toBe('MR');
  });

  it('may be coded implicitly by writers that know no better', () => {
    const meta = implicit(0x00020010, `${IMPLICIT}\0`);
    const result = read(Buffer.concat([Buffer.alloc(128), bytesOf('DICM'), meta, implicitly]));
    expect(result.transferSyntax.uid).toBe(IMPLICIT);
    expect(result.dataset.string('Modality')).toBe('MR');
  });

  it('may come without preamble and prefix', () => {
    const result = read(file(plain).subarray(132));
    expect(result.notes).toEqual(['no-preamble']);
    expect(result.dataset.string('Modality')).toBe('MR');
  });

  it('may hold private information that is too large for memory', () => {
    const large = explicit(0x00020102, 'OB', Buffer.alloc(400_000));
    const deflated = file([large, deflateRawSync(plain)], DEFLATED);
    for (const bytes of [file([large, plain]), deflated]) {
      expect(read(bytes).dataset.string('Modality')).toBe('MR');
    }
  });
});

describe('what is no whole file', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'empty-file'],
    ['a byte', Buffer.alloc(1), 'not-dicom'],
    ['a text', bytesOf('PatientName: nobody, and so on for some time'), 'not-dicom'],
    ['a prefix alone', Buffer.concat([Buffer.alloc(128), bytesOf('DICM')]), 'truncated-header'],
    ['file meta information alone', file(''), 'no-data-set'],
    ['file meta information and zeros', file(Buffer.alloc(512)), 'no-data-set'],
    ['a part of the file meta information', file('').subarray(0, -5), 'truncated-header'],
    ['a part of an element', file(plain.subarray(0, -1)), 'truncated-header'],
    ['an empty deflated data set', file(deflateRawSync(Buffer.alloc(0)), DEFLATED), 'truncated-header'],
    ['bytes that cannot be inflated', file(Buffer.alloc(40, 0xff), DEFLATED), 'inflate-failed'],
    ['a cut deflated data set', file(deflateRawSync(plain).subarray(0, -3), DEFLATED), 'truncated-header'],
    ['too few pixels', file([plain, pixels(Buffer.alloc(9), 10)]), 'truncated-pixel-data'],
    [
      'fragments without end',
      file([plain, pixels([item(''), item('ab')], UNDEFINED)], JPEG),
      'truncated-pixel-data',
    ],
  ])('is refused: %s', (_, bytes, code) => {
    expect(codeOf(() => read(bytes))).toBe(code);
  });
});

describe('pixel data', () => {
  it('is said to be where it is', () => {
    const bytes = file([plain, pixels(bytesOf('abcd'))]);
    expect(read(bytes).pixelData).toEqual({
      tag: 0x7fe00010,
      vr: 0x4f57,
      offset: bytes.length - 4,
      length: 4,
      encapsulated: false,
    });
    expect(read(file(plain)).pixelData).toBeUndefined();
  });

  it('is encapsulated when it comes in fragments, whatever follows them', () => {
    const fragments = pixels([item(''), item('abcd'), SEQUENCE_END], UNDEFINED);
    for (const rest of [Buffer.alloc(0), explicit(0xfffcfffc, 'OB', 'ab')]) {
      const bytes = file([plain, fragments, rest], JPEG);
      expect(read(bytes).pixelData).toMatchObject({ encapsulated: true, length: UNDEFINED });
      expect(read(bytes, { toEnd: true }).pixelData).toMatchObject({ encapsulated: true, length: 20 });
    }
  });

  it('of a deflated file is found in the inflated data set', () => {
    const { pixelData } = read(
      file(deflateRawSync(Buffer.concat([plain, pixels(bytesOf('abcd'))])), DEFLATED),
    );
    expect(pixelData).toMatchObject({ offset: plain.length + 12, length: 4 });
  });

  it('of an icon is not the image’s', () => {
    const icon = explicit(0x00880200, 'SQ', item(explicit(0x7fe00010, 'OW', 'ab')));
    expect(read(file([plain, icon])).pixelData).toBeUndefined();
  });
});

describe('the layout', () => {
  it('tells where everything lies, of a deflated file in what it inflates to', () => {
    const bytes = file(plain);
    const { layout } = read(bytes, { toEnd: true });
    expect([layout.metaStart, layout.metaEnd, layout.bodyStart, layout.toEnd]).toEqual([132, 160, 160, true]);
    expect([layout.body, layout.file.size]).toEqual([layout.file, bytes.length]);
    const deflated = read(file(deflateRawSync(plain), DEFLATED)).layout;
    expect([deflated.bodyStart, deflated.body.size, deflated.toEnd]).toEqual([0, plain.length, false]);
    expect(deflated.file.size).not.toBe(plain.length);
  });
});

describe('a note', () => {
  it('says that elements are out of order, which are found all the same', () => {
    const { dataset, notes } = read(file([start, rows, modality]));
    expect(notes).toEqual(['elements-out-of-order']);
    expect([dataset.string('Modality'), dataset.number('Rows')]).toEqual(['MR', 260]);
  });
});

describe('memory that is used again', () => {
  it('gives the same file as memory of its own, whatever was read before', () => {
    const scratch = new ReadScratch();
    const long = file([start, explicit(0x00091001, 'OB', Buffer.alloc(90_000, 1)), rows]);
    const files = [file(plain), long, file([start, rows]), file(bigEndian, BIG), file(plain).subarray(132)];
    for (const bytes of [...files, ...files.toReversed()]) {
      const outline = ({ meta, dataset }: ReturnType<typeof read>): unknown =>
        [...meta.elements(), ...dataset.elements()].map((each) => [each.tag, Buffer.from(each.bytes)]);
      expect(outline(read(bytes, { scratch }))).toEqual(outline(read(bytes)));
    }
  });

  it('is not kept when a file made it large', () => {
    const scratch = new ReadScratch();
    const items = Array.from({ length: 40_000 }, () => item(head(0x00080060, 0)));
    read(file([start, explicit(0x00081140, 'SQ', items)]), { scratch });
    const { dataset } = scratch;
    expect(dataset.tags.length).toBeGreaterThan(70_000);
    expect(scratch.cleared().dataset).not.toBe(dataset);
    expect(scratch.dataset.tags.length).toBe(new ElementIndex().tags.length);
  });
});

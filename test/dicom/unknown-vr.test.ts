import { describe, expect, it } from 'vitest';
import type { Coding } from '../../src/dicom/coding.js';
import { codingOfUnknown, UNKNOWN_HEAD_BYTES } from '../../src/dicom/unknown-vr.js';
import { explicit, file, implicit, item, read, SEQUENCE_END, UNDEFINED } from './bytes.js';

const LITTLE: Coding = { explicit: true, littleEndian: true };
const BIG: Coding = { explicit: true, littleEndian: false };

function codingOf(bytes: Uint8Array, outer = LITTLE): Coding {
  return codingOfUnknown(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, outer);
}

describe('the items in an element with VR UN', () => {
  it('are implicit little endian, whatever the data set is', () => {
    const content = item(implicit(0x00100010, 'A^B '));
    expect(content.length).toBeGreaterThanOrEqual(UNKNOWN_HEAD_BYTES);
    expect(codingOf(content)).toEqual({ explicit: false, littleEndian: true });
    expect(codingOf(content, BIG)).toEqual({ explicit: false, littleEndian: true });
  });

  it('are explicit where the first element has the VR that is its own', () => {
    expect(codingOf(item(explicit(0x00100010, 'PN', 'A^B ')))).toEqual(LITTLE);
    expect(codingOf(item(explicit(0x00091001, 'LO', 'A^B ')))).toEqual(LITTLE);
  });

  it('are implicit where a length spells a VR that is not the tag’s', () => {
    const length = 'LO'.charCodeAt(0) + 'LO'.charCodeAt(1) * 256;
    expect(codingOf(item(implicit(0x00100010, Buffer.alloc(length))))).toEqual({
      explicit: false,
      littleEndian: true,
    });
  });

  it('are big endian where their items are', () => {
    const content = Buffer.from('fffee0000000000c' + '00100010504e0004415e4220', 'hex');
    expect(codingOf(content, BIG)).toEqual(BIG);
  });

  it('are implicit where an item is empty, whatever stands behind it', () => {
    expect(codingOf(Buffer.concat([item(''), explicit(0x00100010, 'PN', 'A^B ')]))).toEqual({
      explicit: false,
      littleEndian: true,
    });
  });
});

describe('an element with VR UN', () => {
  const dataSetOf = (value: Buffer, length?: number): ReturnType<typeof read>['dataset'] =>
    read(file([explicit(0x00081140, 'UN', value, length), explicit(0x00280010, 'US', Uint8Array.of(4, 1))]))
      .dataset;

  it.each([
    ['implicit', implicit(0x00081155, '1.2.3 ')],
    ['explicit', explicit(0x00081155, 'UI', '1.2.3 ')],
  ])('is a sequence when its content is %s items, with a length or without', (_, content) => {
    const undefinedLength = Buffer.concat([item(content, 'undefined'), SEQUENCE_END]);
    for (const dataset of [dataSetOf(item(content)), dataSetOf(undefinedLength, UNDEFINED)]) {
      expect(dataset.get('ReferencedImageSequence')?.vrName).toBe('SQ');
      expect(dataset.sequence('ReferencedImageSequence')[0]?.string('ReferencedSOPInstanceUID')).toBe(
        '1.2.3',
      );
      expect(dataset.number('Rows')).toBe(260);
    }
  });

  it('is a sequence of no items when it has no content', () => {
    expect(dataSetOf(Buffer.alloc(0)).get('ReferencedImageSequence')?.vrName).toBe('SQ');
  });

  it('stays bytes when its content begins as an item and is none', () => {
    for (const value of [
      item('not an element'),
      item(explicit(0x00081155, 'UI', 'x', 999)),
      Buffer.from('fffe00e0', 'hex'),
    ]) {
      const dataset = dataSetOf(value);
      expect(dataset.get('ReferencedImageSequence')).toMatchObject({ vrName: 'UN', bytes: value });
      expect(dataset.number('Rows')).toBe(260);
    }
  });

  it('stays bytes when fragments in it pass its end, and the rest of the file is read where it is', () => {
    const fragments = Buffer.concat([implicit(0x7fe00010, '', UNDEFINED), item('abcd').subarray(0, 8)]);
    const value = Buffer.concat([item(fragments)]);
    value.writeUInt32LE(200_000, value.length - 4);
    const after = [
      explicit(0x00280010, 'US', Uint8Array.of(4, 1)),
      explicit(0x00420011, 'OB', Buffer.alloc(300_000)),
    ];
    const { dataset } = read(file([explicit(0x00081140, 'UN', value), ...after]));
    expect(dataset.get('ReferencedImageSequence')).toMatchObject({ vrName: 'UN', length: value.length });
    expect(dataset.number('Rows')).toBe(260);
    expect(dataset.element(0x00420011)?.length).toBe(300_000);
  });

  it('stays bytes when a sequence in it ends behind it', () => {
    const inner = Buffer.concat([implicit(0x00081199, '', UNDEFINED), item('', 'undefined')]);
    const value = item(inner);
    const { dataset } = read(
      file([explicit(0x00081140, 'UN', value), SEQUENCE_END, explicit(0x00280010, 'US', 'ab')]),
    );
    expect(dataset.get('ReferencedImageSequence')?.vrName).toBe('UN');
    expect(dataset.has('Rows')).toBe(true);
  });

  it('is read by the dictionary where it knows the tag', () => {
    const { dataset } = read(
      file([
        explicit(0x00080060, 'UN', 'MR'),
        explicit(0x00090010, 'UN', 'CREATOR '),
        explicit(0x00091001, 'UN', '12'),
        explicit(0x00280010, 'UN', Uint8Array.of(4, 1)),
      ]),
    );
    expect(dataset.get('Modality')?.vrName).toBe('CS');
    expect(dataset.string('Modality')).toBe('MR');
    expect(dataset.number('Rows')).toBe(260);
    const own = dataset.privateElement('CREATOR', 0x0009, 0x01);
    expect(own?.vrName).toBe('UN');
    expect(own?.numbers()).toEqual([]);
  });

  it('is little endian in a big endian data set', () => {
    const rows = Buffer.from('00280010' + '554e0000' + '00000002' + '0401', 'hex');
    const { dataset } = read(file(rows, '1.2.840.10008.1.2.2'));
    expect(dataset.number('Rows')).toBe(260);
  });
});

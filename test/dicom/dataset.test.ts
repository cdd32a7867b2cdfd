import { describe, expect, it } from 'vitest';
import {
  type Attributes,
  dataset,
  privateBlock,
  type Dataset as Written,
} from '../../fixtures/writer/element.js';
import { type Part10Options, TRANSFER_SYNTAX, writePart10 } from '../../fixtures/writer/part10.js';
import type { Dataset } from '../../src/dicom/dataset.js';
import { UnknownKeywordError } from '../../src/dicom/keyword.js';
import { explicit, file, read } from './bytes.js';

const view = (attributes: Attributes, more: Written = [], options: Part10Options = {}): Dataset =>
  read(writePart10(dataset(attributes, more), options)).dataset;

describe('a data set', () => {
  const ds = view({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
    ImageType: ['ORIGINAL', 'PRIMARY', 'M'],
    PatientName: '',
    SliceThickness: 2.5,
    ImagePositionPatient: [1.5, -2, 3],
    ReferencedStudySequence: [
      { ReferencedSOPInstanceUID: '1.2.3' },
      { ReferencedSOPInstanceUID: '1.2.4', ReferencedImageSequence: [{ ReferencedSOPInstanceUID: '1.2.5' }] },
    ],
  });

  it('gives the elements of its level in the order of the file', () => {
    expect(ds.elements().map(({ tag }) => tag)).toEqual([
      0x00080008, 0x00080016, 0x00081110, 0x00100010, 0x00180050, 0x00200032,
    ]);
    expect(ds.isOrdered).toBe(true);
  });

  it('tells what is absent from what is empty', () => {
    expect([ds.has('PatientName'), ds.has('PatientID')]).toEqual([true, false]);
    expect([ds.get('PatientName')?.length, ds.get('PatientID')]).toEqual([0, undefined]);
    for (const keyword of ['PatientName', 'PatientID']) {
      expect(ds.string(keyword)).toBeUndefined();
      expect(ds.number(keyword)).toBeUndefined();
      expect([ds.strings(keyword), ds.numbers(keyword), ds.sequence(keyword)]).toEqual([[], [], []]);
      expect(ds.rawText(keyword)).toBe('');
    }
  });

  it('gives first values and all values', () => {
    expect(ds.string('ImageType')).toBe('ORIGINAL');
    expect(ds.strings('ImageType')).toEqual(['ORIGINAL', 'PRIMARY', 'M']);
    expect(ds.rawText('ImageType')).toBe('ORIGINAL\\PRIMARY\\M');
    expect(ds.number('SliceThickness')).toBe(2.5);
    expect(ds.numbers('ImagePositionPatient')).toEqual([1.5, -2, 3]);
  });

  it('is followed along paths', () => {
    const values = (path: string): string[] | undefined => ds.at(path)?.strings();
    expect(values('ReferencedStudySequence[0].ReferencedSOPInstanceUID')).toEqual(['1.2.3']);
    expect(values('ReferencedStudySequence.ReferencedSOPInstanceUID')).toEqual(['1.2.3']);
    const deep = 'ReferencedStudySequence[1].ReferencedImageSequence[0].ReferencedSOPInstanceUID';
    expect(values(deep)).toEqual(['1.2.5']);
    expect(values('ReferencedStudySequence[2].ReferencedSOPInstanceUID')).toBeUndefined();
    expect(values('PatientName[0].ReferencedSOPInstanceUID')).toBeUndefined();
    expect(values('PatientID')).toBeUndefined();
    expect(() => ds.at('ReferencedStudySequence[0]..PatientID')).toThrow('malformed attribute path');
  });

  it('refuses a keyword that no attribute has', () => {
    for (const ask of [
      () => ds.has('PatientNam'),
      () => ds.string('PatientNam'),
      () => ds.at('PatientNam'),
    ]) {
      expect(ask).toThrow(UnknownKeywordError);
    }
  });

  it('gives of repeated tags the first, and says that they are out of order', () => {
    const twice = read(
      file([
        explicit(0x00080060, 'CS', 'MR'),
        explicit(0x00100020, 'LO', 'A1'),
        explicit(0x00080060, 'CS', 'CT'),
      ]),
    ).dataset;
    expect(twice.string('Modality')).toBe('MR');
    expect(twice.elements()).toHaveLength(3);
    expect(twice.isOrdered).toBe(false);
  });
});

describe('an item', () => {
  it('has the character set of its data set, or its own', () => {
    const latin = Uint8Array.of(0xc4, 0x20);
    const ds = view({
      SpecificCharacterSet: 'ISO_IR 100',
      PatientName: { value: latin },
      ReferencedStudySequence: [
        { PatientName: { value: latin } },
        { SpecificCharacterSet: 'ISO_IR 144', PatientName: { value: latin } },
        { SpecificCharacterSet: 'ISO_IR 144', ReferencedImageSequence: [{ PatientName: { value: latin } }] },
      ],
    });
    const items = ds.sequence('ReferencedStudySequence');
    expect([ds, ...items].map((each) => each.string('PatientName'))).toEqual(['Ä', 'Ä', 'Ф', undefined]);
    expect(items[2]?.at('ReferencedImageSequence[0].PatientName')?.strings()).toEqual(['Ф']);
    expect(items[1]?.characterSet).not.toEqual(ds.characterSet);
  });

  it('has the pixel representation of its data set, or its own, which rules implicit `US or SS`', () => {
    const padding = { PixelPaddingValue: { vr: 'SS', value: [-2000] } } satisfies Attributes;
    const attributes: Attributes = {
      PixelRepresentation: 1,
      ...padding,
      ReferencedStudySequence: [padding, { ...padding, PixelRepresentation: 0 }],
    };
    const implicit = view(attributes, [], { transferSyntax: TRANSFER_SYNTAX.implicitLittleEndian });
    const items = implicit.sequence('ReferencedStudySequence');
    expect([implicit, ...items].map((each) => each.number('PixelPaddingValue'))).toEqual([
      -2000, -2000, 63536,
    ]);
    expect(implicit.get('PixelPaddingValue')?.vrName).toBe('SS');
    const explicitly = view({ ...attributes, PixelRepresentation: 0 });
    expect(explicitly.number('PixelPaddingValue')).toBe(-2000);
  });
});

describe('a private element', () => {
  const block = (creator: string, at: number, value: string): Written =>
    privateBlock({ group: 0x0029, creator, block: at }, [{ offset: 0x08, vr: 'LO', value }]);

  it('is found by its creator, in whatever block that has reserved', () => {
    const ds = view({ Modality: 'MR' }, [...block('ONE', 0x10, 'first'), ...block('TWO', 0x42, 'second')]);
    expect(ds.privateElement('ONE', 0x0029, 0x08)?.strings()).toEqual(['first']);
    expect(ds.privateElement('TWO', 0x0029, 0x08)?.strings()).toEqual(['second']);
    expect(ds.privateElement('TWO', 0x0029, 0x09)).toBeUndefined();
    expect(ds.privateElement('THREE', 0x0029, 0x08)).toBeUndefined();
    expect(ds.privateElement('ONE', 0x0019, 0x08)).toBeUndefined();
  });

  it('is looked for in every block of a creator that reserved two', () => {
    const empty = privateBlock({ group: 0x0029, creator: 'ONE', block: 0x10 }, []);
    const ds = view({ Modality: 'MR' }, [...empty, ...block('ONE', 0x11, 'here')]);
    expect(ds.privateElement('ONE', 0x0029, 0x08)?.strings()).toEqual(['here']);
  });
});

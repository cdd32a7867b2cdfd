import { describe, expect, it } from 'vitest';
import type { Dataset as WrittenDataset } from '../../../../fixtures/writer/element.js';
import { writePart10 } from '../../../../fixtures/writer/part10.js';
import { residues } from '../../../../src/identity/insertion/blinding/residues.js';
import { read } from '../../../dicom/bytes.js';
import { type Given, image, written } from '../../../study/build.js';

const found = (given: Given, words: readonly string[], more: WrittenDataset = []): string[] =>
  residues(read(writePart10(written(image(given), more)), { toEnd: true }), words);

describe('residues', () => {
  it.each<[string, Given, string, string]>([
    ['a text', { ImageComments: 'for S01-0007, late' }, 's01-0007', 'ImageComments'],
    ['another case', { ImageComments: 'MÜLLER' }, 'Muller', 'ImageComments'],
    ['a part of a name', { ImageComments: 'Mr Müller' }, 'Müller^Hans', 'ImageComments'],
    ['a run of digits', { StudyID: '004711' }, 'MRN-4711x', 'StudyID'],
    [
      'an item of an item',
      { RequestAttributesSequence: [{ ReferencedStudySequence: [{ RetrieveURL: 'http://x/S0007' }] }] },
      'S0007',
      'RequestAttributesSequence[0].ReferencedStudySequence[0].RetrieveURL',
    ],
    ['a date', { StudyDate: '20230515' }, '20230515', 'StudyDate'],
    ['a moment', { AcquisitionDateTime: '20230515101500' }, '20230515', 'AcquisitionDateTime'],
    ['a UID', { FrameOfReferenceUID: '1.2.840.4711.3' }, '4711', 'FrameOfReferenceUID'],
    ['a number', { PatientWeight: '471108' }, 'MRN-471108', 'PatientWeight'],
    ['a name in a code', { BodyPartExamined: 'VAN DER BERG' }, 'Berg', 'BodyPartExamined'],
    ['a part of a name in a code', { BodyPartExamined: 'BERG' }, 'van der Berg', 'BodyPartExamined'],
    ['an ID in a code', { BodyPartExamined: 'MRN_4711' }, 'PROSTATE-4711', 'BodyPartExamined'],
    ['the day in a UID', { ImageComments: 'of 20160503' }, '1.2.840.9.20160503.1208', 'ImageComments'],
  ])('finds %s', (_, given, word, path) => {
    expect(found(given, [word])).toEqual([path]);
  });

  it('finds ASCII and UTF-16 in bytes of unknown meaning', () => {
    const more: WrittenDataset = [
      { tag: 0x00091010, vr: 'UN', value: Buffer.from('...Doe0007...') },
      { tag: 0x00091011, vr: 'OB', value: Buffer.from('doe0007', 'utf16le') },
    ];
    expect(found({}, ['DOE0007'], more)).toEqual(['(0009,1010)', '(0009,1011)']);
  });

  it('finds what stands in the preamble and in the file meta information', () => {
    const bytes = writePart10(written(image({ SOPInstanceUID: '1.2.4711' })));
    bytes.write('Doe0007', 3, 'latin1');
    expect(residues(read(bytes, { toEnd: true }), ['doe0007', '4711'])).toEqual([
      'preamble',
      'MediaStorageSOPInstanceUID',
      'SOPInstanceUID',
    ]);
  });

  it('does not find short words, digits inside of numbers and UIDs, or words that are not there', () => {
    const given = { PatientWeight: '14711', FrameOfReferenceUID: '2.25.14711', ImageComments: 'abc' };
    expect(found(given, ['abc', '4711', 'S01-9999', ''])).toEqual([]);
  });

  it('does not find names inside of the words of codes: every image is PRIMARY, not every one of Mary', () => {
    const given = {
      ImageType: ['ORIGINAL', 'PRIMARY'],
      AnatomicRegionSequence: [{ CodeValue: 'T-D0003', CodeMeaning: 'Headneck' }],
    };
    expect(found(given, ['Mary', 'Neck', '0003', 'Rigi'])).toEqual([]);
    expect(found({ ImageComments: 'primary' }, ['Mary'])).toEqual(['ImageComments']);
  });

  it('does not find the letters of an ID in codes, and finds them in texts', () => {
    expect(found({ BodyPartExamined: 'PROSTATE' }, ['QIN-PROSTATE-01-0001'])).toEqual([]);
    expect(found({ BodyPartExamined: 'PROSTATE' }, ['QIN-PROSTATE-01-0001', 'Prostate'])).toHaveLength(1);
    expect(found({ BodyPartExamined: 'PROSTATE' }, ['Prostate', 'QIN-PROSTATE-01-0001'])).toHaveLength(1);
    expect(found({ ImageComments: 'prostate' }, ['QIN-PROSTATE-01-0001'])).toEqual(['ImageComments']);
  });

  it('does not find short digits in numbers: the image with the number of a patient is not lost', () => {
    const more: WrittenDataset = [{ tag: 0x00189087, vr: 'FD', value: [1.10244] }];
    const given = { InstanceNumber: '1024', Rows: 1024, StudyTime: '120850.2171' };
    expect(found(given, ['MRN-1024', '1.2.840.114340.3.120850.2171'], more)).toEqual([]);
  });

  it('does not find digits in registered UIDs, nor the root of a maker in its texts', () => {
    expect(found({ ManufacturerModelName: '113619' }, ['10008', '1.2.840.113619.2.5'])).toEqual([]);
    expect(found({ FrameOfReferenceUID: '1.2.10008.1' }, ['10008'])).toEqual(['FrameOfReferenceUID']);
  });

  it('searches long values that are not kept in memory, across its windows', () => {
    const long = Buffer.alloc(3 * 1024 * 1024, 0x20);
    long.write('S01-0007', 1024 * 1024 - 4, 'latin1');
    const more: WrittenDataset = [{ tag: 0x00660023, vr: 'OW', value: long }];
    expect(found({}, ['S01-0007'], more)).toEqual(['TrianglePointIndexList']);
  });
});

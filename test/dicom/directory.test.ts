import { describe, expect, it } from 'vitest';
import { type Attributes, dataset } from '../../fixtures/writer/element.js';
import { writePart10 } from '../../fixtures/writer/part10.js';
import { type DirectoryEntry, directoryEntries } from '../../src/dicom/directory.js';
import { read } from './bytes.js';

const entriesOf = (records: readonly Attributes[]): DirectoryEntry[] =>
  directoryEntries(
    read(writePart10(dataset({ FileSetID: 'DISC', DirectoryRecordSequence: records }))).dataset,
  );

describe('the files that a DICOMDIR references', () => {
  it('are those of all records that name one, in order', () => {
    const entries = entriesOf([
      { DirectoryRecordType: 'PATIENT', PatientID: '1' },
      {
        DirectoryRecordType: 'IMAGE',
        ReferencedFileID: ['DICOM', 'A', 'I1'],
        ReferencedSOPInstanceUIDInFile: '1.2.3',
      },
      { DirectoryRecordType: 'SR DOCUMENT', ReferencedFileID: ['SR1'] },
    ]);
    expect(entries).toEqual([
      { fileId: ['DICOM', 'A', 'I1'], sopInstanceUID: '1.2.3', recordType: 'IMAGE' },
      { fileId: ['SR1'], sopInstanceUID: '', recordType: 'SR DOCUMENT' },
    ]);
  });

  it('have no empty components', () => {
    expect(entriesOf([{ ReferencedFileID: ['DICOM', '', 'I1'] }]).map(({ fileId }) => fileId)).toEqual([
      ['DICOM', 'I1'],
    ]);
    expect(entriesOf([{ ReferencedFileID: '' }])).toEqual([]);
  });

  it('are none where there is no directory', () => {
    expect(directoryEntries(read(writePart10(dataset({ Modality: 'MR' }))).dataset)).toEqual([]);
  });
});

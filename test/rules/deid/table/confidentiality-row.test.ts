import { describe, expect, it } from 'vitest';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { type ConfidentialityRow, rowOf } from '../../../../src/rules/deid/table/confidentiality-row.js';

const named = (keyword: string): ConfidentialityRow | undefined => rowOf(tagOf(keyword));

describe('rowOf', () => {
  it('gives the code and the options of an attribute, keeping compound codes whole', () => {
    expect(named('AcquisitionDateTime')).toEqual({
      name: 'Acquisition DateTime',
      basic: 'X/Z/D',
      options: { retainFullDates: 'K', retainModifiedDates: 'C' },
    });
    expect(named('SourceImageSequence')).toEqual({
      name: 'Source Image Sequence',
      basic: 'X/Z/U*',
      options: { retainUids: 'K' },
    });
    expect(named('PatientName')).toEqual({ name: "Patient's Name", basic: 'Z', options: {} });
  });

  it('reads every option column', () => {
    expect(named('DeviceSerialNumber')?.options).toEqual({ retainDeviceIdentity: 'K' });
    expect(named('InstitutionName')?.options).toEqual({ retainInstitutionIdentity: 'K' });
    expect(named('PatientWeight')?.options).toEqual({ retainPatientCharacteristics: 'K' });
    expect(named('Allergies')?.options).toEqual({ retainPatientCharacteristics: 'C', cleanDescriptors: 'C' });
    expect(named('SeriesDescription')?.options).toEqual({ cleanDescriptors: 'C' });
    expect(named('ContentSequence')?.options).toEqual({ cleanStructuredContent: 'C' });
    expect(named('GraphicAnnotationSequence')?.options).toEqual({ cleanGraphics: 'C' });
    expect(named('StudyInstanceUID')?.options).toEqual({ retainUids: 'K' });
  });

  it('gives attributes that the table does not name no row', () => {
    for (const keyword of ['Rows', 'Manufacturer', 'SOPClassUID', 'PatientBirthDateInAlternativeCalendar']) {
      expect(named(keyword), keyword).toBeUndefined();
    }
    expect(rowOf(0x7fdf0010 - 0x10000)).toBeUndefined();
  });

  it('gives every odd group the row of the private attributes', () => {
    for (const tag of [0x00090010, 0x00091001, 0x7fe1ffff, 0x50010010, 0x60013000, 0x00110010]) {
      expect(rowOf(tag)).toMatchObject({
        family: 'private',
        basic: 'X',
        options: { retainSafePrivate: 'C' },
      });
    }
  });

  it('gives every element of every curve group the row of the curves', () => {
    for (const tag of [0x50000005, 0x50003000, 0x501e2500, 0x50fe3000]) {
      expect(rowOf(tag)).toMatchObject({ family: 'curve', basic: 'X', options: { cleanGraphics: 'C' } });
    }
  });

  it('gives the data and the comments of every overlay group their rows, and nothing else in them', () => {
    for (const group of [0x60000000, 0x60020000, 0x601e0000]) {
      expect(rowOf(group + 0x3000)).toMatchObject({ name: 'Overlay Data', family: 'overlay', basic: 'X' });
      expect(rowOf(group + 0x4000)).toMatchObject({ name: 'Overlay Comments', family: 'overlay' });
      expect(rowOf(group + 0x0010)).toBeUndefined();
    }
  });

  it('reads tags whose highest bit is set', () => {
    expect(rowOf(0xfffafffa)).toMatchObject({ name: 'Digital Signatures Sequence' });
    expect(rowOf(0xfffcfffc)).toMatchObject({ name: 'Data Set Trailing Padding' });
  });
});

import { describe, expect, it } from 'vitest';
import { readPatient, readSeriesHeader, seriesKey } from '../../src/study/series-header.js';
import { datasetOf, image } from './build.js';

const SYNTAX = '1.2.840.10008.1.2.1';
const headerOf = (own: Parameters<typeof image>[0]) => readSeriesHeader(datasetOf(image(own)), SYNTAX);

describe('readSeriesHeader', () => {
  it('reads what a series says of itself', () => {
    const header = headerOf({
      Manufacturer: 'ACME',
      ManufacturerModelName: 'Scan 3000',
      DeviceSerialNumber: '7',
      SoftwareVersions: ['VB17', '', 'patch'],
      StationName: 'ROOM1',
      MagneticFieldStrength: 3,
      SeriesNumber: 4,
      SeriesDescription: 't1',
      LossyImageCompression: '01',
      SpacingBetweenSlices: 3.3,
      NumberOfSlices: 20,
      NumberOfTimeSlices: 2,
      NumberOfTemporalPositions: 5,
      ImagesInAcquisition: 0,
    });
    expect(header).toMatchObject({
      ...{ modality: 'MR', manufacturer: 'ACME', model: 'Scan 3000', serial: '7', station: 'ROOM1' },
      ...{ softwareVersions: ['VB17', 'patch'], fieldStrengthT: 3, seriesNumber: 4, lossy: true },
      ...{ seriesDescription: 't1', transferSyntax: SYNTAX, studyUID: '2.25.1', seriesUID: '2.25.2' },
    });
    expect(header.declared).toEqual({ sliceSpacingMm: 3.3, slices: 20, timeSlices: 2, temporalPositions: 5 });
  });

  it('makes nothing up for what is absent', () => {
    const header = readSeriesHeader(datasetOf({ Rows: 1 }), SYNTAX);
    expect(header).toMatchObject({
      studyUID: '',
      seriesUID: '',
      modality: '',
      softwareVersions: [],
      lossy: false,
    });
    expect(header.fieldStrengthT).toBeUndefined();
    expect(header.declared).toEqual({});
    expect(header.identifying).toEqual({ words: [], phrases: [] });
  });

  it('gathers the values that must not appear in a report', () => {
    const { identifying } = headerOf({
      ContentCreatorName: 'Writer^W',
      ResponsiblePerson: 'Keeper^K',
      PatientName: 'Doe^Jane',
      AccessionNumber: 'A1',
      OtherPatientIDs: ['X', 'Y'],
      InstitutionName: 'St. Mary',
      OperatorsName: ['One', 'Two'],
    });
    expect(new Set(identifying.words)).toEqual(
      new Set(['Doe^Jane', 'A1', 'X', 'Y', 'P1', 'One', 'Two', 'Writer^W', 'Keeper^K']),
    );
    expect(identifying.phrases).toEqual(['St. Mary']);
  });

  it('reads who the patient is, absent attributes empty', () => {
    expect(readPatient(datasetOf({ PatientID: 'P', PatientSex: 'O' }))).toEqual({
      ...{ issuer: '', id: 'P', name: '', birthDate: '', sex: 'O' },
    });
  });
});

describe('seriesKey', () => {
  it('differs exactly where headers differ', () => {
    const keyOf = (own: Parameters<typeof image>[0]): string => seriesKey(datasetOf(image(own)), SYNTAX);
    const plain = keyOf({});
    expect(keyOf({ InstanceNumber: 9, EchoTime: 3, ImagePositionPatient: [1, 2, 3] })).toBe(plain);
    const others = [
      { PatientName: 'A' },
      { PatientID: 'A' },
      { StationName: 'A' },
      { SeriesDescription: 'A' },
      { StudyDescription: 'A' },
      { NumberOfSlices: 3 },
      { SpecificCharacterSet: 'ISO_IR 192' },
      { InstitutionName: 'A' },
      { SoftwareVersions: 'A' },
    ].map(keyOf);
    expect(new Set([plain, ...others]).size).toBe(10);
    expect(seriesKey(datasetOf(image()), '1.2.840.10008.1.2')).not.toBe(plain);
  });

  it('does not mistake one attribute for another', () => {
    const one = seriesKey(datasetOf({ StationName: 'X' }), SYNTAX);
    expect(seriesKey(datasetOf({ SeriesDescription: 'X' }), SYNTAX)).not.toBe(one);
  });
});

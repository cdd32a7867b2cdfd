import { describe, expect, it } from 'vitest';
import { lookupTag } from '../../../../src/dicom/dictionary.js';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { DICTIONARY } from '../../../../src/generated/dictionary.js';
import { rowOf } from '../../../../src/rules/deid/table/confidentiality-row.js';
import { extraRowOf } from '../../../../src/rules/deid/table/extra-rows.js';

const extras = DICTIONARY.trim()
  .split('\n')
  .filter((row) => !row.slice(0, 8).includes('x'))
  .map((row) => Number.parseInt(row.slice(0, 8), 16))
  .filter((tag) => extraRowOf(tag));

describe('extraRowOf', () => {
  it('removes dates of birth and death in other calendars, which the table lacks', () => {
    for (const tag of [0x00100033, 0x00100034, 0x00100035]) {
      expect(rowOf(tag)).toBeUndefined();
      expect(extraRowOf(tag)).toMatchObject({ basic: 'X', options: {} });
    }
  });

  it('removes order numbers and who requested a study', () => {
    for (const keyword of ['PlacerOrderNumberProcedure', 'RequestingPhysicianIdentificationSequence']) {
      expect(extraRowOf(tagOf(keyword))).toMatchObject({ name: keyword, basic: 'X', options: {} });
    }
  });

  it('keeps what names a device, an institution or describes the patient under the option for that', () => {
    expect(extraRowOf(tagOf('RadiationMachineName'))?.options).toEqual({ retainDeviceIdentity: 'K' });
    expect(extraRowOf(tagOf('UniversalEntityID'))?.options).toEqual({ retainInstitutionIdentity: 'K' });
    expect(extraRowOf(tagOf('PatientBodyMassIndex'))?.options).toEqual({ retainPatientCharacteristics: 'K' });
  });

  it('repeats no row of the table, so that an edition that adds one is noticed', () => {
    expect(extras.filter((tag) => rowOf(tag)).map((tag) => lookupTag(tag)?.keyword)).toEqual([]);
  });

  it('says of each row why it is there', () => {
    expect(extras.length).toBeGreaterThanOrEqual(40);
    expect(extras.filter((tag) => !extraRowOf(tag)?.why)).toEqual([]);
  });

  it('has no row for what is harmless', () => {
    for (const keyword of ['Rows', 'Modality', 'PixelData', 'TypeOfPatientID']) {
      expect(extraRowOf(tagOf(keyword)), keyword).toBeUndefined();
    }
  });
});

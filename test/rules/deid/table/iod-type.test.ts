import { describe, expect, it } from 'vitest';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { IOD_TYPES } from '../../../../src/generated/iod-types.js';
import { typeOf, typesOf } from '../../../../src/rules/deid/table/iod-type.js';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const ENHANCED_CT = '1.2.840.10008.5.1.4.1.1.2.1';
const MR = '1.2.840.10008.5.1.4.1.1.4';
const ENHANCED_MR = '1.2.840.10008.5.1.4.1.1.4.1';
const PET = '1.2.840.10008.5.1.4.1.1.128';
const type = (uid: string, keyword: string, ...path: string[]): string | undefined =>
  typeOf(uid, path.map(tagOf), tagOf(keyword));

describe('typeOf', () => {
  it('tells the Type of an attribute in the data set', () => {
    // PS3.3 C.7.1.1: Patient ID is of Type 2; C.7.5.1: Institution Name of Type 3; C.7.3.1: Series Date of Type 3.
    expect(type(CT, 'PatientID')).toBe('2');
    expect(type(MR, 'InstitutionName')).toBe('3');
    expect(type(CT, 'SeriesDate')).toBe('3');
    expect(type(CT, 'DeviceSerialNumber')).toBe('3');
  });

  it('does not decide between modules whose Types differ, which its source does not tell apart', () => {
    // PS3.3 C.7.3.1 and C.8.9.1: 3 and 1; C.7.5.1 and C.7.5.2: 3 and 1.
    expect(type(PET, 'SeriesDate')).toBeUndefined();
    expect(type(ENHANCED_MR, 'DeviceSerialNumber')).toBeUndefined();
  });

  it('tells the Type inside sequences, which is another than outside', () => {
    expect(type(CT, 'PatientID', 'OtherPatientIDsSequence')).toBe('1');
    expect(type(CT, 'PatientID')).toBe('2');
  });

  it('says nothing of attributes whose code does not depend on it', () => {
    expect(type(CT, 'PatientName')).toBeUndefined();
    expect(type(CT, 'Rows')).toBeUndefined();
  });

  it('says nothing of paths and SOP classes that its source does not hold', () => {
    expect(type(CT, 'PatientID', 'RequestAttributesSequence', 'OtherPatientIDsSequence')).toBeUndefined();
    expect(typeOf('1.2.3', [], tagOf('PatientID'))).toBeUndefined();
    expect(typeOf('', [], tagOf('PatientID'))).toBeUndefined();
  });

  it('does not take one SOP class for another whose UID begins alike', () => {
    expect(typesOf('1.2.840.10008.5.1.4.1.1')).toBeUndefined();
    expect(typesOf('8.5.1.4.1.1.2')).toBeUndefined();
    const types = [CT, ENHANCED_CT].map((uid) => type(uid, 'DeviceSerialNumber'));
    expect(types).toEqual(['3', undefined]);
  });

  it('finds every row of the table', () => {
    const rows = IOD_TYPES.trim()
      .split('\n')
      .map((row) => row.split('\t'));
    const some = rows.filter((_, i) => i % 7 === 0 || i === rows.length - 1);
    for (const [uid = '', path = '', said] of some) {
      const tags = path.split('/').map((tag) => Number.parseInt(tag, 16));
      const last = tags.pop() ?? 0;
      expect(typeOf(uid, tags, last), `${uid} ${path}`).toBe(said);
    }
  });
});

describe('typesOf', () => {
  it('holds all that the table says of a SOP class, and nothing of its neighbours', () => {
    const count = (level: ReturnType<typeof typesOf>): number =>
      level ? level.types.size + [...level.inside.values()].reduce((sum, below) => sum + count(below), 0) : 0;
    const rows = IOD_TYPES.split('\n').filter((row) => row.startsWith(`${CT}\t`));
    expect(count(typesOf(CT))).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(20);
  });
});

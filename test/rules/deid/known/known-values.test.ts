import { describe, expect, it } from 'vitest';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { validatorOf } from '../../../../src/io/schemas.js';
import { KNOWN_ATTRIBUTES } from '../../../../src/rules/deid/known/known-attributes.js';
import { knownFromFile, knownToFile } from '../../../../src/rules/deid/known/known-file.js';
import { knownOfDataset, knownOfHeader, mergeKnown } from '../../../../src/rules/deid/known/known-values.js';
import { isPlaceholder } from '../../../../src/rules/deid/known/placeholders.js';
import { UidSet } from '../../../../src/rules/deid/known/uid-set.js';
import { datasetOf } from '../../../study/build.js';

const nothingKept = (): boolean => false;
const HEADER = {
  PatientName: 'Example^Ada',
  PatientID: 'MRN-4711',
  PatientBirthDate: '19700131',
  StudyDate: '20230515',
  InstitutionName: 'Example Hospital',
  StationName: 'MR-ROOM-7',
  OperatorsName: ['Doe^Jim', 'Unknown'],
  RequestAttributesSequence: [{ RequestedProcedureID: 'RP-991' }],
};

describe('knownOfDataset', () => {
  it('gives every identifying value at any depth, placeholders left out', () => {
    const known = knownOfDataset(datasetOf(HEADER), nothingKept);
    expect(known.map(({ kind, text }) => `${kind} ${text}`).sort()).toEqual([
      'date 19700131',
      'device MR-ROOM-7',
      'id MRN-4711',
      'id RP-991',
      'name Doe^Jim',
      'name Example^Ada',
      'phrase Example Hospital',
    ]);
  });

  it('leaves out a place or a device that another attribute shows, but never a person', () => {
    const header = {
      InstitutionName: 'Example Hospital',
      InstitutionAddress: '200 Harbour Parade, Exampletown',
      PatientName: 'Example Hospital',
      PhysiciansOfRecordIdentificationSequence: [
        { PersonAddress: '200 Harbour Parade', InstitutionName: 'Example Hospital' },
      ],
    };
    const kept = new Set(['InstitutionName', 'InstitutionAddress'].map(tagOf));
    const known = knownOfDataset(datasetOf(header), (tag) => kept.has(tag));
    expect(known).toEqual([{ kind: 'name', text: 'Example Hospital', from: 'PatientName' }]);
    const further = { InstitutionAddress: ['1 Road'], PatientAddress: ['1 Road'], PatientID: ['1 Road'] };
    const ofHeader = knownOfHeader(further, (tag) => tag === tagOf('InstitutionAddress'));
    expect(ofHeader.map(({ from }) => from)).toEqual(['PatientID']);
  });

  it('leaves out what the profile keeps', () => {
    const known = knownOfDataset(datasetOf(HEADER), (tag) => tag === tagOf('InstitutionName'));
    expect(known.some(({ from }) => from === 'InstitutionName')).toBe(false);
    expect(known.some(({ from }) => from === 'PatientID')).toBe(true);
  });

  it('gives other dates when asked, and what was seen once only', () => {
    const seen = new Set<string>();
    const first = knownOfDataset(datasetOf(HEADER), nothingKept, { dates: true, seen });
    expect(first.filter(({ kind }) => kind === 'date').map(({ text }) => text)).toEqual([
      '20230515',
      '19700131',
    ]);
    expect(knownOfDataset(datasetOf(HEADER), nothingKept, { dates: true, seen })).toEqual([]);
  });
});

describe('knownOfHeader', () => {
  it('gives the values of attributes that identify, each once', () => {
    const further = { PatientID: ['A-77', 'A-77 '], Modality: ['MR'], StationName: [''] };
    expect(knownOfHeader(further)).toEqual([{ kind: 'id', text: 'A-77', from: 'PatientID' }]);
    expect(knownOfHeader(further, nothingKept)).toHaveLength(1);
    expect(knownOfHeader(further, () => true)).toEqual([]);
  });

  it('knows every attribute by keyword', () => {
    expect(KNOWN_ATTRIBUTES.map(tagOf).every((tag) => tag > 0)).toBe(true);
    expect(new Set(KNOWN_ATTRIBUTES).size).toBe(KNOWN_ATTRIBUTES.length);
  });
});

describe('a file of known values', () => {
  it('gives back what was put in', () => {
    const known = mergeKnown([
      { kind: 'name', text: 'Example^Ada', from: 'names' },
      { kind: 'phone', text: '030 1234567', from: 'phones' },
    ]);
    const file = knownToFile(known, ['1.2.3', '1.2.3']);
    expect(file).toEqual({
      schema: 'corelab/known@1',
      names: ['Example^Ada'],
      phones: ['030 1234567'],
      uids: ['1.2.3'],
    });
    expect(knownFromFile(file)).toEqual({ known, uids: ['1.2.3'] });
  });

  it('fits its schema whatever headers hold: a date in another form is kept, what is no UID is not', async () => {
    const known = mergeKnown([
      { kind: 'date', text: '1943.02.17', from: 'PatientBirthDate' },
      { kind: 'date', text: '19430217', from: 'PatientBirthDate' },
    ]);
    const file = knownToFile(known, ['1.2.3', '7', 'x']);
    expect(file).toMatchObject({ ids: ['1943.02.17'], dates: ['19430217'], uids: ['1.2.3'] });
    expect((await validatorOf('known'))(file)).toEqual([]);
  });
});

describe('isPlaceholder', () => {
  it.each(['', '^^', '0000', 'UNKNOWN', 'Anonymous^Patient', 'N/A'])('holds %j to be nobody', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each(['Smith', '0001', 'Li^Na'])('holds %j to be somebody', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });
});

describe('UidSet', () => {
  const uids = Array.from({ length: 5000 }, (_, i) => `1.2.840.113619.2.${i}.7`);

  it('has what was put in, and nothing beside, in another thread too', () => {
    const set = UidSet.from(UidSet.of(uids).buffer);
    expect(set.size).toBe(5000);
    expect(uids.every((uid) => set.has(uid))).toBe(true);
    expect(uids.some((uid) => set.has(`${uid}1`))).toBe(false);
  });

  it('takes padding off, and leaves empty ones out', () => {
    const set = UidSet.of(['1.2.3\0', '1.2.3', '', '\0']);
    expect(set.size).toBe(1);
    expect(set.has('1.2.3')).toBe(true);
  });

  it('holds 200,000 UIDs in 4 MiB', () => {
    const many = UidSet.of(Array.from({ length: 200_000 }, (_, i) => `2.25.${i}`));
    expect(many.buffer.byteLength).toBeLessThan(4.1 * 1024 * 1024);
  });
});

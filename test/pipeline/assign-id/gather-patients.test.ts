import { describe, expect, it } from 'vitest';
import { phantomMatcher } from '../../../src/identity/trial/phantom-matcher.js';
import type { DeliveredPatient } from '../../../src/pipeline/assign-id/delivered.js';
import {
  gatherPatients,
  issuerAt,
  PATIENT_ATTRIBUTES,
} from '../../../src/pipeline/assign-id/gather-patients.js';
import { BatchBuilder } from '../../../src/study/batch.js';
import { dayOf } from '../../../src/study/days.js';
import { InstanceTable } from '../../../src/study/instance-table.js';
import { buildDelivery } from '../../../src/study/model.js';
import { fileOf, type Given, image } from '../../study/build.js';
import { TRIAL } from './world.js';

const SITE = { id: '01', issuerOfPatientId: 'CITY' };
const DAY = '20260304';

function gathered(files: readonly Given[]) {
  const builder = new BatchBuilder([...PATIENT_ATTRIBUTES, 'PatientName']);
  const table = new InstanceTable();
  const instances = files.map((file) => builder.add(fileOf(file)));
  table.addBatch(builder.build(), instances, [...instances.keys()]);
  const phantoms = phantomMatcher(TRIAL);
  return gatherPatients({ table, delivery: buildDelivery(table), site: SITE, phantoms });
}

function one(own: Given): Given {
  return image({ StudyDate: DAY, PatientName: 'Lovelace^Ada', PatientID: 'M5501', ...own });
}

const codes = ({ problems }: DeliveredPatient) => problems.map(({ code }) => code);

describe('patients of a delivery', () => {
  it('are told by issuer and Patient ID, however it is written, in the order of their files', () => {
    const { patients, patientOf } = gathered([
      one({}),
      one({ PatientID: 'M7', StudyInstanceUID: '2.25.7' }),
      one({ PatientID: 'm5501', PatientName: 'LOVELACE^ADA', SeriesInstanceUID: '2.25.8' }),
      one({ IssuerOfPatientID: 'COUNTY', StudyInstanceUID: '2.25.9' }),
    ]);
    expect(patients.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect([0, 1, 2, 3].map(patientOf)).toEqual([0, 1, 0, 2]);
    expect(patients[0]?.evidence.names).toEqual(['Lovelace^Ada', 'LOVELACE^ADA']);
    expect(patients[0]?.studies.map(({ studyUID }) => studyUID)).toEqual(['2.25.1']);
  });

  it('have the site’s issuer where the header has none, and never another site’s', () => {
    expect(gathered([one({})]).patients[0]?.evidence.number).toEqual({ issuer: 'CITY', id: 'M5501' });
    expect(issuerAt({ id: '07' }, ' ')).not.toBe(issuerAt({ id: '08' }, ''));
    expect(issuerAt(SITE, 'COUNTY ')).toBe('COUNTY');
  });

  it('have every other record number once, an item’s own issuer first', () => {
    const items = [
      { PatientID: 'X1', IssuerOfPatientID: 'COUNTY' },
      { PatientID: 'X2' },
      { PatientID: 'X1', IssuerOfPatientID: 'COUNTY' },
    ];
    const own = { OtherPatientIDsSequence: items, IssuerOfPatientID: 'CLINIC' };
    const { patients } = gathered([one(own), one({ ...own, SeriesInstanceUID: '2.25.8' })]);
    expect(patients[0]?.evidence.otherNumbers).toEqual([
      { id: 'X1', issuer: 'COUNTY' },
      { id: 'X2', issuer: 'CLINIC' },
    ]);
  });

  it('have names without the NUL that old writers pad with', () => {
    const [padded] = gathered([one({ PatientName: 'Love\0lace^Ada\0' })]).patients;
    expect(padded?.evidence.names).toEqual(['Lovelace^Ada']);
  });

  it('are de-identified when every header says so', () => {
    const both = [one({ PatientIdentityRemoved: 'YES' }), one({ SeriesInstanceUID: '2.25.8' })];
    expect(gathered(both.slice(0, 1)).patients[0]?.isDeidentified).toBe(true);
    const [mixed] = gathered(both).patients;
    expect([mixed?.isDeidentified, mixed?.evidence.isDeidentified]).toEqual([false, true]);
  });

  it('keep the Patient ID and issuer of the headers as they stand, for the assignment’s key', () => {
    const { patients } = gathered([one({}), one({ PatientID: 'm5501', SeriesInstanceUID: '2.25.8' })]);
    expect(patients[0]?.studies[0]?.rawNumbers).toEqual([
      { issuer: '', patientId: 'M5501' },
      { issuer: '', patientId: 'm5501' },
    ]);
  });
});

describe('studies of a delivery', () => {
  it('have their day, series and instances, repeated ones once', () => {
    const same = one({ SOPInstanceUID: '2.25.50' });
    const { patients } = gathered([same, same, one({ SeriesInstanceUID: '2.25.8', Modality: 'CT' })]);
    const [study] = patients[0]?.studies ?? [];
    expect(study?.day).toBe(dayOf(DAY));
    expect(study?.seriesByModality).toEqual({ MR: 1, CT: 1 });
    expect(study?.series.map(({ instances }) => instances.length)).toEqual([1, 1]);
  });

  it.each([
    ['no date', [{ StudyDate: undefined }], ['study-date-absent']],
    ['a date that is none', [{ StudyDate: '20260231' }], ['study-date-absent']],
    ['two dates', [{}, { StudyDate: '20260305' }], ['study-date-contradicted']],
    ['no date in one series', [{}, { StudyDate: undefined }], []],
    ['no UID', [{ StudyInstanceUID: undefined }], ['study-uid-absent']],
  ])('with %s say what forbids an assignment', (_, own: readonly Given[], expected) => {
    const files = own.map((given, i) => one({ SeriesInstanceUID: `2.25.${80 + i}`, ...given }));
    expect(gathered(files).patients.map(codes)).toEqual([expected]);
  });

  it('of two patients are nobody’s', () => {
    const { patients } = gathered([one({}), one({ PatientID: 'M7', PatientName: 'Turing^Alan' })]);
    expect(patients.map(codes)).toEqual([['study-of-several-patients'], ['study-of-several-patients']]);
  });

  it('without UIDs do not make two patients one', () => {
    const { patients } = gathered([
      one({ StudyInstanceUID: undefined }),
      one({ StudyInstanceUID: undefined, PatientID: 'M7' }),
    ]);
    expect(patients.map(codes)).toEqual([['study-uid-absent'], ['study-uid-absent']]);
  });
});

describe('phantoms of a delivery', () => {
  const object = (own: Given) =>
    one({
      PatientName: 'ACR Phantom',
      PatientID: 'QA',
      Manufacturer: 'Acme',
      ManufacturerModelName: 'One',
      DeviceSerialNumber: 'SN-77',
      ...own,
    });

  it('are known by the scanner, and say nothing of a person', () => {
    const { patients } = gathered([
      object({ PatientID: 'QA 1' }),
      object({ PatientID: 'QA 2', StudyInstanceUID: '2.25.5' }),
      object({ DeviceSerialNumber: 'SN-78', StudyInstanceUID: '2.25.6' }),
    ]);
    expect(patients.map(({ isPhantom }) => isPhantom)).toEqual([true, true]);
    expect(patients[0]?.evidence).toMatchObject({ number: { id: 'Acme One SN-77' }, names: [] });
    expect(patients[0]?.studies).toHaveLength(2);
  });

  it.each(['', '0', 'UNKNOWN'])(
    'with the serial number "%s" are known by their own ID and the model',
    (serial) => {
      const ids = gathered([
        object({ DeviceSerialNumber: serial }),
        object({ DeviceSerialNumber: serial, ManufacturerModelName: 'Two', StudyInstanceUID: '2.25.5' }),
      ]).patients.map(({ evidence }) => evidence.number.id);
      expect(ids).toEqual(['Acme One QA', 'Acme Two QA']);
    },
  );

  it('with neither serial number nor ID are known by nothing', () => {
    const own = { DeviceSerialNumber: undefined, PatientID: undefined };
    expect(gathered([object(own)]).patients[0]?.evidence.number.id).toBe('');
  });

  it('under the record number of a person forbid to assign either', () => {
    const { patients } = gathered([
      one({ PatientID: 'QA' }),
      object({ StudyInstanceUID: '2.25.5' }),
      one({ PatientID: 'M7', StudyInstanceUID: '2.25.6' }),
    ]);
    expect(patients.map(codes)).toEqual([['phantom-and-person'], ['phantom-and-person'], []]);
  });

  it('may share a placeholder with a person, as that names nobody', () => {
    const { patients } = gathered([
      one({ PatientID: undefined }),
      object({ PatientID: undefined, StudyInstanceUID: '2.25.5' }),
    ]);
    expect(patients.map(codes)).toEqual([[], []]);
  });
});

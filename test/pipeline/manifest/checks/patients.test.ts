import { describe, expect, it } from 'vitest';
import { contradictedPatients } from '../../../../src/pipeline/manifest/checks/patients.js';
import { severalPatientsInStudy } from '../../../../src/pipeline/scan/delivery-findings.js';
import type { PatientIdentity } from '../../../../src/study/series-header.js';
import { context, person } from '../context.js';

const delivery = (...identities: PatientIdentity[]) =>
  context({ delivery: { patients: [{ identities }], studies: [], repeated: [] } });

describe('severalPatientsInStudy', () => {
  it('fails a study that holds instances of two patients, and no other', () => {
    const studies = [
      { studyUID: '1.1', patients: [0], series: [] },
      { studyUID: '1.2', patients: [0, 1], series: [] },
    ];
    const found = severalPatientsInStudy(context({ delivery: { patients: [], studies, repeated: [] } }));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      outcome: 'fail',
      severity: 'critical',
      subject: { studyUID: '1.2' },
      actual: 2,
    });
  });
});

describe('contradictedPatients', () => {
  it('says nothing where all headers agree', () => {
    expect(contradictedPatients(delivery(person()))).toEqual([]);
  });

  it.each([
    ['PatientBirthDate', person({ birthDate: '19700102' })],
    ['PatientSex', person({ sex: 'F' })],
    ['PatientName', person({ name: 'Smith^Alex' })],
  ])('fails one ID with another %s', (attribute, other) => {
    const [found, ...rest] = contradictedPatients(delivery(person(), other));
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ code: 'patient-contradicted', outcome: 'fail', severity: 'critical' });
    expect(found?.message).toContain(attribute);
  });

  it('warns where a name is only written in another way', () => {
    const [found] = contradictedPatients(
      delivery(person({ name: 'Müller^Änne' }), person({ name: 'MULLER^ANNE^^DR' })),
    );
    expect(found).toMatchObject({ code: 'patient-name-varies', outcome: 'warn' });
  });

  it('takes an absent value for no contradiction', () => {
    expect(contradictedPatients(delivery(person(), person({ birthDate: '', sex: '', name: '' })))).toEqual(
      [],
    );
  });

  it('names attributes, never the values that differ', () => {
    const found = contradictedPatients(
      delivery(person(), person({ name: 'Smith^Alex', birthDate: '19811231' })),
    );
    const text = JSON.stringify(found);
    for (const value of ['Doe', 'Jo', 'Smith', 'Alex', '1981', '1970', 'P1'])
      expect(text).not.toContain(value);
  });
});

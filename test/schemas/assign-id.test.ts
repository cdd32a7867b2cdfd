import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import type { AssignIdSummary, AssignmentRow, PatientSide } from '../../src/report/assign-id-sections.js';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${path}`, import.meta.url), 'utf8'));
const conflict = () => read('examples/report-assign-id/valid-conflict.json');
const schema = read('report-assign-id.schema.json');

const ATTRIBUTES = [
  'patientId',
  'issuer',
  'name',
  'birthDate',
  'sex',
] as const satisfies (keyof PatientSide)[];

describe('a linked assign-id report', () => {
  it.each(ATTRIBUTES)('is refused with the %s of a person on either side', async (attribute) => {
    const validate = await validatorOf('report-assign-id');
    for (const which of [0, 1]) {
      const report = conflict();
      report.patients[1].sides[which][attribute] = 'X';
      expect(validate(report).map(({ keyword }) => keyword)).toEqual(['not']);
      expect(validate({ ...report, confidentiality: 'identified' })).toEqual([]);
    }
  });

  it.each(ATTRIBUTES)('may tell that there is a %s, or that there is none', async (attribute) => {
    const validate = await validatorOf('report-assign-id');
    for (const value of ['***', null]) {
      const report = conflict();
      report.patients[1].sides[0][attribute] = value;
      expect(validate(report)).toEqual([]);
    }
  });

  it('cannot be released as if nobody could be told from it', async () => {
    const validate = await validatorOf('report-assign-id');
    expect(validate({ ...conflict(), confidentiality: 'releasable' })[0]?.instancePath).toBe(
      '/confidentiality',
    );
  });
});

describe('an assign-id report of blinded copies', () => {
  it('is refused with a reading ID beside a subject, whatever its confidentiality', async () => {
    const validate = await validatorOf('report-assign-id');
    const unblinding = read('examples/report-assign-id/invalid-unblinding.json');
    expect(validate(unblinding)).not.toEqual([]);
    expect(validate({ ...unblinding, confidentiality: 'identified' })).not.toEqual([]);
  });

  it.each(['subject', 'visit', 'studyUID'])('is refused with the %s of a reading', async (key) => {
    const validate = await validatorOf('report-assign-id');
    const report = read('examples/report-assign-id/valid-blinded.json');
    report.readings[0][key] = '1';
    expect(validate(report)).not.toEqual([]);
  });
});

describe('the assign-id schema', () => {
  it('counts what the types count, in their order', () => {
    const counts = {
      ...{ filesIn: 0, filesOut: 0, passedOn: 0, notAssigned: 0, refused: 0, skipped: 0, patients: 0 },
      ...{ recalled: 0, allocated: 0, listed: 0, phantoms: 0, conflicts: 0, unassigned: 0, withdrawn: 0 },
    } satisfies AssignIdSummary;
    expect(Object.keys(schema.properties.summary.properties)).toEqual(Object.keys(counts));
    expect(schema.properties.summary.required).toEqual(Object.keys(counts));
  });

  it('knows the outcomes of the assignments, and their keys', () => {
    const { properties, required } = read('assignments.schema.json').$defs.assignment;
    expect(schema.$defs.patient.properties.outcome.enum).toEqual(properties.outcome.enum);
    const row: Required<AssignmentRow> = {
      ...{ key: '', subject: null, site: '', visit: null, readingId: null, shiftDays: null },
      ...{ uidGeneration: null, outcome: 'conflict' },
    };
    expect(Object.keys(properties)).toEqual(Object.keys(row));
    expect(required, 'reports of before it have no generation').not.toContain('uidGeneration');
  });
});

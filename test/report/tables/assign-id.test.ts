import { describe, expect, it } from 'vitest';
import { assignIdTable, dueOf, patientsOf, visitsByStudy } from '../../../src/report/tables/assign-id.js';
import { assignIdReport, due, exampleReport, patient, rowsOf, visit } from '../assign-id-sample.js';

describe('an assign-id report as a table', () => {
  it('has one row a study and patient, with the visit and the reasons', () => {
    const patients = [patient({ studies: ['1.2.3', '1.2.4'], reasons: ['name-written-otherwise'] })];
    const missingSeries = [{ modality: 'PT', names: ['PET'], expected: 2, found: 1 }];
    const visits = [
      visit(),
      visit({
        studyUID: '1.2.4',
        visit: 'V2',
        offsetDays: 31,
        timing: 'late',
        duplicates: ['1.2.9'],
        missingSeries,
      }),
    ];
    const rows = rowsOf(assignIdTable(assignIdReport({ patients, visits })));
    expect(rows).toHaveLength(2);
    expect(rows[1]).toEqual({
      ...{ patient: 1, outcome: 'recalled', subject: '01-0007-K', site: '01', study_uid: '1.2.4' },
      ...{ visit: 'V2', offset_days: 31, timing: 'late', stated: false, duplicates: '1.2.9' },
      ...{ missing_series: 'PT 1 of 2', visit_reason: undefined, reasons: 'name-written-otherwise' },
      attributes: undefined,
    });
    expect(rows[0]?.offset_days, 'the baseline is day zero, no empty cell').toBe(0);
  });

  it('leaves the visit empty where nothing was assigned, and says why', () => {
    const conflict = patient({
      ...{ outcome: 'conflict', subject: null, reasons: ['identity-contradicted', 'record-merged'] },
      attributes: ['PatientBirthDate', 'PatientName'],
    });
    const [row] = rowsOf(assignIdTable(assignIdReport({ patients: [conflict], visits: [visit()] })));
    expect(row).toMatchObject({
      ...{ outcome: 'conflict', subject: undefined, visit: undefined, timing: undefined, stated: undefined },
      reasons: 'identity-contradicted; record-merged',
      attributes: 'PatientBirthDate; PatientName',
    });
  });

  it('keeps two persons of one study apart', () => {
    const patients = [patient(), patient({ patient: 2, subject: '01-0008-X' })];
    const visits = [visit(), visit({ subject: '01-0008-X', visit: 'V4' })];
    const rows = rowsOf(assignIdTable(assignIdReport({ patients, visits })));
    expect(rows.map((row) => [row.patient, row.visit])).toEqual([
      [1, 'V1'],
      [2, 'V4'],
    ]);
  });

  it('is the due list where the report has one, an empty one too', () => {
    const table = assignIdTable(assignIdReport({ patients: [patient()], due: [due()] }));
    expect(rowsOf(table)).toEqual([{ ...due(), reason: undefined }]);
    const none = assignIdTable(assignIdReport({ patients: [patient()], due: [] }));
    expect([none.columns[4]?.title, [...none.rows]]).toEqual(['state', []]);
  });

  it('may be read again', () => {
    const table = assignIdTable(exampleReport('report-assign-id', 'valid-conflict'));
    expect([...table.rows]).toHaveLength(2);
    expect([...table.rows]).toEqual([...table.rows]);
  });

  it('never holds how anybody is named, not even of an identified report', () => {
    const identified = exampleReport('report-assign-id', 'valid-identified');
    expect(JSON.stringify(identified)).toContain('ZX-4471902');
    expect(JSON.stringify(rowsOf(assignIdTable(identified)))).not.toMatch(/ZX-4471902|Quill|19671123/);
  });
});

it('has no rows for sections that a report lacks', () => {
  const empty = assignIdReport({});
  expect([...patientsOf(empty), ...dueOf(empty)]).toEqual([]);
  expect(visitsByStudy(empty)('01-0007-K', '1.2.3')).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import { deidTable } from '../../../src/report/tables/deid.js';
import { exampleReport, rowsOf } from '../assign-id-sample.js';

const rowsIn = (name: string) => rowsOf(deidTable(exampleReport('report-deid', name)));

describe('a deid report as CSV', () => {
  it('has a row for each series that was released and each file that was not', () => {
    expect(rowsIn('valid-release')).toMatchObject([
      { outcome: 'released', subject: '07-0001-Y', series_uid: '2.25.12', modality: 'MR', files: 2 },
      { outcome: 'quarantined', path: 'DICOM/IM3', files: 1, code: 'identifier-found' },
      { outcome: 'quarantined', path: 'DICOM/IM4', files: 1, code: 'unassigned' },
    ]);
  });

  it('says where something was found, and after which attribute of the input', () => {
    expect(rowsIn('valid-release')[1]?.where).toBe('ImageComments (PatientName)');
    expect(rowsIn('valid-release')[2]?.where).toBeUndefined();
  });

  it('of a review has a row for each decision, with values where the report has them', () => {
    expect(rowsIn('valid-dry-run')).toMatchObject([
      { path: 'PatientName', action: 'dummy', rule: 'Z', files: 3, before: 'Quill^Mara' },
      { path: 'StudyDate', action: 'shift', before: undefined },
    ]);
  });

  it('of a search has a row for each file that something is wrong with', () => {
    expect(rowsIn('valid-verify-only')).toEqual([
      {
        path: 'a.dcm',
        problems: 'identity-not-removed (PatientIdentityRemoved)',
        hits: 'StudyDescription (names)',
      },
    ]);
  });

  it('may be read more than once', () => {
    const table = deidTable(exampleReport('report-deid', 'valid-release'));
    expect([...table.rows]).toEqual([...table.rows]);
  });
});

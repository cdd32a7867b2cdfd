import { describe, expect, it } from 'vitest';
import { crosswalkTable } from '../../../src/report/tables/crosswalk.js';
import { exampleReport, rowsOf } from '../assign-id-sample.js';
import { report } from '../sample.js';

const rowsOfExample = (name: string) => rowsOf(crosswalkTable(exampleReport('report-crosswalk', name)));

describe('a crosswalk report as a table', () => {
  it('has the subjects of a list', () => {
    const [active, retired] = rowsOfExample('valid-list');
    expect(active).toEqual({
      ...{ subject: '01-0007-K', site: '01', kind: 'subject', status: 'active', replaced_by: undefined },
      ...{ visits: 'V1; V2', studies: 2, deliveries: 1 },
    });
    expect(retired).toMatchObject({ status: 'retired', replaced_by: '01-0007-K', studies: 0 });
  });

  it('has the studies of one subject', () => {
    const [first, second] = rowsOfExample('valid-show');
    expect(first).toMatchObject({ visit: 'V1', offset_days: 0, generation: 0, status: 'active' });
    expect(second).toMatchObject({ visit: undefined, offset_days: undefined, generation: 1 });
  });

  it('has every released file that a correction affects', () => {
    const [row] = rowsOfExample('valid-correct');
    expect(row).toMatchObject({
      files: 2,
      released_folder: '/data/clean',
      released_file: '01-0009-T/2.25.1/2.25.2/2.25.3.dcm',
    });
  });

  it('has a row for an affected delivery from which nothing was released', () => {
    const delivery = {
      run: 'r',
      at: '2026-02-01T09:00:00Z',
      operator: 'T',
      studies: ['1.2', '1.3'],
      files: 5,
    };
    const releases = [
      { path: 'a', paths: ['1', '2'] },
      { path: 'b', paths: ['1'] },
    ];
    const affected = [
      { ...delivery, releases: [] },
      { ...delivery, releases },
    ];
    const rows = rowsOf(crosswalkTable(report({ sections: { affected } })));
    expect(rows.map((row) => [row.released_folder, row.released_file])).toEqual([
      [undefined, undefined],
      ['a', '1'],
      ['a', '2'],
      ['b', '1'],
    ]);
    expect(rows[0]).toMatchObject({ studies: '1.2; 1.3', operator: 'T' });
  });

  it('has the problems of a proof', () => {
    expect(rowsOfExample('valid-verify')).toEqual([
      {
        ...{ code: 'row-differs', text: 'a row is not what its last audit record says' },
        ...{ seq: 408, entity: 'subjects/12' },
      },
    ]);
  });

  it('has whole audit records, marked as not authenticated', () => {
    const [row] = rowsOfExample('valid-audit');
    expect(row).toMatchObject({ seq: 1, os_user: 'corelab', authenticated: false, before_mac: undefined });
    expect([row?.after_mac, row?.mac]).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
  });

  it('has who the subjects are where that was asked for', () => {
    const [row] = rowsOfExample('valid-export-identified');
    expect(row).toMatchObject({ subject: '01-0007-K', patient_ids: 'ZX-4471902', birth_dates: '19671123' });
  });

  it('has rejection notes where there is nothing else, and nothing of an empty report', () => {
    const notes = [{ path: 'n.dcm', studyUID: '1.2' }];
    expect(rowsOf(crosswalkTable(report({ sections: { notes } })))).toEqual([
      { path: 'n.dcm', study_uid: '1.2' },
    ]);
    expect(crosswalkTable(report({ sections: {} }))).toEqual({ columns: [], rows: [] });
  });

  it('may be read again', () => {
    const table = crosswalkTable(exampleReport('report-crosswalk', 'valid-correct'));
    expect([...table.rows]).toHaveLength(1);
    expect([...table.rows]).toEqual([...table.rows]);
  });

  it('has where the audit trail stood, of a command that did nothing else', () => {
    const crosswalk = { seq: 12, mac: 'ab', salt: 'c2FsdA==' };
    const rows = rowsOf(crosswalkTable(report({ sections: { crosswalk } })));
    expect(rows).toEqual([{ seq: 12, head: 'ab', salt: 'c2FsdA==' }]);
  });

  it('has the un-blinding list by reading ID', () => {
    const reading = { readingId: 'R1', protocol: 'P', subject: '01-1', visit: 'V1', generation: 1 };
    const sections = {
      readings: [{ ...reading, isCurrent: false }],
      crosswalk: { seq: 1, mac: 'a', salt: 'b' },
    };
    expect(rowsOf(crosswalkTable(report({ sections })))).toEqual([
      { reading_id: 'R1', protocol: 'P', subject: '01-1', visit: 'V1', generation: 1, current: false },
    ]);
  });
});

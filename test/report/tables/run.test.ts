import { expect, it } from 'vitest';
import { runTable } from '../../../src/report/tables/run.js';
import { rowsOf } from '../assign-id-sample.js';
import { deliveryRow, problemRow } from '../run-sample.js';

const COUNTS = { files_in: 20, files_out: 11, quarantined: 4, skipped: 3, duplicates: 2 };

it('has a row for each thing that was found, with its delivery', () => {
  const deliveries = [deliveryRow({ verdict: 'fail' })];
  const problems = [problemRow(), problemRow({ item: null, count: 7, subject: null, visit: null })];
  const rows = rowsOf(runTable({ sections: { deliveries, problems } }));
  const first = {
    ...{ delivery: 1, input: '/data/inbox/cd-1', site: '01', state: 'done', verdict: 'fail', ...COUNTS },
    ...{ subject: '01-0007-K', visit: 'V2', command: 'check-protocol', code: 'protocol-deviation' },
    ...{ outcome: 'fail', severity: 'major', name: 't1', message: 'it deviates', expected: '12' },
    ...{ actual: '11', unit: 'mm', count: 1, item: '41.2' },
  };
  expect(rows).toEqual([first, { ...first, count: 7, item: undefined }]);
});

it('has a row for a delivery in which nothing was found: no delivery is missing', () => {
  const deliveries = [deliveryRow(), deliveryRow({ delivery: 2, subjects: ['A', 'B'], visits: [] })];
  const rows = rowsOf(runTable({ sections: { deliveries, problems: [problemRow({ delivery: 2 })] } }));
  expect(rows.map(({ delivery, command }) => [delivery, command])).toEqual([
    [1, undefined],
    [2, 'check-protocol'],
  ]);
  const [alone] = rowsOf(runTable({ sections: { deliveries: [deliveries[1]], problems: [] } }));
  expect([alone?.subject, alone?.visit, alone?.code, alone?.message]).toEqual([
    ...['A B', '', undefined, undefined],
  ]);
});

it('tells why a delivery was stopped, where nothing was found in it', () => {
  const stopped = deliveryRow({ state: 'stopped', verdict: 'fail', why: ['the folder is gone', 'and more'] });
  const [row] = rowsOf(runTable({ sections: { deliveries: [stopped], problems: [] } }));
  expect([row?.state, row?.message]).toEqual(['stopped', 'the folder is gone']);
});

it('has what was found over all deliveries at the end, of no delivery', () => {
  const ofAll = problemRow({ delivery: null, command: 'response', site: null, subject: null, visit: null });
  const sections = { deliveries: [deliveryRow()], problems: [ofAll, problemRow()] };
  const rows = rowsOf(runTable({ sections }));
  expect(rows.map(({ delivery, command }) => [delivery, command])).toEqual([
    [1, 'check-protocol'],
    [undefined, 'response'],
  ]);
  expect(rows[1]).toMatchObject({ input: undefined, files_in: undefined, verdict: undefined, item: '41.2' });
});

it('has columns and no row where nothing came', () => {
  const { columns, rows } = runTable({ sections: {} });
  expect([columns.length, [...rows]]).toEqual([23, []]);
});

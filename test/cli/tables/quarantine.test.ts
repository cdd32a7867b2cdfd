import { expect, it } from 'vitest';
import { quarantineTerminalTable } from '../../../src/cli/tables/quarantine.js';
import { quarantineTable } from '../../../src/report/tables/quarantine.js';
import { exampleReport, rowsOf } from '../../report/assign-id-sample.js';

const example = (name: string) => exampleReport('report-quarantine', name);

it('shows a line a file, with the reason in full view', () => {
  const rows = rowsOf(quarantineTerminalTable(example('valid-list')));
  expect(rows.map((row) => [row.Number, row.Status, row.Code])).toEqual([
    [1, 'waiting', 'identifier-found'],
    [2, 'waiting', 'unassigned'],
    [3, 'waiting', 'permission-denied'],
    [4, 'released', 'identifier-found'],
  ]);
  expect(rows[2]).toMatchObject({ Unkept: 'permission-denied' });
  expect(Object.keys(rows[0] ?? {})).not.toContain('Path');
});

it('shows where a file was read in an identified report, and a line a hit of the one that is shown', () => {
  expect(rowsOf(quarantineTerminalTable(example('valid-list-identified')))[0]).toMatchObject({
    Path: 'DOE_JANE/IM1',
  });
  expect(rowsOf(quarantineTerminalTable(example('valid-show')))).toMatchObject([
    { Number: 4, Where: 'SeriesDescription', From: 'PatientName', Kind: 'name' },
  ]);
});

it('has digests in the CSV only, and a cell a column', () => {
  const { columns, rows } = quarantineTable(example('valid-list'));
  expect(columns.map(({ title }) => title)).toContain('sha256');
  for (const row of rows) expect(row).toHaveLength(columns.length);
  expect(quarantineTerminalTable(example('valid-list')).columns.map(({ title }) => title)).not.toContain(
    'Sha256',
  );
});

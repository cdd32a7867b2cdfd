import { expect, it } from 'vitest';
import { crosswalkTerminalTable } from '../../../src/cli/tables/crosswalk.js';
import { exampleReport, rowsOf } from '../../report/assign-id-sample.js';
import { report } from '../../report/sample.js';

const shown = (name: string) => crosswalkTerminalTable(exampleReport('report-crosswalk', name));

it('shows the subjects of a crosswalk in a line each', () => {
  const rows = rowsOf(shown('valid-list'));
  expect(rows[1]).toMatchObject({ Subject: '01-0009-T', Status: 'retired', 'Replaced by': '01-0007-K' });
  expect(rows[0]).toMatchObject({ Visits: 'V1; V2', Studies: 2 });
});

it('puts numbers to the right, and never cuts a subject ID', () => {
  const { columns } = shown('valid-list');
  expect(columns.find(({ title }) => title === 'Studies')).toMatchObject({ align: 'right' });
  expect(columns.find(({ title }) => title === 'Subject')?.shrinks).toBeUndefined();
});

it('leaves the HMACs of an audit to the report', () => {
  const { columns, rows } = shown('valid-audit');
  expect(columns.map(({ title }) => title)).toEqual([
    ...['Seq', 'At', 'Os user', 'Operator', 'Action', 'Entity', 'Reason'],
  ]);
  expect([...rows].map((row) => row.length)).toEqual([7]);
  expect([...rows][0]?.slice(0, 3)).toEqual([1, '2026-01-01T09:00:00.000Z', 'corelab']);
});

it('shows every problem of a proof, and says so where there is none', () => {
  expect(rowsOf(shown('valid-verify'))[0]).toMatchObject({ Code: 'row-differs', Seq: 408 });
  const verification = { records: 412, head: { seq: 412, mac: 'ab' }, problems: [] };
  const intact = crosswalkTerminalTable(report({ sections: { verification } }));
  expect(rowsOf(intact)).toEqual([{ Records: 412, Head: 412, HMAC: 'ab' }]);
});

it('shows nothing of a report that holds nothing', () => {
  expect(rowsOf(crosswalkTerminalTable(report({ sections: {} })))).toEqual([]);
});

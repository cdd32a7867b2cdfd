import { expect, it } from 'vitest';
import { quarantineTerminalTable } from '../../../src/cli/tables/quarantine.js';
import { quarantineEntryTable } from '../../../src/cli/tables/quarantine-entry.js';
import { adviceOn } from '../../../src/pipeline/quarantine/vouch.js';
import type { QuarantineRow } from '../../../src/report/quarantine-sections.js';
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

/** What the terminal says of one entry, by fact; lines without one go on from the line before. */
function shownEntry(own: Partial<QuarantineRow>, hits = 0): Map<string, string> {
  const { sections } = example('valid-list');
  const [row] = sections.entries as readonly QuarantineRow[];
  const found = Array.from({ length: hits }, (_, i) => ({
    where: `Place${i}`,
    from: 'PatientID',
    kind: 'id',
  }));
  const table = quarantineEntryTable({ sections: { entries: [{ ...row, ...own }], hits: found } }, adviceOn);
  const facts = new Map<string, string>();
  let last = '';
  for (const [fact, text] of table.rows) {
    last = fact === '' ? last : String(fact);
    facts.set(last, [facts.get(last) ?? [], String(text)].flat().join('\n'));
  }
  return facts;
}

it('shows of one entry why it is there, what was found where, and who let it go', () => {
  const { columns, rows } = quarantineEntryTable(example('valid-show'), adviceOn);
  expect(columns.map(({ title }) => title)).toEqual(['Entry', '4']);
  expect([...rows]).toEqual([
    ['status', 'released'],
    ['reason', 'identifier-found: the output still held a value or UID of the delivery'],
    ['found in', 'SeriesDescription (name, known from PatientName)'],
    ['file', '524,288 bytes'],
    ['copy', `whole: DIR/quarantine/${'ab'.repeat(32)}`],
    ['quarantined', '2026-02-28T09:00:00.000Z by A. Runner'],
    ['released', '2026-03-01T11:00:00.000Z by B. Second: a word of the protocol name, not of a person'],
  ]);
});

it.each([
  ['identifier-found', /coincidence[\s\S]*quarantine release 1 --state DIR --key-file FILE/],
  ['ultrasound', /pixels show nothing[\s\S]*quarantine release 1 /],
  ['sop-class-not-admitted', /kind of file may be released[\s\S]*quarantine release 1 /],
])('says what who releases an entry vouches for, and how it is released: %s', (code, expected) => {
  expect(shownEntry({ status: 'waiting', code }).get('to release')).toMatch(expected);
});

it.each([
  ['unassigned', {}, /assign-id/],
  ['encapsulated-document', {}, /outside corelab/],
  ['identifier-found', { status: 'damaged' as const }, /no copy to release/],
  ['identifier-found', { sha256: null, unkept: 'permission-denied' }, /no copy to release/],
])('says what to do instead of a release: %s %j', (code, own, expected) => {
  const facts = shownEntry({ status: 'waiting', code, ...own });
  expect(facts.get('to do')).toMatch(expected);
  expect(facts.has('to release')).toBe(false);
});

it('shows where a file was read only where its report does, and the first fifty places', () => {
  expect(shownEntry({}).has('read from')).toBe(false);
  expect(shownEntry({ root: 0, path: 'DOE_JANE/IM1' }).get('read from')).toBe('DOE_JANE/IM1 (input 0)');
  const places = shownEntry({}, 53).get('found in')?.split('\n');
  expect(places).toHaveLength(51);
  expect(places?.at(-1)).toMatch(/3 more places/);
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { quarantineTable } from '../../../src/report/tables/quarantine.js';

/** The sections of an example, as a report has them. */
function table(example: string) {
  const url = new URL(`../../../schemas/examples/report-quarantine/${example}`, import.meta.url);
  const { entries, hits, releases } = JSON.parse(readFileSync(url, 'utf8'));
  const { columns, rows } = quarantineTable({ sections: { entries, hits, releases } });
  return { titles: columns.map(({ title }) => title), rows: [...rows] };
}

it('has a row an entry, and a hit beside the entry that it is of', () => {
  const { titles, rows } = table('valid-release.json');
  const where = titles.indexOf('where');
  expect(rows.map((row) => [row[0], row[1], row[where]])).toEqual([
    [4, 'released', undefined],
    [5, 'waiting', 'ProtocolName'],
  ]);
  expect(rows.every((row) => row.length === titles.length)).toBe(true);
});

it('has no columns for hits where there are none', () => {
  expect(table('valid-list.json').titles).not.toContain('where');
});

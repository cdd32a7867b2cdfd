import type { Report } from '../../report/envelope.js';
import type { Table } from '../../report/table.js';
import { quarantineTable } from '../../report/tables/quarantine.js';

/** Columns of the CSV that a terminal has no room for. */
const LEFT_OUT: ReadonlySet<string> = new Set(['sha256', 'root']);

/** A quarantine report as a terminal shows it: the rows of its CSV without digests. */
export function quarantineTerminalTable(report: Report): Table {
  const { columns, rows } = quarantineTable(report);
  const kept = columns.flatMap(({ title }, i) => (LEFT_OUT.has(title) ? [] : [i]));
  return {
    columns: kept.map((i) => {
      const { title = '', ...column } = columns[i] ?? {};
      const words = title.replaceAll('_', ' ');
      return { ...column, title: words.charAt(0).toUpperCase() + words.slice(1) };
    }),
    rows: [...rows].map((row) => kept.map((i) => row[i])),
  };
}

import { type Options, stringify } from 'csv-stringify/sync';
import type { Cell, Table } from './table.js';
import { inChunks } from './text-chunks.js';

/** RFC 4180: CRLF between records; a cell that holds a bare CR is quoted too. */
const FORMAT: Options = { record_delimiter: '\r\n', quoted_match: /[\r\n]/ };

/**
 * A table as CSV text (RFC 4180, UTF-8 without BOM), piece by piece, titles first.
 * A text that a spreadsheet would run as a formula gets a leading apostrophe, unless it is a number.
 * Source of that rule: OWASP, "CSV Injection".
 */
export function csvChunks(table: Table): Generator<string> {
  return inChunks(records(table));
}

function* records(table: Table): Generator<string> {
  yield stringify([table.columns.map((column) => safe(column.title))], FORMAT);
  for (const row of table.rows) yield stringify([row.map(safe)], FORMAT);
}

/** The cell as text that no spreadsheet takes for a formula. Not a number (Infinity, NaN) is an empty cell. */
function safe(cell: Cell): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
  const runs = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/u.test(cell);
  return runs && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(cell) ? `'${cell}` : cell;
}

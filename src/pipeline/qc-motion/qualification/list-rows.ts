import { ConfigError } from '../../../io/config-error.js';
import { type DeviceColumn, deviceColumn } from '../../check-protocol/device-table.js';
import { csvRows, guarded, unguarded } from '../../csv/csv-rows.js';

/** The columns of a record, in the order of a new list. `until` is for people to fill in. */
const COLUMNS = [
  ...['serial', 'manufacturer', 'model', 'software', 'site', 'from', 'until'],
  ...['phantom', 'limits', 'verdict', 'figures', 'studyUID'],
] as readonly DeviceColumn[];

/** A row of a list by column names: what its cells hold; a column that is not there, or an empty cell, is ''. */
export type ListRow = Readonly<Partial<Record<DeviceColumn, string>>>;

/** A list of qualified devices, and how it is written. */
export interface DeviceList {
  /** In the order of the file; undefined for columns that are none of a record. */
  readonly columns: readonly (DeviceColumn | undefined)[];
  readonly rows: readonly ListRow[];
  readonly delimiter: ',' | ';';
  readonly lineEnd: string;
  /** What is missing before the first row that is added: the last line's end, or all titles. */
  readonly lead: string;
}

/** A list that is still to be made: RFC 4180, without a byte order mark. */
export function newList(): DeviceList {
  const lineEnd = '\r\n';
  const lead = `${COLUMNS.join(',')}${lineEnd}`;
  return { columns: COLUMNS, rows: [], delimiter: ',', lineEnd, lead };
}

/**
 * Reads a list of qualified devices to which tests can be added.
 * @param text without a byte order mark
 * @throws ConfigError where it is no CSV, a column of a record is missing or stands twice, or a row has not as many
 *   cells as the first line has titles
 */
export function parseList(file: string, text: string): DeviceList {
  const { delimiter, rows } = csvRows(file, text);
  const [header, ...rest] = rows;
  const columns = (header?.record ?? []).map(deviceColumn);
  const refused = (line: number, key: string, message: string): ConfigError =>
    new ConfigError([
      { code: key === '' ? 'bad-value' : 'missing-key', file, line, column: 1, key, message },
    ]);
  for (const column of COLUMNS) {
    const times = columns.filter((one) => one === column).length;
    if (times > 1) throw refused(header?.line ?? 1, '', `the column '${column}' stands twice`);
    if (times === 1 || column === 'until') continue;
    const message = `the column '${column}' is missing: a list that tests are added to has ${COLUMNS.join(', ')}`;
    throw refused(header?.line ?? 1, column, message);
  }
  for (const { line, record } of rest) {
    if (record.length === columns.length) continue;
    const message = `has ${record.length} cells, but the first line names ${columns.length} columns`;
    throw refused(line, '', message);
  }
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\r\n';
  return {
    columns,
    rows: rest.map(({ record }) =>
      Object.fromEntries(columns.flatMap((name, i) => (name ? [[name, unguarded(record[i] ?? '')]] : []))),
    ),
    delimiter,
    lineEnd,
    lead: /[\r\n]$/.test(text) ? '' : lineEnd,
  };
}

/** What is appended to a list's text: rows in its columns, with its delimiter and line ends. */
export function linesOf({ columns, delimiter, lineEnd, lead }: DeviceList, rows: readonly ListRow[]): string {
  const lines = rows.map((row) =>
    columns.map((column) => quoted((column && row[column]) ?? '', delimiter)).join(delimiter),
  );
  return `${lead}${lines.map((line) => `${line}${lineEnd}`).join('')}`;
}

/** RFC 4180, 2.6 and 2.7. Spaces at the ends are kept by quotes: those round a cell go when it is read. */
function quoted(text: string, delimiter: string): string {
  const cell = guarded(text);
  const isPlain = !cell.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(cell);
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

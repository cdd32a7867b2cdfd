import { nearest } from '../../findings/suggest.js';
import { ConfigError, type ConfigProblem, type ConfigProblemCode } from '../../io/config-error.js';
import { type CsvRow, csvRows, unguarded } from './device-cells.js';

/** The columns that people fill in; only `serial` is required. */
const NAMED_COLUMNS = ['serial', 'software', 'from', 'until', 'site', 'model', 'manufacturer'] as const;

/** The columns of a list of qualified devices: the last ones are those of tests with a phantom, which `qc-motion` adds. */
const DEVICE_COLUMNS = [...NAMED_COLUMNS, 'phantom', 'limits', 'verdict', 'figures', 'studyUID'] as const;

/** The one day of a qualification is the first from which it holds. */
const ALSO_CALLED: Readonly<Record<string, string>> = { date: 'from' };

/** See {@link DEVICE_COLUMNS}. */
export type DeviceColumn = (typeof DEVICE_COLUMNS)[number];

/** A cell that holds something, and where it begins: counted from 1, in characters. */
export interface Cell {
  readonly text: string;
  readonly column: number;
}

/** A row by column names; empty cells are left out. */
export interface DeviceRow {
  /** Counted from 1. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<DeviceColumn, Cell>>>;
}

/** What a list holds, and what is wrong with its rows as rows. */
export interface DeviceTable {
  readonly rows: readonly DeviceRow[];
  readonly problems: readonly ConfigProblem[];
}

/** The column that a title names, in any case; undefined where there is none of that name. */
export function deviceColumn(title: string): DeviceColumn | undefined {
  const lower = title.toLowerCase();
  return DEVICE_COLUMNS.find((column) => column.toLowerCase() === (ALSO_CALLED[lower] ?? lower));
}

/**
 * Splits a list into its rows, as {@link csvRows} does, and their cells by column names, which may be in any case.
 * @throws ConfigError when it is no CSV, or its first row does not name the columns
 */
export function deviceTable(file: string, text: string): DeviceTable {
  const { delimiter, rows: all } = csvRows(file, text);
  const [header, ...rest] = all;
  const whole = { file, line: 1, column: 1, key: 'serial' } as const;
  if (!header) {
    const message = 'is empty; its first line names the columns';
    throw new ConfigError([{ ...whole, code: 'missing-key', message }]);
  }
  const columns = columnsOf(file, header, delimiter);
  const problems: ConfigProblem[] = [];
  const rows = rest.map((row): DeviceRow => {
    const { line } = row;
    if (row.record.length !== columns.length) {
      const message = `has ${row.record.length} cells, but the first line names ${columns.length} columns`;
      problems.push({ ...whole, code: 'bad-value', line, key: '', message });
    }
    const places = cellColumns(row.raw, delimiter);
    const cells: Partial<Record<DeviceColumn, Cell>> = {};
    for (const [i, column] of columns.entries()) {
      const cell = row.record[i];
      if (cell) cells[column] = { text: unguarded(cell), column: places[i] ?? 1 };
    }
    return { line, cells };
  });
  const wrong = new Set(problems.map(({ line }) => line));
  return { rows: rows.filter(({ line }) => !wrong.has(line)), problems };
}

/** Where the cells of a row begin, spaces before them left out. Cells that span lines count from the row's start. */
function cellColumns(raw: string, delimiter: string): number[] {
  const starts = [0];
  let quoted = false;
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] === '"') quoted = !quoted;
    else if (raw[i] === delimiter && !quoted) starts.push(i + 1);
  }
  return starts.map((start) => start + (/^[ \t\ufeff]*/.exec(raw.slice(start))?.[0].length ?? 0) + 1);
}

/** The columns in the order of the file. */
function columnsOf(file: string, { line, raw, record }: CsvRow, delimiter: string): readonly DeviceColumn[] {
  const names = record.map(deviceColumn);
  const places = cellColumns(raw, delimiter);
  const problems: ConfigProblem[] = [];
  const tell = (code: ConfigProblemCode, at: number, more: Pick<ConfigProblem, 'key' | 'message'>): void => {
    problems.push({ code, file, line, column: places[at] ?? 1, ...more });
  };
  for (const [i, name] of names.entries()) {
    if (name === undefined)
      problems.push(unknownColumn(record[i] ?? '', { file, line, column: places[i] ?? 1 }));
    else if (names.indexOf(name) < i) {
      tell('duplicate-key', i, { key: name, message: `the column '${name}' stands twice` });
    }
  }
  if (!names.includes('serial') && !problems.some(({ suggestion }) => suggestion === 'serial')) {
    const message = `the column 'serial' is missing; the columns are ${NAMED_COLUMNS.join(', ')}`;
    tell('missing-key', 0, { key: 'serial', message });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return names.filter((name) => name !== undefined);
}

function unknownColumn(name: string, place: Pick<ConfigProblem, 'file' | 'line' | 'column'>): ConfigProblem {
  const suggestion = nearest(name, DEVICE_COLUMNS);
  const hint = suggestion === undefined ? '' : ` (did you mean '${suggestion}'?)`;
  const message = `unknown column '${name.slice(0, 40)}'${hint}`;
  return {
    code: 'unknown-key',
    ...place,
    key: name,
    message,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

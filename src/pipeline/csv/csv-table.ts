import { nearest } from '../../findings/suggest.js';
import { ConfigError, type ConfigProblem, type ConfigProblemCode } from '../../io/config-error.js';
import { type CsvRow, type CsvRows, csvRows, unguarded } from './csv-rows.js';

/** The columns that a table may have. */
export interface TableColumns<C extends string> {
  readonly columns: readonly C[];
  readonly required: readonly C[];
  /** Those that a message about a missing one lists; all when not given. */
  readonly named?: readonly C[];
  /** Other titles, in lower case, and the columns that they stand for. */
  readonly alsoCalled?: Readonly<Record<string, C>>;
  /** What becomes of columns of other titles: a fault unless they are `left-out`. */
  readonly others?: 'refused' | 'left-out';
}

/** A cell that holds something, and where it begins: counted from 1, in characters. */
export interface Cell {
  readonly text: string;
  readonly column: number;
}

/** A row by column names; empty cells are left out. */
export interface TableRow<C extends string> {
  /** Counted from 1. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<C, Cell>>>;
}

/** What a table holds, and what is wrong with its rows as rows: those are not among `rows`. */
export interface CsvTable<C extends string> {
  /** The columns that are there. */
  readonly columns: ReadonlySet<C>;
  readonly rows: readonly TableRow<C>[];
  readonly problems: readonly ConfigProblem[];
}

/** The column that a title names, in any case; undefined where there is none of that name. */
export function columnOf<C extends string>(title: string, spec: TableColumns<C>): C | undefined {
  const lower = title.toLowerCase();
  const { alsoCalled = {} } = spec;
  const meant = Object.hasOwn(alsoCalled, lower) ? alsoCalled[lower] : undefined;
  return meant ?? spec.columns.find((column) => column.toLowerCase() === lower);
}

/**
 * Splits a list into its rows, as {@link csvRows} does, and their cells by column names, which may be in any case.
 * @throws ConfigError when it is no CSV, or its first row does not name the columns
 */
export function csvTable<C extends string>(file: string, text: string, spec: TableColumns<C>): CsvTable<C> {
  return tableOf(file, csvRows(file, text), spec);
}

/** {@link csvTable} of rows that are split already. */
export function tableOf<C extends string>(
  file: string,
  { delimiter, rows: all }: CsvRows,
  spec: TableColumns<C>,
): CsvTable<C> {
  const [header, ...rest] = all;
  const whole = { file, line: 1, column: 1, key: spec.required[0] ?? '' } as const;
  if (!header) {
    const message = 'is empty; its first line names the columns';
    throw new ConfigError([{ ...whole, code: 'missing-key', message }]);
  }
  const columns = columnsOf(file, { ...header, delimiter }, spec);
  const problems: ConfigProblem[] = [];
  const rows: TableRow<C>[] = [];
  for (const row of rest) {
    const { line, record } = row;
    if (record.length === columns.length) {
      rows.push({ line, cells: cellsOf(row, columns, delimiter) });
      continue;
    }
    const message = `has ${record.length} cells, but the first line names ${columns.length} columns`;
    problems.push({ ...whole, code: 'bad-value', line, key: '', message });
  }
  return { columns: new Set(columns.filter((name) => name !== undefined)), rows, problems };
}

function cellsOf<C extends string>(
  { raw, record }: CsvRow,
  columns: readonly (C | undefined)[],
  delimiter: string,
): TableRow<C>['cells'] {
  const places = cellColumns(raw, delimiter);
  const cells: Partial<Record<C, Cell>> = {};
  for (const [i, column] of columns.entries()) {
    const cell = record[i];
    if (cell && column !== undefined) cells[column] = { text: unguarded(cell), column: places[i] ?? 1 };
  }
  return cells;
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

/** The columns in the order of the file; undefined for those that are left out. */
function columnsOf<C extends string>(
  file: string,
  { line, raw, record, delimiter }: CsvRow & { readonly delimiter: string },
  spec: TableColumns<C>,
): readonly (C | undefined)[] {
  const names = record.map((title) => columnOf(title, spec));
  const places = cellColumns(raw, delimiter);
  const problems: ConfigProblem[] = [];
  const tell = (code: ConfigProblemCode, at: number, more: Pick<ConfigProblem, 'key' | 'message'>): void => {
    problems.push({ code, file, line, column: places[at] ?? 1, ...more });
  };
  for (const [i, name] of names.entries()) {
    if (name === undefined) {
      const place = { file, line, column: places[i] ?? 1 };
      if (spec.others !== 'left-out') problems.push(unknownColumn(record[i] ?? '', place, spec.columns));
    } else if (names.indexOf(name) < i) {
      tell('duplicate-key', i, { key: name, message: `the column '${name}' stands twice` });
    }
  }
  for (const name of spec.required) {
    if (names.includes(name) || problems.some(({ suggestion }) => suggestion === name)) continue;
    const message = `the column '${name}' is missing; the columns are ${(spec.named ?? spec.columns).join(', ')}`;
    tell('missing-key', 0, { key: name, message });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return names;
}

function unknownColumn(
  name: string,
  place: Pick<ConfigProblem, 'file' | 'line' | 'column'>,
  columns: readonly string[],
): ConfigProblem {
  const suggestion = nearest(name, columns);
  // A title that is near none can be a cell of a list without a first line of titles: a name, a date.
  const message =
    suggestion === undefined
      ? 'unknown column; the first line names the columns'
      : `unknown column '${name}' (did you mean '${suggestion}'?)`;
  return {
    code: 'unknown-key',
    ...place,
    key: suggestion === undefined ? '' : name,
    message,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

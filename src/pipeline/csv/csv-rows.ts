import { CsvError, parse } from 'csv-parse/sync';
import { ConfigError } from '../../io/config-error.js';

/** A row of a list as it is written: its cells without the quotes, and its text. */
export interface CsvRow {
  /** Line of its end, counted from 1. */
  readonly line: number;
  readonly raw: string;
  readonly record: readonly string[];
}

/** The rows of a list, its first line included; empty ones are left out. */
export interface CsvRows {
  readonly delimiter: ',' | ';';
  readonly rows: readonly CsvRow[];
}

interface RawRow {
  readonly info: { readonly lines: number };
  readonly raw: string;
  readonly record: readonly string[];
}

/**
 * Splits a list into its rows: RFC 4180, or with semicolons as spreadsheets of many countries write it; a byte order
 * mark, any line ends, empty rows. Spaces around cells go, as in DICOM.
 * @throws ConfigError when it is no CSV
 */
export function csvRows(file: string, text: string): CsvRows {
  const delimiter = delimiterOf(text);
  try {
    // The types of csv-parse do not follow `info: true` and `raw: true`.
    const rows = parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      info: true,
      raw: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as readonly RawRow[];
    return { delimiter, rows: rows.map(({ info, raw, record }) => ({ line: info.lines, raw, record })) };
  } catch (cause) {
    const line = cause instanceof CsvError && typeof cause.lines === 'number' ? cause.lines : 1;
    const message = 'is no CSV from here on: a quote is missing or stands in the middle of a cell';
    throw new ConfigError([{ code: 'not-csv', file, line, column: 1, key: '', message }]);
  }
}

/** Semicolon when the first line has more of them than of commas. */
function delimiterOf(text: string): ',' | ';' {
  const header = /[^\r\n]+/.exec(text)?.[0] ?? '';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

/** The largest list that is read, in bytes: room for every scanner of a trial, many times. */
export const MAX_LIST_BYTES = 4 * 1024 * 1024;

/** Begins a formula in a spreadsheet, behind apostrophes or not (OWASP, "CSV Injection"). */
const FORMULA = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/u;

/**
 * A cell that no spreadsheet takes for a formula: it gets an apostrophe in front, as one that looks as if it had got one
 * does, so that {@link unguarded} gives back exactly what was written.
 */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What a cell held before it was {@link guarded}. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

import { CsvError, parse } from 'csv-parse/sync';
import { nearest } from '../../findings/suggest.js';
import { type ListProblem, SubjectListError } from './subject-list-error.js';

/** The columns of a subject list; only `subject` is required. */
export const LIST_COLUMNS = ['subject', 'site', 'patientId', 'issuer', 'visit'] as const;

/** See {@link LIST_COLUMNS}. */
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** A row by column names; a cell that is empty or whose column the file lacks is undefined. */
export interface ListRow {
  /** Counted from 1. */
  readonly line: number;
  /** How many cells it has. */
  readonly width: number;
  readonly cells: Readonly<Partial<Record<ListColumn, string>>>;
}

/** The rows of a subject list, and how many columns its header has. */
export interface ListTable {
  readonly width: number;
  readonly rows: readonly ListRow[];
}

interface RawRow {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/**
 * Splits a subject list into its rows: RFC 4180, or with semicolons as spreadsheets of many countries write it; a
 * byte order mark, any line ends, empty rows. Column names may be in any case; spaces around cells go, as in DICOM.
 * @throws SubjectListError when it is no CSV, or its first row does not name the columns
 */
export function listTable(text: string): ListTable {
  const [header, ...rest] = rawRows(text);
  if (!header)
    throw headerError({ code: 'missing-column', message: 'is empty; its first line names the columns' });
  const columns = columnsOf(header);
  const rows = rest.map(({ info, record }): ListRow => {
    const cells: Partial<Record<ListColumn, string>> = {};
    for (const [i, column] of columns.entries()) if (record[i]) cells[column] = record[i];
    return { line: info.lines, width: record.length, cells };
  });
  return { width: columns.length, rows };
}

function rawRows(text: string): readonly RawRow[] {
  try {
    // The types of csv-parse do not follow `info: true`.
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as readonly RawRow[];
  } catch (cause) {
    const line = cause instanceof CsvError && typeof cause.lines === 'number' ? cause.lines : 1;
    const message = 'is no CSV from here on: a quote is missing or stands in the middle of a cell';
    throw new SubjectListError([{ code: 'not-csv', line, column: '', message }], { cause });
  }
}

/** Semicolon when the first line has more of them than of commas. */
function delimiterOf(text: string): string {
  const header = /[^\r\n]+/.exec(text)?.[0] ?? '';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

/** The columns in the order of the file. Names that are no column are shown only when the line surely is a header. */
function columnsOf({ info, record }: RawRow): readonly ListColumn[] {
  const { lines: line } = info;
  const known = new Map(LIST_COLUMNS.map((column) => [column.toLowerCase(), column] as const));
  const columns = record.map((name) => known.get(name.toLowerCase()));
  const isHeader = columns.includes('subject');
  const problems: ListProblem[] = [];
  for (const [i, column] of columns.entries()) {
    if (column === undefined) problems.push({ line, ...unknownColumn(record[i] ?? '', i, isHeader) });
    else if (columns.indexOf(column) < i)
      problems.push({ code: 'unknown-column', line, column, message: `the column '${column}' stands twice` });
  }
  if (!isHeader && !problems.some((problem) => problem.suggestion === 'subject')) {
    const message = `the column 'subject' is missing; the first line names the columns: ${LIST_COLUMNS.join(', ')}`;
    problems.unshift({ code: 'missing-column', line, column: 'subject', message });
  }
  if (problems.length > 0) throw new SubjectListError(problems.slice(0, 50));
  return columns.filter((column) => column !== undefined);
}

function unknownColumn(name: string, index: number, isHeader: boolean): Omit<ListProblem, 'line'> {
  const suggestion = nearest(name, LIST_COLUMNS);
  const shown = isHeader ? ` '${name.slice(0, 40)}'` : ` ${index + 1}`;
  const hint = suggestion === undefined ? '' : ` (did you mean '${suggestion}'?)`;
  const message = `unknown column${shown}${hint}`;
  return { code: 'unknown-column', column: '', message, ...(suggestion === undefined ? {} : { suggestion }) };
}

function headerError(problem: Omit<ListProblem, 'line' | 'column'>): SubjectListError {
  return new SubjectListError([{ ...problem, line: 1, column: '' }]);
}

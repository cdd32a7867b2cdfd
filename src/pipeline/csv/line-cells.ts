import { nearest } from '../../findings/suggest.js';
import { ConfigError, type ConfigProblem } from '../../io/config-error.js';
import { exactDecimal } from '../../report/measurements/exact-decimal.js';
import type { CsvTable, TableRow } from './csv-table.js';

const MAX_PROBLEMS = 50;

/** Words of a cell, as {@link wordKey} writes them, and what they mean. */
export type Words<T> = ReadonlyMap<string, T>;

/** Words that mean the same, one row a meaning: `['too-small', ['tstm']]`. A meaning is one of its own words. */
export function wordsOf<T extends string>(rows: readonly (readonly [T, readonly string[]])[]): Words<T> {
  return new Map(
    rows.flatMap(([meaning, words]) => [meaning, ...words].map((word) => [wordKey(word), meaning] as const)),
  );
}

/** How words are compared: in lower case, with one space for whatever stands between letters and digits. */
export function wordKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const YES_NO: Words<'yes' | 'no'> = wordsOf([
  ['yes', ['y', 'true', '1']],
  ['no', ['n', 'false', '0']],
]);

/** The cells of one row by what they mean. An empty cell is null; what cannot be taken is null too, and among the faults. */
export class LineCells<C extends string> {
  constructor(
    private readonly file: string,
    private readonly row: TableRow<C>,
    private readonly faults: ConfigProblem[],
  ) {}

  /** Counted from 1. */
  get line(): number {
    return this.row.line;
  }

  /** As written, but for spaces at its ends: in quotes they stay when rows are split, and a name is none other by them. */
  text(name: C): string | null {
    return this.row.cells[name]?.text.trim() || null;
  }

  /** As written; that it is empty is a fault. */
  needed(name: C): string {
    const text = this.text(name);
    if (text === null) this.fault(name, 'is empty');
    return text ?? '';
  }

  yesNo(name: C): boolean | null {
    const word = this.word(name, YES_NO, ['yes', 'no']);
    return word === null ? null : word === 'yes';
  }

  /** One of the words, or a fault that names `shown`. */
  word<T extends string>(name: C, words: Words<T>, shown: readonly T[]): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const meaning = words.get(wordKey(text));
    if (meaning !== undefined) return meaning;
    const suggestion = nearest(text, shown);
    const hint = suggestion === undefined ? '' : ` (did you mean '${suggestion}'?)`;
    // A cell that is near no word can hold anything, a name above all: columns that are shifted by one.
    const said = suggestion === undefined ? 'is' : `is '${text}',`;
    return this.fault(name, `${said} not one of ${shown.join(', ')}${hint}`, suggestion);
  }

  /** A day of the calendar, YYYY-MM-DD. */
  date(name: C): string | null {
    const text = this.text(name);
    if (text === null || isDay(text)) return text;
    return this.fault(name, 'is not a day (YYYY-MM-DD)');
  }

  /** A whole number. */
  integer(name: C): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const number = /^[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined;
    return number ?? this.fault(name, 'is not a whole number');
  }

  /** A number with or without decimals, as a number of a visit is: 2.1. */
  number(name: C): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const number = /^[+-]?\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
    return number ?? this.fault(name, 'is not a number');
  }

  /** An exact decimal, as written. */
  decimal(name: C): string | null {
    const text = this.text(name);
    if (text === null) return null;
    return exactDecimal(text) ?? this.fault(name, 'is not a number');
  }

  /** Tells what is wrong with a cell. */
  fault(name: C, what: string, suggestion?: string): null {
    this.faults.push({
      code: 'bad-value',
      file: this.file,
      line: this.row.line,
      column: this.row.cells[name]?.column ?? 1,
      key: name,
      message: `'${name}' ${what}`,
      ...(suggestion !== undefined && { suggestion }),
    });
    return null;
  }
}

/**
 * What each row of a table says.
 * @throws ConfigError with what is wrong with the rows, the first 50 faults in the order of the file
 */
export function readLines<C extends string, T>(
  file: string,
  { rows, problems }: CsvTable<C>,
  read: (cells: LineCells<C>) => T,
): readonly T[] {
  const faults = [...problems];
  const lines = rows.map((row) => read(new LineCells(file, row, faults)));
  if (faults.length === 0) return lines;
  throw new ConfigError(faults.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MAX_PROBLEMS));
}

/** @throws ConfigError unless one of the columns is there */
export function needsOneOf<C extends string>(
  file: string,
  { columns }: CsvTable<C>,
  names: readonly [C, ...C[]],
): void {
  if (names.some((name) => columns.has(name))) return;
  const message = `one of these columns is needed, and none is there: ${names.join(', ')}`;
  throw new ConfigError([{ code: 'missing-key', file, line: 1, column: 1, key: names[0], message }]);
}

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

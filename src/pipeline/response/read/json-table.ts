import { ConfigError } from '../../../io/config-error.js';
import type { CsvRows } from '../../csv/csv-rows.js';

type Flat = string | number | boolean | null;

/**
 * A list of flat JSON objects as the rows of a table: every key that any of them has is a column, in the order in which
 * they are met; `null` is an empty cell. Numbers are the shortest decimals of their doubles: exact ones are texts.
 * @throws ConfigError naming the object, counted from 1, and the key that cannot be a cell
 */
export function jsonTable(file: string, text: string): CsvRows {
  const objects = objectsOf(file, text);
  const columns = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  const rows = objects.map((one, i) => {
    const record = columns.map((column) => cellOf(one[column], { file, line: i + 1, key: column }));
    return { line: i + 1, raw: record.join(','), record };
  });
  const header = columns.length > 0 ? [{ line: 1, raw: columns.join(','), record: columns }] : [];
  return { delimiter: ',', rows: [...header, ...rows] };
}

function objectsOf(file: string, text: string): readonly Readonly<Record<string, unknown>>[] {
  const parsed = parsedJson(file, text);
  return parsed.map((one, i) => {
    if (typeof one === 'object' && one !== null && !Array.isArray(one)) return one as Record<string, unknown>;
    throw fault({ file, line: i + 1, key: '' }, 'is no object of column names and values');
  });
}

function parsedJson(file: string, text: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Told below: the engine's words quote the text.
  }
  throw fault({ file, line: 1, key: '' }, 'is no list of JSON objects: it is cut, or something else');
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly key: string;
}

function cellOf(value: unknown, place: Place): string {
  if (value === undefined || value === null) return '';
  if (isFlat(value)) return String(value).trim();
  throw fault(place, `'${place.key}' is no text, number, true, false or null`);
}

function isFlat(value: unknown): value is Flat {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function fault({ file, line, key }: Place, message: string): ConfigError {
  return new ConfigError([{ code: 'bad-value', file, line, column: 1, key, message }]);
}

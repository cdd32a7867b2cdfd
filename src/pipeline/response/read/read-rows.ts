import { createReadStream } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { ConfigError } from '../../../io/config-error.js';
import type { Confidentiality, Upstream } from '../../../report/envelope.js';
import { type CsvRows, csvRows } from '../../csv/csv-rows.js';
import { tableOf } from '../../csv/csv-table.js';
import { readLines } from '../../csv/line-cells.js';
import type { Observation, RowSourceFile } from '../observation.js';
import { inputBytes } from './input-bytes.js';
import { jsonTable } from './json-table.js';
import { measurementsOfCsv } from './measure-csv.js';
import { reportRows } from './report-rows.js';
import { rowsOfCsv } from './rows-csv.js';
import type { SdtmRecord } from './sdtm-record.js';

/** Rows of one source. */
export interface ReadRows {
  readonly file: RowSourceFile;
  readonly observations: readonly Observation[];
  /** Records of SDTM, which are understood only together with those of other files: see `readSources`. */
  readonly records: readonly SdtmRecord[];
  /** Of a report: the command that made it, and its verdict. */
  readonly upstream?: Upstream;
  /** Of a report what it says; of a CSV, which does not say, `linked`. */
  readonly confidentiality: Confidentiality;
}

/**
 * Reads measurements for responses: a report of `measure-export` (JSON, NDJSON), its CSV, or rows and SDTM TU, TR
 * and RS as CSV or as a JSON list of flat objects; told by content.
 * @param name a path, or `-` for standard input
 * @param source number of the source
 * @param signal ends the wait for a command that never writes its report; its reason is thrown
 * @throws ReportError when it cannot be read, or is a report that cannot be used; ConfigError when it is empty, or a CSV
 *   that cannot be used
 */
export async function readRows(name: string, source: number, signal: AbortSignal): Promise<ReadRows> {
  const input = name === '-' ? process.stdin : createReadStream(name);
  addAbortSignal(signal, input);
  try {
    return await readRowsFrom(input, name, source);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** {@link readRows} from bytes. */
export async function readRowsFrom(
  input: AsyncIterable<Uint8Array>,
  name: string,
  source: number,
): Promise<ReadRows> {
  const from = name === '-' ? 'standard input' : name;
  const { bytes, start, isJson, sha256 } = await inputBytes(input, from);
  const isList = isJson && bytes[start] === 0x5b;
  if (isJson && !isList) {
    const { rows, ...report } = await reportRows(bytes.subarray(start), from, source);
    return { ...report, file: { name, form: 'report', sha256, rows }, records: [] };
  }
  const text = textOf(from, bytes);
  const { form, rows, ...said } = tableSource(
    from,
    isList ? jsonTable(from, text) : csvRows(from, text),
    source,
  );
  const kind = isList && form === 'rows-csv' ? 'rows-json' : form;
  return { ...said, file: { name, form: kind, sha256, rows }, confidentiality: 'linked' };
}

interface TableSource {
  readonly form: 'measure-export-csv' | 'rows-csv' | 'sdtm';
  readonly rows: number;
  readonly observations: readonly Observation[];
  readonly records: readonly SdtmRecord[];
}

/** The titles by which a CSV of `measure-export` is told, even if some are missing. */
const MEASURE_TITLES = ['concept_value', 'concept_scheme', 'value_from', 'recomputed_value'];

function tableSource(file: string, rows: CsvRows, source: number): TableSource {
  const titles = new Set(rows.rows[0]?.record.map((title) => title.toLowerCase()));
  // SDTMIG 3.4, 2.2.4: every domain has DOMAIN and USUBJID.
  if (titles.has('domain') && titles.has('usubjid')) return sdtmSource(file, rows, source);
  if (MEASURE_TITLES.some((title) => titles.has(title)))
    return { form: 'measure-export-csv', ...measurementsOfCsv(file, rows, source), records: [] };
  const observations = rowsOfCsv(file, rows, source);
  return { form: 'rows-csv', rows: observations.length, observations, records: [] };
}

/** Variables of SDTM are known by their names in capitals; empty cells are left out. */
function sdtmSource(file: string, rows: CsvRows, source: number): TableSource {
  const columns = (rows.rows[0]?.record ?? []).map((title) => title.toUpperCase()).filter(Boolean);
  const table = tableOf(file, rows, { columns, required: [], others: 'left-out' });
  const records = readLines(file, table, (cells) => ({
    source,
    line: cells.line,
    cells: Object.fromEntries(
      columns.flatMap((column) => {
        const text = cells.text(column);
        return text === null ? [] : [[column, text] as const];
      }),
    ),
  }));
  return { form: 'sdtm', rows: records.length, observations: [], records };
}

/** @throws ConfigError where the bytes are no UTF-8, with the place */
function textOf(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const before = (bytes.toString('utf8').split('\uFFFD', 1)[0] ?? '').split('\n');
    const message = 'this byte is not UTF-8; save the file as UTF-8';
    const column = (before.at(-1) ?? '').length + 1;
    throw new ConfigError([{ code: 'not-utf8', file, line: before.length, column, key: '', message }]);
  }
}

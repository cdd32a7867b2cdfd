import type { Outcome } from '../../../findings/outcome.js';
import type { Confidentiality, Upstream } from '../../../report/envelope.js';
import {
  type Fail,
  failer,
  list,
  parseHead,
  parseVerdict,
  properties,
} from '../../../report/parse-report.js';
import { isBlank, linesOf } from '../../../report/report-lines.js';
import type { Observation } from '../observation.js';
import { parseDiameterRow } from './diameter-row.js';
import { observationOf } from './measurement-observation.js';

/** What a report of `measure-export` says for responses. */
interface ReportRows {
  readonly observations: readonly Observation[];
  /** All of its rows, those of other measurements included. */
  readonly rows: number;
  readonly upstream: Upstream;
  readonly confidentiality: Confidentiality;
}

/**
 * The rows of a report of `measure-export`, JSON or NDJSON, which its first record tells.
 * @param from names it in errors
 * @throws ReportError when it is cut, damaged, hashed, of an unknown version, several, or no such report
 */
export async function reportRows(bytes: Buffer, from: string, source: number): Promise<ReportRows> {
  const fail = failer(from);
  const end = bytes.indexOf(0x0a);
  const first = parsed(end < 0 ? bytes : bytes.subarray(0, end));
  if (properties(first)?.type === 'run') return ndjsonRows(bytes, source, fail);
  const isWhole = first !== undefined && (end < 0 || isBlank(bytes.subarray(end)));
  const report = isWhole ? first : (parsed(bytes) ?? failForm(bytes, fail));
  const head = headOf(report, fail);
  const { rows, verdict } = properties(report) ?? {};
  const found = rowReader(source, fail);
  for (const row of list(rows, 'rows', fail)) found.take(row);
  return { ...found.rows(), ...upstreamOf(head, parseVerdict(verdict, fail)) };
}

async function ndjsonRows(bytes: Buffer, source: number, fail: Fail): Promise<ReportRows> {
  const found = rowReader(source, fail);
  let head: Head | undefined;
  let verdict: Outcome | undefined;
  let lineNumber = 0;
  for await (const line of linesOf(pieces(bytes), fail)) {
    lineNumber++;
    const record = properties(parsed(line)) ?? fail('report-damaged', `record ${lineNumber}`);
    if (verdict !== undefined || (head && record.type === 'run')) fail('report-several');
    if (!head) head = headOf(record, fail);
    else if (record.type === 'section' && record.section === 'rows') found.take(record.row);
    else if (record.type === 'summary') verdict = parseVerdict(record.verdict, fail);
    else if (typeof record.type !== 'string') fail('report-damaged', `record ${lineNumber}`);
  }
  if (!head || verdict === undefined) return fail('report-cut');
  return { ...found.rows(), ...upstreamOf(head, verdict) };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

interface Head {
  readonly command: string;
  readonly confidentiality: Confidentiality;
}

const LEVELS: readonly Confidentiality[] = ['identified', 'linked', 'releasable'];

function headOf(value: unknown, fail: Fail): Head {
  const { command } = parseHead(value, fail);
  // Reports of other commands have no measurements: taken as one without rows, it would say that there are none.
  if (command !== 'measure-export') return fail('not-a-report', 'of measure-export');
  const stated = properties(value)?.confidentiality;
  const confidentiality =
    LEVELS.find((level) => level === stated) ?? fail('report-damaged', 'confidentiality');
  return { command, confidentiality };
}

function upstreamOf({ command, confidentiality }: Head, verdict: Outcome) {
  return { upstream: { command, verdict }, confidentiality };
}

function rowReader(source: number, fail: Fail) {
  const observations: Observation[] = [];
  let count = 0;
  return {
    take: (row: unknown): void => {
      const one = observationOf(parseDiameterRow(row, `rows[${count}]`, fail), { source, line: ++count });
      if (one) observations.push(one);
    },
    rows: () => ({ observations, rows: count }),
  };
}

/** The JSON value that the bytes hold; undefined when they hold none. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What is wrong with bytes that are no JSON: one report that stops early, two in a row, or something else. */
function failForm(bytes: Buffer, fail: Fail): never {
  const mark = '"corelab/report/';
  const first = bytes.indexOf(mark);
  if (first < 0) return fail('not-a-report');
  return fail(bytes.includes(mark, first + 1) ? 'report-several' : 'report-cut');
}

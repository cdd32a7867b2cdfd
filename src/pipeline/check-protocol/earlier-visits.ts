import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Fail, failer, list, parseHead, parseVerdict, properties } from '../../report/parse-report.js';
import { ReportError } from '../../report/report-error.js';
import { isBlank, linesOf } from '../../report/report-lines.js';
import type { VisitFacts } from '../../rules/protocol/visits/visit-facts.js';
import { parseVisit } from './parse-visit.js';

/** What a run takes from the report of an earlier one. */
export interface EarlierReport {
  readonly visits: readonly VisitFacts[];
  /** Of the project key that named subjects, where one did. */
  readonly keyFingerprint?: string;
  /** Of the report's bytes, in hexadecimal. */
  readonly sha256: string;
}

/** A report is read as a whole: it holds a row a check. */
const LONGEST_REPORT = 400 * 1024 * 1024;

/**
 * The visits of an earlier report of `check-protocol`, JSON or NDJSON, in its order. Where it was made with another
 * protocol, its visits name that one: they can be told, but not compared.
 * @param protocol of this run
 * @throws ReportError when it cannot be read, is cut or damaged, or is no report of `check-protocol`
 */
export async function earlierVisits(
  source: string,
  protocol: { readonly id: string },
): Promise<readonly VisitFacts[]> {
  return (await readEarlier(source, protocol)).visits;
}

/** {@link earlierVisits} with the project key that its subjects were named with. */
export async function readEarlier(source: string, protocol: { readonly id: string }): Promise<EarlierReport> {
  const fail = failer(source);
  const bytes = await wholeFile(source, fail);
  if (isBlank(bytes)) fail('report-empty');
  const { head, visits } = reportOf(bytes) ?? (await linedReport(bytes, fail));
  // Whose files they were does not matter here: a report with hashed paths serves as well.
  const { command, keyFingerprint } = parseHead({ ...head, pathsHashed: false }, fail);
  if (command !== 'check-protocol') throw notOfThisCommand(source, command);
  const id = properties(properties(head.config)?.protocol)?.id;
  if (typeof id !== 'string') return fail('report-damaged', 'config.protocol');
  const other = id === protocol.id ? {} : { protocol: id };
  const rows = list(visits, 'visits', fail);
  return {
    visits: rows.map((row, i) => ({ ...parseVisit(row, `visits[${i}]`, fail), ...other })),
    ...(keyFingerprint !== undefined && { keyFingerprint }),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

function notOfThisCommand(source: string, command: string): ReportError {
  return new ReportError('not-a-report', source, `it is of ${command}, not of check-protocol`);
}

async function wholeFile(source: string, fail: Fail): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const input: AsyncIterable<Uint8Array> = source === '-' ? process.stdin : createReadStream(source);
  try {
    for await (const piece of input) {
      length += piece.length;
      if (length > LONGEST_REPORT) break;
      parts.push(piece);
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    throw new ReportError('report-unreadable', source, code, { cause });
  }
  return length > LONGEST_REPORT ? fail('report-too-large') : Buffer.concat(parts);
}

interface Body {
  readonly head: Readonly<Record<string, unknown>>;
  readonly visits: unknown;
}

/** A JSON report; undefined when the bytes are no single JSON value, or only the first record of NDJSON. */
function reportOf(bytes: Buffer): Body | undefined {
  const head = properties(parsed(bytes));
  return head && head.type !== 'run' ? { head, visits: head.visits } : undefined;
}

/** An NDJSON report, whose last record is its summary: without it, the run did not finish. */
async function linedReport(bytes: Buffer, fail: Fail): Promise<Body> {
  const visits: unknown[] = [];
  let head: Body['head'] | undefined;
  let ended = false;
  let number = 0;
  for await (const line of linesOf(once(bytes), fail)) {
    number++;
    const record = properties(parsed(line));
    if (!record) return fail(head ? 'report-damaged' : failForm(bytes), `record ${number}`);
    if (head === undefined) {
      if (record.type !== 'run') return fail('not-a-report');
      head = record;
    } else if (ended || record.type === 'run') return fail('report-several');
    else if (record.type === 'section' && record.section === 'visits') visits.push(record.row);
    else if (record.type === 'summary') {
      parseVerdict(record.verdict, fail);
      ended = true;
    }
  }
  return head && ended ? { head, visits } : fail('report-cut');
}

/** Bytes that are neither JSON nor NDJSON: a report that stops early, or something else. */
function failForm(bytes: Buffer): 'report-cut' | 'not-a-report' {
  return bytes.includes('"corelab/report/') ? 'report-cut' : 'not-a-report';
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The JSON value that the bytes hold, without a byte order mark; undefined when they hold none. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

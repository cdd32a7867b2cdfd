import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import type { Outcome } from '../findings/outcome.js';
import type { FileEntry } from './envelope.js';
import {
  type Fail,
  failer,
  fileParser,
  list,
  parseHead,
  parseVerdict,
  properties,
  type ReportHead,
} from './parse-report.js';
import { ReportError } from './report-error.js';
import { isBlank, isBlankByte, linesOf } from './report-lines.js';

/** What the next command of a pipe, or a later run, takes from a report. */
export interface ReadReport extends ReportHead {
  readonly verdict: Outcome;
  readonly files: readonly FileEntry[];
  /** How many findings it holds. */
  readonly findings: number;
  /** The rows of its section `assignments`, unchecked; absent where it has none. */
  readonly assignments?: readonly unknown[];
  /** SHA-256 of the report's bytes, in hexadecimal. */
  readonly sha256: string;
}

/** A JSON report is parsed as one string, of which an engine allows about this many bytes. */
const LONGEST_JSON = 400 * 1024 * 1024;

/** The first record tells the form; a line that long without an end is no NDJSON. */
const LONGEST_RUN_RECORD = 16 * 1024 * 1024;

/**
 * Reads a corelab report, JSON or NDJSON (told by its first record). NDJSON is read record by record: only its files
 * are kept.
 * @param source a path, or `-` for standard input
 * @param signal ends the wait for a command that never writes its report; its reason is thrown
 * @throws ReportError when it is empty, cut, damaged, hashed, of an unknown version, several, or no report
 */
export async function readReport(source: string, signal?: AbortSignal): Promise<ReadReport> {
  const input = source === '-' ? process.stdin : createReadStream(source);
  if (signal) addAbortSignal(signal, input);
  try {
    return await readReportFrom(input, source === '-' ? 'standard input' : source);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** {@link readReport} from bytes; `from` names them in errors. */
export async function readReportFrom(bytes: AsyncIterable<Uint8Array>, from: string): Promise<ReadReport> {
  const fail = failer(from);
  const hash = createHash('sha256');
  const input = hashed(bytes, hash, from)[Symbol.asyncIterator]();
  const { start, ended, run } = await firstRecord(input);
  if (ended && isBlank(start)) fail('report-empty');
  const whole = continued(start, input);
  const body = run ? await readNdjson(whole, fail) : await readJson(whole, fail);
  return { ...body, sha256: hash.digest('hex') };
}

type Body = Omit<ReadReport, 'sha256'>;

async function readJson(bytes: AsyncIterable<Uint8Array>, fail: Fail): Promise<Body> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > LONGEST_JSON) fail('report-too-large');
    parts.push(piece);
  }
  const text = Buffer.concat(parts);
  const report = parsed(text) ?? failForm(text, fail);
  const head = parseHead(report, fail);
  const { verdict, files, findings, assignments } = properties(report) ?? {};
  return {
    ...head,
    verdict: parseVerdict(verdict, fail),
    files: list(files, 'files', fail).map(fileParser(head.roots, fail)),
    findings: list(findings, 'findings', fail).length,
    ...(assignments !== undefined && { assignments: list(assignments, 'assignments', fail) }),
  };
}

/** What is wrong with bytes that are no JSON: one report that stops early, two in a row, or something else. */
function failForm(text: Buffer, fail: Fail): never {
  const mark = '"corelab/report/';
  const first = text.indexOf(mark);
  if (first < 0) return fail('not-a-report');
  return fail(text.includes(mark, first + 1) ? 'report-several' : 'report-cut');
}

async function readNdjson(bytes: AsyncIterable<Uint8Array>, fail: Fail): Promise<Body> {
  let head: ReportHead | undefined;
  let parseFile = fileParser([], fail);
  let verdict: Outcome | undefined;
  let findings = 0;
  let lineNumber = 0;
  const files: FileEntry[] = [];
  const assignments: unknown[] = [];
  for await (const line of linesOf(bytes, fail)) {
    lineNumber++;
    const record = properties(parsed(line)) ?? fail('report-damaged', `record ${lineNumber}`);
    if (verdict !== undefined || (head && record.type === 'run')) fail('report-several');
    if (!head) {
      head = parseHead(record, fail);
      parseFile = fileParser(head.roots, fail);
    } else if (record.type === 'file') files.push(parseFile(record, files.length));
    else if (record.type === 'finding') findings++;
    else if (record.type === 'section' && record.section === 'assignments') assignments.push(record.row);
    else if (record.type === 'summary') verdict = parseVerdict(record.verdict, fail);
    else if (typeof record.type !== 'string') fail('report-damaged', `record ${lineNumber}`);
  }
  if (!head || verdict === undefined) return fail('report-cut');
  // A list without rows leaves no record: of a command without assignments there is none to tell it from.
  return { ...head, verdict, files, findings, ...(head.command === 'assign-id' && { assignments }) };
}

/** The JSON value that the bytes hold, without a byte order mark; undefined when they hold none. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

interface FirstRecord {
  /** What has been read so far. */
  readonly start: Buffer;
  readonly ended: boolean;
  /** Whether the first line is a `run` record, which makes it NDJSON. */
  readonly run: boolean;
}

async function firstRecord(input: AsyncIterator<Uint8Array>): Promise<FirstRecord> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let begun = false;
  let ended = false;
  for (let complete = false; !complete && length <= LONGEST_RUN_RECORD; ) {
    const next = await input.next();
    ended = next.done === true;
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
    const from: number = begun ? 0 : next.value.findIndex((byte) => !isBlankByte(byte));
    begun ||= from >= 0;
    complete = begun && next.value.indexOf(0x0a, from) >= 0;
  }
  const start = Buffer.concat(parts);
  const text = start.subarray(Math.max(0, begun ? start.findIndex((byte) => !isBlankByte(byte)) : 0));
  const end = text.indexOf(0x0a);
  const first = properties(parsed(end < 0 ? text : text.subarray(0, end)));
  return { start, ended, run: first?.type === 'run' };
}

async function* continued(start: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: { update(data: Uint8Array): unknown },
  from: string,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of bytes) {
      hash.update(piece);
      yield piece;
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    throw new ReportError('report-unreadable', from, code, { cause });
  }
}

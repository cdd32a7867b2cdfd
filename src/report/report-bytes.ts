import { createReadStream } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { type Fail, properties } from './parse-report.js';
import { ReportError } from './report-error.js';
import { isBlankByte } from './report-lines.js';

/** A JSON report is parsed as one string, of which an engine allows about this many bytes. */
const LONGEST_JSON = 400 * 1024 * 1024;

/** The first record tells the form; a line that long without an end is no NDJSON. */
const LONGEST_RUN_RECORD = 16 * 1024 * 1024;

/**
 * Reads a report from where it stands.
 * @param source a path, or `-` for standard input
 * @param read what is done with the bytes; `from` names them in errors
 * @param signal ends the wait for a command that never writes its report; its reason is thrown
 */
export async function fromSource<T>(
  source: string,
  read: (bytes: AsyncIterable<Uint8Array>, from: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const input = source === '-' ? process.stdin : createReadStream(source);
  if (signal) addAbortSignal(signal, input);
  try {
    return await read(input, source === '-' ? 'standard input' : source);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** The JSON value that the bytes hold, without a byte order mark; undefined when they hold none. */
export function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

/** The beginning of a report, as far as it tells the form. */
export interface FirstRecord {
  /** What has been read so far. */
  readonly start: Buffer;
  readonly ended: boolean;
  /** Whether the first line is a `run` record, which makes it NDJSON. */
  readonly run: boolean;
}

/** Reads up to the end of the first record. */
export async function firstRecord(input: AsyncIterator<Uint8Array>): Promise<FirstRecord> {
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

/** What was read already, and what follows it. */
export async function* continued(start: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/**
 * Bytes as they pass, each added to a digest.
 * @throws ReportError when they cannot be read
 */
export async function* hashed(
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

/**
 * The JSON value that a report's bytes are.
 * @throws ReportError through `fail` when they are none, or too many
 */
export async function wholeJson(bytes: AsyncIterable<Uint8Array>, fail: Fail): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > LONGEST_JSON) fail('report-too-large');
    parts.push(piece);
  }
  const text = Buffer.concat(parts);
  return parsed(text) ?? failForm(text, fail);
}

/** What is wrong with bytes that are no JSON: one report that stops early, two in a row, or something else. */
function failForm(text: Buffer, fail: Fail): never {
  const mark = '"corelab/report/';
  const first = text.indexOf(mark);
  if (first < 0) return fail('not-a-report');
  return fail(text.includes(mark, first + 1) ? 'report-several' : 'report-cut');
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { type Fail, failer, parseHead, properties } from '../../report/parse-report.js';
import { ReportError } from '../../report/report-error.js';

/** What a report tells of whom. */
export interface ToldByReport {
  /** Of its bytes, lower-case hexadecimal. */
  readonly sha256: string;
  /** The command that made it. */
  readonly command: string;
  /** Clinical Trial Protocol ID, where it names a trial. */
  readonly protocol: string | undefined;
  /** Of the project key, where it names one. */
  readonly keyFingerprint: string | undefined;
  /** Study Instance UIDs that stand in it, and how many of its files are of each. */
  readonly studies: ReadonlyMap<string, number>;
  /** Subject IDs that stand in it. */
  readonly subjects: ReadonlySet<string>;
}

/** As for a report that is read in a pipe: an engine allows about this many bytes of text. */
const LONGEST = 400 * 1024 * 1024;

/**
 * Reads whom a corelab report tells of, of whatever command, JSON or NDJSON; hashed paths do not matter.
 * @throws ReportError when it is empty, cut, of an unknown version, or no report
 */
export async function toldByReport(path: string, signal: AbortSignal): Promise<ToldByReport> {
  const fail = failer(path);
  const bytes = await bytesOf(path, fail, signal);
  const records = recordsIn(bytes, fail);
  const [head = {}] = records;
  const { command, keyFingerprint } = parseHead(
    { ...head, pathsHashed: false, upstream: [], roots: [] },
    fail,
  );
  const found: Found = { studies: new Map(), subjects: new Set() };
  for (const record of records) collect(record, found);
  for (const uid of records.flatMap(filesIn)) found.studies.set(uid, (found.studies.get(uid) ?? 0) + 1);
  return {
    ...{ sha256: createHash('sha256').update(bytes).digest('hex'), command },
    ...{ protocol: protocolIn(head.config), keyFingerprint },
    ...found,
  };
}

async function bytesOf(path: string, fail: Fail, signal: AbortSignal): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of addAbortSignal(signal, createReadStream(path))) {
      parts.push(piece);
      length += piece.length;
      if (length > LONGEST) fail('report-too-large');
    }
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof ReportError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    throw new ReportError('report-unreadable', path, code, { cause });
  }
  return Buffer.concat(parts);
}

type Properties = Readonly<Record<string, unknown>>;

/** One record of a JSON report; of NDJSON all, the `run` record first and the `summary` last. */
function recordsIn(bytes: Buffer, fail: Fail): Properties[] {
  const text = bytes.toString('utf8').replace(/^\ufeff/u, '');
  if (text.trim() === '') fail('report-empty');
  const whole = properties(parsed(text));
  if (whole && whole.type !== 'run') {
    // Whatever was cut is no JSON; this one was never whole.
    if (typeof whole.schema === 'string' && whole.verdict === undefined) fail('report-damaged', 'verdict');
    return [whole];
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const first = properties(parsed(lines[0] ?? ''));
  if (first?.type !== 'run') return fail(text.includes('"corelab/report/') ? 'report-cut' : 'not-a-report');
  const records = lines.map((line, i) => properties(parsed(line)) ?? failLine(i, lines.length, fail));
  if (records.filter(({ type }) => type === 'run').length > 1) fail('report-several');
  if (records.at(-1)?.type !== 'summary') fail('report-cut');
  return records;
}

function failLine(index: number, count: number, fail: Fail): never {
  return index === count - 1 ? fail('report-cut') : fail('report-damaged', `record ${index + 1}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Found {
  readonly studies: Map<string, number>;
  readonly subjects: Set<string>;
}

/** In every section of every command a study stands under `studyUID`, a subject under `subject` or `subjects`. */
function collect(value: unknown, found: Found): void {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, held] of Object.entries(next)) {
      if (key === 'studyUID' && typeof held === 'string' && !found.studies.has(held))
        found.studies.set(held, 0);
      else if (key === 'subject' && typeof held === 'string') found.subjects.add(held);
      else if (key === 'subjects') addAll(held, found.subjects);
      if (typeof held === 'object') open.push(held);
    }
  }
}

function addAll(held: unknown, subjects: Set<string>): void {
  if (!Array.isArray(held)) return;
  for (const one of held) if (typeof one === 'string') subjects.add(one);
}

/** Study Instance UIDs of the files that a record lists, a file each. */
function filesIn(record: Properties): string[] {
  const files = record.type === 'file' ? [record] : Array.isArray(record.files) ? record.files : [];
  return files.flatMap((file) => {
    const uid = properties(file)?.studyUID;
    return typeof uid === 'string' ? [uid] : [];
  });
}

/** `assign-id` has the trial in an object, crosswalk commands the protocol ID by itself. */
function protocolIn(config: unknown): string | undefined {
  const { trial, protocol } = properties(config) ?? {};
  const named = properties(trial)?.protocol ?? protocol;
  return typeof named === 'string' ? named : undefined;
}

import { createHash } from 'node:crypto';
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
import { continued, firstRecord, fromSource, hashed, parsed, wholeJson } from './report-bytes.js';
import { isBlank, linesOf } from './report-lines.js';

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

/**
 * Reads a corelab report, JSON or NDJSON (told by its first record). NDJSON is read record by record: only its files
 * are kept.
 * @param source a path, or `-` for standard input
 * @param signal ends the wait for a command that never writes its report; its reason is thrown
 * @throws ReportError when it is empty, cut, damaged, hashed, of an unknown version, several, or no report
 */
export function readReport(source: string, signal?: AbortSignal): Promise<ReadReport> {
  return fromSource(source, readReportFrom, signal);
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
  const report = await wholeJson(bytes, fail);
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

import { createHash } from 'node:crypto';
import { type Fail, failer, fileParser, list, parseHead, parseVerdict, properties } from './parse-report.js';
import { continued, firstRecord, fromSource, hashed, parsed, wholeJson } from './report-bytes.js';
import { isBlank, linesOf } from './report-lines.js';

/** All that a report holds, as its JSON form has it. */
export interface WholeReport {
  /** The envelope is checked, the sections are not. */
  readonly report: Readonly<Record<string, unknown>>;
  readonly command: string;
  /** Lists without rows leave no record in NDJSON: they are absent from `report`. */
  readonly form: 'json' | 'ndjson';
  /** SHA-256 of its bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads a corelab report with everything in it, JSON or NDJSON (told by its first record). Paths may be hashed: files
 * are named, never opened.
 * @param source a path, or `-` for standard input
 * @param signal ends the wait for a command that never writes its report; its reason is thrown
 * @throws ReportError when it is empty, cut, damaged, of an unknown version, several, or no report
 */
export function readWholeReport(source: string, signal?: AbortSignal): Promise<WholeReport> {
  return fromSource(source, readWholeReportFrom, signal);
}

/** {@link readWholeReport} from bytes; `from` names them in errors. */
export async function readWholeReportFrom(
  bytes: AsyncIterable<Uint8Array>,
  from: string,
): Promise<WholeReport> {
  const fail = failer(from);
  const hash = createHash('sha256');
  const input = hashed(bytes, hash, from)[Symbol.asyncIterator]();
  const { start, ended, run } = await firstRecord(input);
  if (ended && isBlank(start)) fail('report-empty');
  const whole = continued(start, input);
  const report = run ? await ofRecords(whole, fail) : (properties(await wholeJson(whole, fail)) ?? {});
  const { command } = checked(report, fail);
  return { report, command, form: run ? 'ndjson' : 'json', sha256: hash.digest('hex') };
}

/** The envelope's head, files and findings as every reader of reports checks them. */
function checked(report: Readonly<Record<string, unknown>>, fail: Fail): { readonly command: string } {
  const head = parseHead({ ...report, pathsHashed: undefined }, fail);
  parseVerdict(report.verdict, fail);
  list(report.findings, 'findings', fail);
  // Hashed paths lead nowhere, and are not followed.
  if (report.pathsHashed !== true) list(report.files, 'files', fail).forEach(fileParser(head.roots, fail));
  return head;
}

/** Keys of a study that stand in each of its series' records; whatever else stands there is the series' own. */
const STUDY_KEYS = ['studyUID', 'patient', 'patients', 'studyDate', 'dayOffset'] as const;

/** What is put together from the records of an NDJSON report. */
interface Gathered {
  head: Record<string, unknown> | undefined;
  tail: { readonly verdict: unknown; readonly summary: unknown } | undefined;
  readonly files: unknown[];
  readonly findings: unknown[];
  readonly studies: { readonly studyUID: unknown; readonly series: unknown[] }[];
  readonly sections: Map<string, unknown[]>;
}

async function ofRecords(
  bytes: AsyncIterable<Uint8Array>,
  fail: Fail,
): Promise<Readonly<Record<string, unknown>>> {
  const gathered: Gathered = {
    ...{ head: undefined, tail: undefined, files: [], findings: [], studies: [], sections: new Map() },
  };
  let lineNumber = 0;
  for await (const line of linesOf(bytes, fail)) {
    lineNumber++;
    const record = properties(parsed(line));
    if (typeof record?.type !== 'string') return fail('report-damaged', `record ${lineNumber}`);
    if (gathered.tail || (gathered.head && record.type === 'run')) fail('report-several');
    add(record, gathered);
  }
  const { head, tail, files, findings, studies, sections } = gathered;
  if (!head || !tail) return fail('report-cut');
  return {
    ...{ ...head, ...tail, findings },
    ...(studies.length > 0 && { studies }),
    ...Object.fromEntries([...sections].map(([name, rows]) => [name, asStood(name, rows)])),
    files,
  };
}

/** Sections that are one object, not a list: each is one row of NDJSON. The schemas say which. */
export const SINGLE_SECTIONS: ReadonlySet<string> = new Set([
  ...['against', 'verify', 'bag', 'verification', 'crosswalk', 'copies', 'criteria', 'chain', 'page'],
]);

function asStood(name: string, rows: readonly unknown[]): unknown {
  return SINGLE_SECTIONS.has(name) && rows.length === 1 ? rows[0] : rows;
}

function add({ type, ...record }: Readonly<Record<string, unknown>>, gathered: Gathered): void {
  if (type === 'run') gathered.head = record;
  else if (type === 'summary') gathered.tail = { verdict: record.verdict, summary: record.summary };
  else if (type === 'file') gathered.files.push(record);
  else if (type === 'finding') gathered.findings.push(record);
  else if (type === 'series') addSeries(record, gathered);
  else if (type === 'section' && typeof record.section === 'string') {
    const rows = gathered.sections.get(record.section);
    if (rows) rows.push(record.row);
    else gathered.sections.set(record.section, [record.row]);
  }
}

function addSeries(record: Readonly<Record<string, unknown>>, { studies }: Gathered): void {
  const { studyDescription, ...rest } = record;
  const own = Object.fromEntries(STUDY_KEYS.flatMap((key) => (key in rest ? [[key, rest[key]]] : [])));
  const series = Object.fromEntries(Object.entries(rest).filter(([key]) => !(key in own)));
  const last = studies.at(-1);
  if (last && last.studyUID === own.studyUID) last.series.push(series);
  else
    studies.push({
      ...own,
      studyUID: own.studyUID,
      description: studyDescription,
      series: [series],
    } as never);
}

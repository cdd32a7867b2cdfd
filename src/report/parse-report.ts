import { OUTCOMES, type Outcome } from '../findings/outcome.js';
import type { FileEntry, FileKind, Root, Upstream } from './envelope.js';
import { ReportError, type ReportErrorCode } from './report-error.js';

const KINDS: readonly FileKind[] = ['dicom', 'dicomdir', 'not-dicom', 'unreadable'];

/** Fails with a typed error that says where in which report. */
export type Fail = (code: ReportErrorCode, where?: string) => never;

/** A {@link Fail} for the report from `from`. */
export function failer(from: string): Fail {
  return (code, where) => {
    throw new ReportError(code, from, where);
  };
}

/** An object's properties, or undefined when the value is no object. */
export function properties(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

/** What `run` writes beside the reports of a delivery: a pattern such as `0003/*.json` takes it along. */
const RUN_MARKER = 'corelab/run-delivery@1';
const BESIDE_REPORTS = 'it marks for corelab run whose the delivery is; leave it out, or name the reports';

/** What the head of a report says: of which command, what came before it, and where its files are. */
export interface ReportHead {
  readonly command: string;
  readonly upstream: readonly Upstream[];
  readonly roots: readonly Root[];
  readonly keyFingerprint?: string;
}

/**
 * The head of a report: the whole of a JSON report, or the `run` record of an NDJSON one.
 * @throws ReportError through `fail` when it is no report, of an unknown version, or its paths are hashed
 */
export function parseHead(value: unknown, fail: Fail): ReportHead {
  const head = properties(value);
  const schema =
    typeof head?.schema === 'string' ? /^corelab\/report\/([a-z-]+)@(\d+)$/.exec(head.schema) : null;
  if (!head || !schema) return fail('not-a-report', head?.schema === RUN_MARKER ? BESIDE_REPORTS : undefined);
  const [, command = '', version] = schema;
  if (version !== '1') return fail('report-schema');
  if (head.command !== command) return fail('report-damaged', 'command');
  if (head.pathsHashed !== undefined && head.pathsHashed !== false) return fail('report-paths-hashed');
  const fingerprint = properties(head.config)?.keyFingerprint;
  if (fingerprint !== undefined && typeof fingerprint !== 'string') return fail('report-damaged', 'config');
  return {
    command,
    upstream: list(head.upstream, 'upstream', fail).map((one, i) =>
      parseUpstream(one, `upstream[${i}]`, fail),
    ),
    roots: list(head.roots, 'roots', fail).map((one, i) => parseRoot(one, `roots[${i}]`, fail)),
    ...(fingerprint === undefined ? {} : { keyFingerprint: fingerprint }),
  };
}

/** A list, where the envelope wants one. */
export function list(value: unknown, where: string, fail: Fail): readonly unknown[] {
  return Array.isArray(value) ? value : fail('report-damaged', where);
}

/** One of the five outcomes. */
export function parseVerdict(value: unknown, fail: Fail): Outcome {
  return OUTCOMES.find((outcome) => outcome === value) ?? fail('report-damaged', 'verdict');
}

function parseUpstream(value: unknown, where: string, fail: Fail): Upstream {
  const { command, verdict } = properties(value) ?? {};
  if (typeof command !== 'string') return fail('report-damaged', where);
  return { command, verdict: parseVerdict(verdict, fail) };
}

function parseRoot(value: unknown, where: string, fail: Fail): Root {
  const { id, path, pathBase64 } = properties(value) ?? {};
  if (!isCount(id) || typeof path !== 'string' || path === '') return fail('report-damaged', where);
  return { id, path, ...base64(pathBase64, where, fail) };
}

const TEXTS = ['sopInstanceUID', 'seriesUID', 'studyUID', 'transferSyntax', 'sha256'] as const;

/**
 * Makes a parser of `files` entries. Series, study and transfer syntax UIDs that repeat share one string.
 * @throws ReportError through `fail` for an entry of another shape, with a root that is not there, or with a path
 *   that leaves its root
 */
export function fileParser(roots: readonly Root[], fail: Fail): (value: unknown, index: number) => FileEntry {
  const ids = new Set(roots.map((root) => root.id));
  const shared = new Map<string, string>();
  const share = (text: string): string => {
    const known = shared.get(text);
    if (known === undefined) shared.set(text, text);
    return known ?? text;
  };
  return (value, index) => {
    const where = `files[${index}]`;
    const { root, path, pathBase64, kind, bytes, ...rest } = properties(value) ?? {};
    if (!isCount(root) || !ids.has(root)) return fail('report-damaged', `${where}.root`);
    if (typeof path !== 'string' || leavesRoot(path)) return fail('report-damaged', `${where}.path`);
    const known = KINDS.find((one) => one === kind) ?? fail('report-damaged', `${where}.kind`);
    if (!isCount(bytes)) return fail('report-damaged', `${where}.bytes`);
    const entry: Record<string, string> = {};
    for (const key of TEXTS) {
      const text = rest[key];
      if (text === undefined) continue;
      if (typeof text !== 'string') return fail('report-damaged', `${where}.${key}`);
      entry[key] = key === 'sopInstanceUID' || key === 'sha256' ? text : share(text);
    }
    return { root, path, ...base64(pathBase64, where, fail), kind: known, bytes, ...entry };
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Entries are relative to their root and stay below it: a report must not point a command elsewhere. */
function leavesRoot(path: string): boolean {
  return path.startsWith('/') || path.includes('\0') || path.split('/').includes('..');
}

function base64(value: unknown, where: string, fail: Fail): { pathBase64?: string } {
  if (value === undefined) return {};
  if (typeof value !== 'string') return fail('report-damaged', `${where}.pathBase64`);
  const bytes = Buffer.from(value, 'base64');
  const wrong = bytes.toString('base64') !== value || leavesRootUnlessRoot(bytes, where);
  return wrong ? fail('report-damaged', `${where}.pathBase64`) : { pathBase64: value };
}

function leavesRootUnlessRoot(bytes: Buffer, where: string): boolean {
  return !where.startsWith('roots') && leavesRoot(bytes.toString('latin1'));
}

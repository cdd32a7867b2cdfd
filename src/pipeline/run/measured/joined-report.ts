import { worst } from '../../../findings/outcome.js';
import type { FileEntry, Report } from '../../../report/envelope.js';
import type { MeasurementRow, SourceRow } from '../../../report/measure-export-sections.js';
import { countsOf } from '../../measure-export/report.js';
import { runMeasureExport } from '../../measure-export/run.js';
import type { RunContext } from '../run-context.js';
import { type KeptRow, type KeptRows, keptRows, type MeasuredReport, objectOf } from './kept-rows.js';

/** What each report numbers anew. */
const NUMBERED = /^reader-\d+$/;

/**
 * One report of `measure-export` on all measurements of the trial, as `response` takes it: subjects, sites and visits are
 * those of the trial, and a reader has one number throughout. Undefined where nothing was measured.
 * @throws RunError `report-changed`, InputError when an object is gone whose reader has to be known
 */
export async function joinedReport(context: RunContext): Promise<Report | undefined> {
  const kept = keptRows(context);
  const [last] = kept.reports.slice(-1);
  if (!last || kept.rows.length === 0) return undefined;
  const readers = await readersOf(context, kept);
  const of = new Set(kept.rows.map(({ report }) => report));
  const reports = kept.reports.filter((_, number) => of.has(number));
  const rows = kept.rows.map((one) => withReader(one, readers));
  return reportWith(reports, rows, headOf(reports, last));
}

function withReader(one: KeptRow, readers: ReadonlyMap<string, string | null> | undefined): KeptRow {
  if (!readers || !NUMBERED.test(one.row.reader ?? '')) return one;
  // Of somebody whom nobody knows nothing can be said.
  return { ...one, row: { ...one.row, reader: readers.get(keyOf(one.row)) ?? null } };
}

/** Readers by row, numbered over all; undefined where one report alone has numbers. The objects are read again. */
async function readersOf(
  { options }: RunContext,
  { rows }: KeptRows,
): Promise<ReadonlyMap<string, string | null> | undefined> {
  const numbered = rows.filter(({ row }) => NUMBERED.test(row.reader ?? ''));
  if (new Set(numbered.map(({ report }) => report)).size < 2) return undefined;
  const { jobs, signal, progress } = options;
  const all = await runMeasureExport({
    ...{ inputs: [...new Set(numbered.map(objectOf))], images: [], exclude: [], tolerance: 0.01 },
    ...{ identifiers: false, jobs, signal, progress, startedAt: new Date(), arguments: [] },
  });
  const told = all.sections.rows as Iterable<MeasurementRow>;
  return new Map([...told].map((row) => [keyOf(row), row.reader]));
}

function keyOf({ source }: MeasurementRow): string {
  return `${source.sopInstanceUID} ${source.itemPath}`;
}

function reportWith(reports: readonly MeasuredReport[], kept: readonly KeptRow[], head: Head): Report {
  const folders = [...new Set(kept.map(({ folder }) => folder))];
  const files = new Map<string, FileEntry>();
  for (const one of kept) files.set(objectOf(one), { ...one.file, root: folders.indexOf(one.folder) });
  const numbers = new Map([...files.keys()].map((path, number) => [path, number]));
  const rows = kept.map((one): MeasurementRow => {
    const file = numbers.get(objectOf(one)) ?? 0;
    return { ...one.row, source: { ...one.row.source, file } };
  });
  const sections = { rows, references: [], sources: sourcesOf(reports, rows) };
  return {
    ...head,
    upstream: [],
    findings: [],
    summary: countsOf(sections, { filesIn: files.size, notDicom: 0, unreadable: 0 }),
    sections,
    roots: folders.map((path, id) => ({ id, path })),
    files: [...files.values()],
  };
}

/** The objects of rows, as they were measured last. */
function sourcesOf(reports: readonly MeasuredReport[], rows: readonly MeasurementRow[]): SourceRow[] {
  const known = new Map(
    reports.flatMap(({ sources }) => sources.map((one) => [one.source.sopInstanceUID, one] as const)),
  );
  const files = new Map(rows.map(({ source }) => [source.sopInstanceUID, source.file]));
  return [...files].flatMap(([uid, file]) => {
    const one = known.get(uid);
    return one ? [{ ...one, source: { ...one.source, file } }] : [];
  });
}

type Head = Pick<Report, 'schema' | 'confidentiality' | 'tool' | 'command' | 'run' | 'config' | 'verdict'>;

/** Of the last report, with the worst verdict of all: they were made in the same way. */
function headOf(reports: readonly MeasuredReport[], last: MeasuredReport): Head {
  const { schema, confidentiality, tool, command, run, config } = last;
  const verdict = worst(reports.map((one) => one.verdict));
  return { schema, confidentiality, tool, command, run, config, verdict };
}

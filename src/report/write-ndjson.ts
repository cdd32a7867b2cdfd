import type { Report } from './envelope.js';
import { inChunks, isRows, jsonLine } from './text-chunks.js';

/** A study as a section holds it: whatever describes it, and its series. */
interface StudyLike {
  /** Stands in the records as `studyDescription`, for a series has a description of its own. */
  readonly description?: unknown;
  readonly series: Iterable<object>;
}

/** How the sections become records. */
export interface NdjsonOptions {
  /** The section whose rows hold `series`, each of which becomes a `series` record with its study's own values. */
  readonly studiesIn?: string;
}

/**
 * The report as NDJSON, piece by piece: a `run` record (the envelope's head and the roots), then `file`, `series`,
 * `section` and `finding` records, and a `summary` record last. A stream without its summary was cut.
 * A section's row is `{"type":"section","section":NAME,"row":…}`; a section that is no list is one such row.
 */
export function ndjsonChunks(report: Report, options: NdjsonOptions = {}): Generator<string> {
  return inChunks(lines(report, options.studiesIn ?? 'studies'));
}

function* lines(report: Report, studiesIn: string): Generator<string> {
  for (const record of records(report, studiesIn)) yield `${jsonLine(record)}\n`;
}

function* records(report: Report, studiesIn: string): Generator<object> {
  const { schema, confidentiality, tool, command, run, config, upstream, roots, pathsHashed } = report;
  yield { type: 'run', schema, confidentiality, tool, command, run, config, upstream, roots, pathsHashed };
  for (const file of report.files) yield { type: 'file', ...file };
  for (const [section, value] of Object.entries(report.sections)) {
    const rows = isRows(value) ? value : [value];
    for (const row of rows) {
      if (section === studiesIn && isStudy(row)) yield* seriesRecords(row);
      else if (row !== undefined) yield { type: 'section', section, row };
    }
  }
  for (const finding of report.findings) yield { type: 'finding', ...finding };
  yield { type: 'summary', verdict: report.verdict, summary: report.summary };
}

function* seriesRecords({ series, description, ...study }: StudyLike): Generator<object> {
  for (const one of series) yield { type: 'series', ...study, studyDescription: description, ...one };
}

function isStudy(row: unknown): row is StudyLike {
  return typeof row === 'object' && row !== null && 'series' in row && isRows(row.series);
}

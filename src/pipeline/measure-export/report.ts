import { type Report, verdictOf } from '../../report/envelope.js';
import type {
  MeasureExportSections,
  MeasureExportSummary,
  ReferenceRow,
  RowSource,
  SourceRow,
} from '../../report/measure-export-sections.js';
import { thisTool } from '../../report/tool.js';
import { rows } from '../rows.js';
import { runInfo } from '../run-info.js';
import { findingsOf } from './findings.js';
import { rowSource } from './row-source.js';
import type { Done, MeasuredSource } from './run-state.js';

/** The report of a run; `files` are its input, for the next command of a pipe. */
export function reportOf(done: Done): Report {
  const { options, inputs, scan, leftOut } = done;
  const findings = findingsOf(done);
  const sections: MeasureExportSections = {
    rows: done.sources.flatMap((source) => source.rows),
    references: done.sources.flatMap((source) => referenceRows(source, done)),
    sources: done.sources.map((source) => sourceRow(source, done)),
  };
  return {
    schema: 'corelab/report/measure-export@1',
    confidentiality: options.identifiers ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'measure-export',
    run: runInfo(options, inputs.upstreamSha256),
    config: {
      tolerance: options.tolerance,
      images: options.images.length,
      exclude: { globs: options.exclude, leftOut },
    },
    upstream: inputs.upstream,
    verdict: verdictOf(findings, inputs.upstream),
    summary: summaryOf(done, sections),
    findings,
    sections: { ...sections },
    roots: inputs.roots,
    files: rows(() => scan.files.entries(scan.instances, false)),
  };
}

function withItem(source: MeasuredSource, done: Done): RowSource {
  return { ...rowSource(source, done.scan), itemPath: '' };
}

function referenceRows(source: MeasuredSource, done: Done): ReferenceRow[] {
  const own = withItem(source, done);
  return source.references.map(({ sopInstanceUID, frames = [], segments = [] }) => ({
    source: own,
    title: source.title ?? null,
    sopInstanceUID,
    frames,
    segments,
    isPresent: done.isPresent(sopInstanceUID),
  }));
}

function sourceRow(source: MeasuredSource, { scan }: Done): SourceRow {
  const { rows: all, title } = source;
  return {
    source: rowSource(source, scan),
    title: title ?? null,
    measurements: all.length,
    recomputed: all.filter(({ recomputedValue }) => recomputedValue !== null).length,
    disagreeing: all.filter(({ agrees }) => agrees === false).length,
  };
}

function summaryOf({ scan }: Done, sections: MeasureExportSections): MeasureExportSummary {
  const { size: filesIn } = scan.files;
  return countsOf(sections, { filesIn, notDicom: scan.notDicom.size, unreadable: scan.unreadable.size });
}

/** The counts of a report. */
export function countsOf(
  { rows: all, sources, references }: MeasureExportSections,
  files: Pick<MeasureExportSummary, 'filesIn' | 'notDicom' | 'unreadable'>,
): MeasureExportSummary {
  const count = (test: (row: (typeof all)[number]) => boolean): number => all.filter(test).length;
  return {
    filesIn: files.filesIn,
    notDicom: files.notDicom,
    unreadable: files.unreadable,
    sources: sources.length,
    rows: all.length,
    stored: count(({ storedValue }) => storedValue !== null),
    recomputed: count(({ recomputedValue }) => recomputedValue !== null),
    agree: count(({ agrees }) => agrees === true),
    disagree: count(({ agrees }) => agrees === false),
    notEvaluable: count(({ storedValue, agrees }) => storedValue !== null && agrees === null),
    references: references.length,
  };
}

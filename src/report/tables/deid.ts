import type {
  DeidPatientRow,
  DeidQuarantineRow,
  DeidReviewRow,
  DeidSeriesRow,
  DeidVerifiedRow,
} from '../deid-sections.js';
import type { Report } from '../envelope.js';
import type { Cell, Column, Table } from '../table.js';
import { isRows } from '../text-chunks.js';

type Columns<T> = readonly (readonly [string, (row: T) => Cell | null])[];

/** A series that was released, or a file that was not. */
type ReleaseRow = Partial<DeidSeriesRow> & Partial<DeidQuarantineRow>;

const RELEASE_COLUMNS: Columns<ReleaseRow> = [
  ['outcome', ({ code }) => (code === undefined ? 'released' : 'quarantined')],
  ['subject', ({ subject }) => subject],
  ['study_uid', ({ studyUID }) => studyUID],
  ['series_uid', ({ seriesUID }) => seriesUID],
  ['modality', ({ modality }) => modality],
  ['files', ({ files }) => files ?? 1],
  ['path', ({ path }) => path],
  ['code', ({ code }) => code],
  ['reason', ({ reason }) => reason],
  ['where', ({ hits }) => hits?.map(({ where, from }) => `${where} (${from})`).join('; ')],
  ['source', ({ source }) => source],
];

const REVIEW_COLUMNS: Columns<DeidReviewRow> = [
  ['series_uid', ({ seriesUID }) => seriesUID],
  ['path', ({ path }) => path],
  ['action', ({ action }) => action],
  ['rule', ({ rule }) => rule],
  ['source', ({ source }) => source],
  ['files', ({ files }) => files],
  ['before', ({ examples }) => examples?.map(({ before }) => before).join(' | ')],
  ['after', ({ examples }) => examples?.map(({ after }) => after).join(' | ')],
];

const VERIFIED_COLUMNS: Columns<DeidVerifiedRow> = [
  ['path', ({ path }) => path],
  ['problems', ({ problems }) => problems.map(problemText).join('; ')],
  ['hits', ({ hits }) => hits.map(({ where, from }) => `${where} (${from})`).join('; ')],
];

/**
 * A deid report as a table for CSV: the review of `--dry-run`, the files of `--verify-only`, else the series that were
 * released and the files that were not.
 */
export function deidTable(report: Report): Table {
  const { sections } = report;
  if (isRows(sections.verified)) return tableOf(VERIFIED_COLUMNS, () => verifiedOf(report));
  if (isRows(sections.review)) return tableOf(REVIEW_COLUMNS, () => reviewOf(report));
  return tableOf(RELEASE_COLUMNS, () => releaseRows(report));
}

function tableOf<T>(columns: Columns<T>, rows: () => Iterable<T>): Table {
  return {
    columns: columns.map(([title]): Column => ({ title })),
    rows: {
      *[Symbol.iterator]() {
        for (const row of rows()) yield columns.map(([, get]) => get(row) ?? undefined);
      },
    },
  };
}

function* releaseRows(report: Report): Generator<ReleaseRow> {
  yield* rowsOf<DeidSeriesRow>(report.sections.series);
  yield* quarantineOf(report);
}

/** A problem of `--verify-only` in few words. */
export function problemText({ code, where }: DeidVerifiedRow['problems'][number]): string {
  return where === undefined ? code : `${code} (${where})`;
}

/** Patients of a deid report, in the report's order. */
export function patientsOf({ sections }: Report): Iterable<DeidPatientRow> {
  return rowsOf<DeidPatientRow>(sections.patients);
}

/** Files that were not released, in the report's order. */
export function quarantineOf({ sections }: Report): Iterable<DeidQuarantineRow> {
  return rowsOf<DeidQuarantineRow>(sections.quarantine);
}

/** Rows of `--dry-run`, in the report's order. */
export function reviewOf({ sections }: Report): Iterable<DeidReviewRow> {
  return rowsOf<DeidReviewRow>(sections.review);
}

/** Rows of `--verify-only`, in the report's order. */
export function verifiedOf({ sections }: Report): Iterable<DeidVerifiedRow> {
  return rowsOf<DeidVerifiedRow>(sections.verified);
}

function rowsOf<T>(section: unknown): Iterable<T> {
  return isRows(section) ? (section as Iterable<T>) : [];
}

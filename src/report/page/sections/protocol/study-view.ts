import { groupBy } from '../../../../findings/group-by.js';
import type { Outcome } from '../../../../findings/outcome.js';
import { OUTCOMES, SEVERITIES } from '../../../../findings/outcome.js';
import type {
  CheckProtocolSections,
  ProtocolCheckRow,
  ProtocolSeriesRow,
  ProtocolStudyRow,
} from '../../../check-protocol-sections.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { each, of, type Told } from '../../told.js';

/** A check, and where it stands in the report. */
export type Check = Told<ProtocolCheckRow>;

/** A series with its checks, in the order of the protocol. */
export interface SeriesView {
  readonly row: Told<ProtocolSeriesRow>;
  readonly checks: readonly Check[];
}

/** A study with all that was checked in it. */
export interface StudyView {
  readonly row: Told<ProtocolStudyRow>;
  readonly series: readonly SeriesView[];
  /** Checks of no single series. */
  readonly own: readonly Check[];
  /** All of them, in the report's order. */
  readonly checks: readonly Check[];
}

/** Studies of a report, and checks that stand in none of them. */
export interface ReportView {
  readonly studies: readonly StudyView[];
  readonly strays: readonly Check[];
}

const KINDS: readonly ProtocolSeriesRow['kind'][] = [
  'matched',
  'ambiguous',
  'superseded',
  'unexpected',
  'excluded',
  'other',
];

/** An id on the page for what is told, as `r0-checks-12`. */
export function idOf({ at }: Told<unknown>): string {
  return `r${at.replaceAll('/', '-')}`;
}

/** How many of the checks came to an outcome. */
export function countOf(checks: readonly Check[], outcome: Outcome): number {
  return checks.filter(({ value }) => value.outcome === outcome).length;
}

/** Whether a person should read it: it is not as declared, or a decision made it so. */
export function deviates({ value: { outcome, disposition } }: Check): boolean {
  return (outcome !== 'pass' && outcome !== 'not-applicable') || disposition !== undefined;
}

/** Worst first; of equals the more severe first, then in the report's order. */
export function worstFirst(checks: readonly Check[]): Check[] {
  const rank = ({ value: { outcome, severity } }: Check): number =>
    OUTCOMES.indexOf(outcome) * SEVERITIES.length + SEVERITIES.indexOf(severity);
  return [...checks].sort((a, b) => rank(a) - rank(b));
}

/** The studies of a report, those with the worst outcome and the most deviations of it first. */
export function reportView(source: PageSource): ReportView {
  const report = toldReport<CheckProtocolSections>(source);
  const checks = groupBy(each(of(report, 'checks')), ({ value }) => value.study);
  const series = groupBy(each(of(report, 'series')), ({ value }) => value.study);
  const studies = each(of(report, 'studies')).map((row) =>
    studyView(row, series.get(row.value.study) ?? [], checks.get(row.value.study) ?? []),
  );
  const known = new Set(studies.map(({ row }) => row.value.study));
  return {
    studies: studies.sort((a, b) => rankOf(a) - rankOf(b) || worstCount(b) - worstCount(a)),
    strays: [...checks].flatMap(([study, own]) => (known.has(study) ? [] : own)),
  };
}

function rankOf({ row }: StudyView): number {
  return OUTCOMES.indexOf(row.value.outcome);
}

function worstCount({ row, checks }: StudyView): number {
  return countOf(checks, row.value.outcome);
}

function studyView(
  row: Told<ProtocolStudyRow>,
  rows: readonly Told<ProtocolSeriesRow>[],
  checks: readonly Check[],
): StudyView {
  const known = new Set(rows.map(({ value }) => value.seriesUID));
  const bySeries = groupBy(checks, ({ value: { seriesUID } }) =>
    seriesUID !== null && known.has(seriesUID) ? seriesUID : null,
  );
  const series = rows.map((one) => ({ row: one, checks: bySeries.get(one.value.seriesUID) ?? [] }));
  return {
    row,
    series: series.sort((a, b) => KINDS.indexOf(a.row.value.kind) - KINDS.indexOf(b.row.value.kind)),
    own: bySeries.get(null) ?? [],
    checks,
  };
}

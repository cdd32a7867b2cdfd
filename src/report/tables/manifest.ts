import type { Report } from '../envelope.js';
import type { SeriesRow, StudyRow } from '../manifest-sections.js';
import type { Cell, Column, Table } from '../table.js';
import { isRows } from '../text-chunks.js';

type Get = (series: SeriesRow, study: StudyRow) => Cell | null;

/** Title and value of each column, in order. */
const COLUMNS: readonly (readonly [string, Get])[] = [
  ['patient', (_, study) => study.patient],
  ['study_day', (_, study) => study.dayOffset],
  ['study_uid', (_, study) => study.studyUID],
  ['series_uid', (series) => series.seriesUID],
  ['modality', (series) => series.modality],
  ['study_description', (_, study) => study.description],
  ['series_number', (series) => series.seriesNumber],
  ['series_description', (series) => series.description],
  ['manufacturer', (series) => series.manufacturer],
  ['model', (series) => series.model],
  ['serial', (series) => series.serial],
  ['software_versions', (series) => series.softwareVersions.join('; ')],
  ['field_strength_t', (series) => series.fieldStrengthT],
  ['station', (series) => series.station],
  ['sop_classes', (series) => series.sopClasses.join('; ')],
  ['transfer_syntaxes', (series) => series.transferSyntaxes.join('; ')],
  ['instances', (series) => series.instances],
  ['frames', (series) => series.frames],
  ['rows', (series) => series.geometry?.rows],
  ['columns', (series) => series.geometry?.columns],
  ['slices', (series) => series.geometry?.slices],
  ['slice_spacing_mm', (series) => series.geometry?.sliceSpacingMm],
  ['slice_thickness_mm', (series) => series.geometry?.sliceThicknessMm],
  ['missing_slices', (series) => series.geometry?.missingSlices],
  ['duplicate_slices', (series) => series.geometry?.duplicateSlices],
  ['time_points', (series) => series.timePoints],
  ['volumes', (series) => series.volumes?.count],
  ['incomplete_volumes', (series) => series.volumes?.incomplete],
  ['separated_by', (series) => series.volumes?.separatedBy.join('; ')],
  ['lossy', (series) => series.lossy],
];

/** The series of a manifest as a table for CSV: one row a series, every value that the report has of it. */
export function manifestTable(report: Report): Table {
  const columns: readonly Column[] = COLUMNS.map(([title]) => ({ title }));
  return { columns, rows: { [Symbol.iterator]: () => rows(report) } };
}

function* rows(report: Report): Generator<Cell[]> {
  for (const [series, study] of seriesOf(report)) {
    yield COLUMNS.map(([, get]) => get(series, study) ?? undefined);
  }
}

/** Every series of a manifest with its study, in the report's order. */
export function* seriesOf(report: Report): Generator<readonly [SeriesRow, StudyRow]> {
  const { studies } = report.sections;
  if (!isRows(studies)) return;
  for (const study of studies as Iterable<StudyRow>) {
    for (const series of study.series) yield [series, study];
  }
}

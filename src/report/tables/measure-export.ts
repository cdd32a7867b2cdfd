import type { Report } from '../envelope.js';
import type { MeasureExportSections, MeasurementRow, RowCode } from '../measure-export-sections.js';
import type { Cell, Table } from '../table.js';

type Read = (row: MeasurementRow) => Cell | null;
type CodeColumn = readonly [title: string, read: (row: MeasurementRow) => RowCode | null];

/** A code in three columns: what counts is value and scheme. */
function coded([title, read]: CodeColumn): [string, Read][] {
  return [
    [`${title}_value`, (row) => read(row)?.value ?? null],
    [`${title}_scheme`, (row) => read(row)?.scheme ?? null],
    [`${title}_meaning`, (row) => read(row)?.meaning ?? null],
  ];
}

/** The columns of the long table, in their order: a row a measurement. The order is part of the format. */
export const MEASUREMENT_COLUMNS: readonly (readonly [title: string, read: Read])[] = [
  ['subject', ({ subject }) => subject],
  ['site', ({ site }) => site],
  ['visit', ({ visit }) => visit],
  ['study_date', ({ studyDate }) => studyDate],
  ['source_kind', ({ source }) => source.kind],
  ['source_path', ({ source }) => source.path],
  ['source_study_uid', ({ source }) => source.studyUID],
  ['source_series_uid', ({ source }) => source.seriesUID],
  ['source_sop_instance_uid', ({ source }) => source.sopInstanceUID],
  ['source_sop_class_uid', ({ source }) => source.sopClassUID],
  ['source_item_path', ({ source }) => source.itemPath],
  ['template', ({ template }) => template],
  ['group', ({ group }) => group],
  ['tracking_uid', ({ trackingUid }) => trackingUid],
  ['tracking_id', ({ trackingId }) => trackingId],
  ['lesion_label', ({ lesionLabel }) => lesionLabel],
  ...coded(['finding_category', ({ findingCategory }) => findingCategory]),
  ...coded(['finding', ({ finding }) => finding]),
  ['finding_today', ({ findingToday }) => codes(findingToday ? [findingToday] : [])],
  ...coded(['finding_site', ({ findingSite }) => findingSite]),
  ['finding_site_today', ({ findingSiteToday }) => codes(findingSiteToday ? [findingSiteToday] : [])],
  ...coded(['laterality', ({ laterality }) => laterality]),
  ['laterality_today', ({ lateralityToday }) => codes(lateralityToday ? [lateralityToday] : [])],
  ['further_sites', ({ sites }) => codes(sites.slice(1).map(({ site }) => site))],
  ...coded(['concept', ({ concept }) => concept]),
  ['concept_today_value', ({ conceptToday }) => conceptToday?.value ?? null],
  ['concept_today_scheme', ({ conceptToday }) => conceptToday?.scheme ?? null],
  ['parents', ({ parents }) => codes(parents)],
  ...coded(['derivation', ({ derivation }) => derivation]),
  ['derivation_today', ({ derivationToday }) => codes(derivationToday ? [derivationToday] : [])],
  ...coded(['method', ({ method }) => method]),
  ['method_today', ({ methodToday }) => codes(methodToday ? [methodToday] : [])],
  ['modifiers', ({ modifiers }) => named(modifiers)],
  ['qualitative', ({ qualitative }) => named(qualitative)],
  ...coded(['qualifier', ({ qualifier }) => qualifier]),
  ['value', ({ value }) => value],
  ['value_from', ({ valueFrom }) => valueFrom],
  ['unit', ({ unit }) => unit],
  ['stored_value', ({ storedValue }) => storedValue],
  ...coded(['stored_unit', ({ storedUnit }) => storedUnit]),
  ['figure', ({ figure }) => figure],
  ['recomputed_value', ({ recomputedValue }) => recomputedValue],
  ['difference', ({ difference }) => difference],
  ['difference_percent', ({ differencePercent }) => differencePercent],
  ['agrees', ({ agrees }) => agrees],
  ['why', ({ why }) => why],
  ['voxel_count', ({ voxelCount }) => voxelCount],
  ['image_study_uid', ({ image }) => image?.studyUID ?? null],
  ['image_series_uid', ({ image }) => image?.seriesUID ?? null],
  ['image_sop_instance_uid', ({ image }) => image?.sopInstanceUID ?? null],
  ['image_frames', ({ image }) => image?.frames.join(' ') || null],
  ['modality', ({ image }) => image?.modality ?? null],
  ['slice_thickness_mm', ({ image }) => image?.sliceThicknessMm ?? null],
  ['frame_of_reference_uid', ({ image }) => image?.frameOfReferenceUID ?? null],
  ['geometry_types', ({ geometry }) => geometry.map(({ type }) => type).join(' ') || null],
  ['geometry_spaces', ({ geometry }) => geometry.map(({ space }) => space).join(' ') || null],
  [
    'coordinates',
    ({ geometry }) => geometry.map(({ coordinates }) => coordinates.join(' ')).join(' | ') || null,
  ],
  ['reader', ({ reader }) => reader],
  ...coded(['reader_role', ({ readerRole }) => readerRole]),
  ['device', ({ device }) => device],
  ['device_version', ({ deviceVersion }) => deviceVersion],
  ['algorithm', ({ algorithm }) => algorithm],
  ['algorithm_version', ({ algorithmVersion }) => algorithmVersion],
  ['time_point', ({ timePoint }) => timePoint],
  ['activity_session', ({ activitySession }) => activitySession],
  ['date_time', ({ dateTime }) => dateTime],
  ['problems', ({ problems }) => problems.join(' ') || null],
];

/** A code as text: `value^scheme^meaning`, as HL7 writes coded elements. */
function codeText({ value, scheme, meaning }: RowCode): string {
  return `${value}^${scheme}^${meaning}`;
}

function codes(all: readonly RowCode[]): string | null {
  return all.map(codeText).join(' | ') || null;
}

function named(all: MeasurementRow['modifiers']): string | null {
  const texts = all.map(
    ({ name, value }) => `${codeText(name)} = ${typeof value === 'string' ? value : codeText(value)}`,
  );
  return texts.join(' | ') || null;
}

/** A measure-export report as a table for CSV: a row a measurement. */
export function measureExportTable({ sections }: Pick<Report, 'sections'>): Table {
  const { rows = [] }: Partial<MeasureExportSections> = sections;
  return {
    columns: MEASUREMENT_COLUMNS.map(([title]) => ({ title })),
    rows: rows.map((row) => MEASUREMENT_COLUMNS.map(([, read]) => read(row) ?? undefined)),
  };
}

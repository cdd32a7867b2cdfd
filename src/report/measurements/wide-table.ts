import type { Report } from '../envelope.js';
import type { MeasurementRow, RowCode } from '../measure-export-sections.js';
import type { Cell, Table } from '../table.js';
import { measurementRows } from './row-state.js';
import { columnKey, isBare, type WideColumn, wideColumns } from './wide-columns.js';

/** The rows of one lesion of one source object by one reader, those of a column together. */
interface Lesion {
  readonly first: MeasurementRow;
  readonly rows: MeasurementRow[];
  readonly cells: Map<string, MeasurementRow[]>;
}

type Read = (lesion: Lesion) => Cell | null;

/** The columns before the measurements, in their order: who, where, what. */
const LESION_COLUMNS: readonly (readonly [title: string, read: Read])[] = [
  ['subject', ({ first }) => first.subject],
  ['site', ({ first }) => first.site],
  ['visit', ({ first }) => first.visit],
  ['study_date', ({ first }) => first.studyDate],
  ['reader', ({ first }) => first.reader],
  ['source_kind', ({ first }) => first.source.kind],
  ['source_path', ({ first }) => first.source.path],
  ['source_sop_instance_uid', ({ first }) => first.source.sopInstanceUID],
  ['group', ({ first }) => first.group],
  ['tracking_uid', ({ first }) => first.trackingUid],
  ['tracking_id', ({ first }) => first.trackingId],
  ['lesion_label', ({ first }) => first.lesionLabel],
  ...coded('finding', ({ finding }) => finding),
  ...coded('finding_site', ({ findingSite }) => findingSite),
  ...coded('laterality', ({ laterality }) => laterality),
  ['image_series_uid', ({ rows }) => distinct(rows.map(({ image }) => image?.seriesUID))],
  ['date_time', ({ rows }) => distinct(rows.map(({ dateTime }) => dateTime))],
  ['problems', ({ rows }) => distinct(rows.flatMap(({ problems }) => problems))],
];

function coded(title: string, read: (row: MeasurementRow) => RowCode | null): [string, Read][] {
  return [
    [`${title}_value`, ({ first }) => read(first)?.value ?? null],
    [`${title}_scheme`, ({ first }) => read(first)?.scheme ?? null],
    [`${title}_meaning`, ({ first }) => read(first)?.meaning ?? null],
  ];
}

/** All different texts, with a space between them. */
function distinct(texts: readonly (string | null | undefined)[]): string | null {
  return [...new Set(texts.filter((text) => text))].join(' ') || null;
}

/**
 * The wide table: a row a lesion of one source object, a column a measurement and unit. What a file states has three
 * columns more: where the value is from, what was recomputed, and whether they agree. What one lesion has more than once
 * stands in columns with `__2`, `__3`: nothing is lost.
 */
export function wideTable({ sections }: Pick<Report, 'sections'>): Table {
  const lesions = lesionsOf(measurementRows(sections));
  const columns = wideColumns(columnRows(lesions));
  const titles = [...columns.values()].flatMap((column) => titlesOf(column));
  return {
    columns: [...LESION_COLUMNS.map(([title]) => title), ...titles].map((title) => ({ title })),
    rows: { [Symbol.iterator]: () => tableRows(lesions, columns) },
  };
}

function* tableRows(lesions: readonly Lesion[], columns: ReadonlyMap<string, WideColumn>): Generator<Cell[]> {
  for (const lesion of lesions) {
    yield [
      ...LESION_COLUMNS.map(([, read]) => read(lesion) ?? undefined),
      ...[...columns].flatMap(([key, column]) => cellsOf(lesion.cells.get(key) ?? [], column)),
    ];
  }
}

function lesionsOf(rows: Iterable<MeasurementRow>): Lesion[] {
  const lesions = new Map<string, Lesion>();
  for (const row of rows) {
    const key = lesionKey(row);
    const lesion: Lesion = lesions.get(key) ?? { first: row, rows: [], cells: new Map() };
    lesions.set(key, lesion);
    lesion.rows.push(row);
    if (isBare(row)) continue;
    const column = columnKey(row);
    const cells = lesion.cells.get(column);
    if (cells) cells.push(row);
    else lesion.cells.set(column, [row]);
  }
  return [...lesions.values()];
}

/** What tells one row of the wide table from another. */
function lesionKey(row: MeasurementRow): string {
  const { subject, site, visit, reader, source, group, trackingUid, trackingId, lesionLabel } = row;
  const isNamed = group !== null || trackingUid !== null || trackingId !== null || lesionLabel !== null;
  const codes = [row.finding, row.findingSite, row.laterality].map(
    (code) => code && [code.value, code.scheme],
  );
  return JSON.stringify([
    [subject, site, visit, reader, source.file, source.path, source.sopInstanceUID],
    [group, trackingUid, trackingId, lesionLabel, codes],
    // What belongs to no lesion stands with what is beside it in its object.
    isNamed ? null : source.itemPath.replace(/[./][^./]*$/, ''),
  ]);
}

function columnRows(lesions: readonly Lesion[]) {
  const columns = new Map<string, { rows: MeasurementRow[]; times: number }>();
  for (const { cells } of lesions) {
    for (const [key, rows] of cells) {
      const column = columns.get(key) ?? { rows: [], times: 0 };
      for (const row of rows) column.rows.push(row);
      columns.set(key, { rows: column.rows, times: Math.max(column.times, rows.length) });
    }
  }
  return columns;
}

function titlesOf({ name, times, isStored }: WideColumn): string[] {
  return Array.from({ length: times }, (_, at) => (at === 0 ? name : `${name}__${at + 1}`)).flatMap(
    (title) => (isStored ? [title, `${title}__from`, `${title}__recomputed`, `${title}__agrees`] : [title]),
  );
}

function cellsOf(rows: readonly MeasurementRow[], { times, isStored }: WideColumn): Cell[] {
  return Array.from({ length: times }, (_, at) => rows[at]).flatMap((row) => {
    const { value, valueFrom, recomputedValue, agrees } = row ?? {};
    const cells = [value, valueFrom, recomputedValue, agrees].map((cell) => cell ?? undefined);
    return isStored ? cells : cells.slice(0, 1);
  });
}

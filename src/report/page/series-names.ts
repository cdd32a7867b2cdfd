import { type PageSource, toldReport } from './page-source.js';
import { each, isTold, of, type Told } from './told.js';

/** What rows of series have in all reports. */
interface SeriesLike {
  readonly seriesUID?: unknown;
  readonly seriesNumber?: unknown;
  readonly description?: unknown;
  /** Of a study. */
  readonly series?: unknown;
}

/** Sections whose rows are series, or studies with their series. */
interface SeriesSections {
  readonly studies?: readonly SeriesLike[];
  readonly series?: readonly SeriesLike[];
  readonly images?: readonly SeriesLike[];
  readonly phantoms?: readonly SeriesLike[];
}

/** How people call each series of a report: its number and its description, so far as the report has them. */
export function seriesNames(source: PageSource): ReadonlyMap<string, readonly Told<string | number>[]> {
  const report = toldReport<SeriesSections>(source) as Told<SeriesSections>;
  const rows = (['studies', 'series', 'images', 'phantoms'] as const).flatMap((key) =>
    rowsOf(of(report, key)),
  );
  const all = rows.flatMap((row) => [row, ...rowsOf(of(row, 'series'))]);
  const names = new Map<string, readonly Told<string | number>[]>();
  for (const row of all) {
    const { seriesUID } = row.value;
    if (typeof seriesUID !== 'string' || names.has(seriesUID)) continue;
    names.set(seriesUID, [of(row, 'seriesNumber'), of(row, 'description')].filter(isName));
  }
  return names;
}

function rowsOf(list: Told<unknown>): Told<SeriesLike>[] {
  return Array.isArray(list.value) ? each({ value: list.value as readonly SeriesLike[], at: list.at }) : [];
}

function isName(told: Told<unknown>): told is Told<string | number> {
  return (
    isTold(told) && (typeof told.value === 'number' || (typeof told.value === 'string' && told.value !== ''))
  );
}

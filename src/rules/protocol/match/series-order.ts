import type { SeriesView } from '../series-view.js';

/** Series Number (0020,0011); undefined where the instances do not agree on one. */
export function seriesNumberOf({ headers }: SeriesView): number | undefined {
  const numbers = new Set(headers.map(({ seriesNumber }) => seriesNumber));
  const [number] = numbers;
  return numbers.size === 1 ? number : undefined;
}

/** Seconds since midnight of the earliest frame; undefined where none tells. */
function startOf(view: SeriesView): number | undefined {
  for (const name of ['AcquisitionTime', 'ContentTime'] as const) {
    const times = view.separator(name).flatMap(({ value }) => (typeof value === 'number' ? value : []));
    if (times.length > 0) return times.reduce((least, time) => Math.min(least, time));
  }
  return undefined;
}

/**
 * Series as people have them: by Series Number, then by start, those without either last; only then as they were delivered.
 * Neither a UID nor a path decides: both change with de-identification.
 */
export function inOrder(series: readonly SeriesView[]): SeriesView[] {
  const keys = new Map(
    series.map((view) => {
      const last = Number.POSITIVE_INFINITY;
      return [view, [seriesNumberOf(view) ?? last, startOf(view) ?? last, view.number]];
    }),
  );
  return [...series].sort((a, b) => {
    const [left = [], right = []] = [keys.get(a), keys.get(b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at < 0 ? 0 : (left[at] ?? 0) < (right[at] ?? 0) ? -1 : 1;
  });
}

/** How a series is named in a report, where its number in the delivery is not at hand: `series number 5`. */
export function nameOf(view: SeriesView): string {
  const number = seriesNumberOf(view);
  return number === undefined ? 'a series without a number' : `series number ${number}`;
}

import type { Report } from './envelope.js';

/** What rows about a series have, in the sections of the commands that name it to people. */
interface NamedSeries {
  readonly seriesUID?: string | null;
  readonly seriesNumber?: number | null;
  readonly description?: string | null;
}

/**
 * What people know the series by that the report's findings are about: `series 5 t1_mprage`, by Series Instance UID.
 * Numbers and descriptions are those of the report's own rows, concealed where the report is.
 */
export function seriesNames(report: Report): ReadonlyMap<string, string> {
  const wanted = new Set(report.findings.flatMap(({ subject }) => subject?.seriesUID ?? []));
  const names = new Map<string, string>();
  if (wanted.size === 0) return names;
  for (const { seriesUID, seriesNumber, description } of rowsOf(report)) {
    if (!seriesUID || !wanted.has(seriesUID) || names.has(seriesUID)) continue;
    const parts = [typeof seriesNumber === 'number' ? `series ${seriesNumber}` : '', description?.trim()];
    const name = parts.filter((part) => part).join(' ');
    if (name !== '') names.set(seriesUID, name);
  }
  return names;
}

/** Series stand in a section of their own, or below their studies. */
function* rowsOf({ sections }: Report): Generator<NamedSeries> {
  for (const row of listed<NamedSeries>(sections.series)) yield row;
  for (const { series } of listed<{ readonly series?: unknown }>(sections.studies))
    yield* listed<NamedSeries>(series);
}

function listed<T>(rows: unknown): Iterable<T> {
  const isIterable = typeof rows === 'object' && rows !== null && Symbol.iterator in rows;
  return isIterable ? (rows as Iterable<T>) : [];
}

import { COLUMN, columnOf } from '../frame-columns.js';
import type { InstanceTable } from '../instance-table.js';
import { SEPARATORS, type SeparatedBy, type Separator, type SeparatorName } from '../separators.js';

/** Separators that are moments. */
const MOMENTS = SEPARATORS.filter(({ temporal }: Separator) => temporal).map(({ name }) => name);
/** Times of day, seconds. */
const TIMES_OF_DAY = new Set<SeparatorName>(['AcquisitionTime', 'ContentTime']);
const DAY_SECONDS = 86_400;

/** The earliest of each moment that slices state. */
export type Moments = Readonly<Partial<Record<SeparatorName, number>>>;

/** The earliest of each moment among rows of the frame table; what none of them states is absent. */
export function momentsOf({ frames }: InstanceTable, rows: readonly number[]): Moments {
  const moments: Partial<Record<SeparatorName, number>> = {};
  for (const name of MOMENTS) {
    const values = rows.map((row) => frames.get(row, columnOf(name))).filter((value) => !Number.isNaN(value));
    if (values.length > 0) moments[name] = values.reduce((least, value) => Math.min(least, value));
  }
  return moments;
}

/** What volumes are ordered with. */
export interface OrderContext {
  /** Row of the frame table of a frame. */
  readonly rowOf: (frame: number) => number;
  readonly separatedBy: readonly SeparatedBy[];
}

/**
 * Sorts volumes by time: first by the moments that told them apart, then by the others, then by instance number and
 * the order of the table. A moment that is not stated for every volume decides nothing.
 * @param volumes frames of each volume
 */
export function inTimeOrder(
  table: InstanceTable,
  volumes: readonly (readonly number[])[],
  { rowOf, separatedBy }: OrderContext,
): (readonly number[])[] {
  const rows = volumes.map((frames) => frames.map(rowOf));
  const moments = rows.map((own) => momentsOf(table, own));
  const named = new Set<string>(separatedBy);
  const names = [...MOMENTS.filter((name) => named.has(name)), ...MOMENTS.filter((name) => !named.has(name))];
  const keys = names.flatMap((name) => {
    const values = moments.map((own) => own[name] ?? Number.NaN);
    if (values.some(Number.isNaN)) return [];
    return [TIMES_OF_DAY.has(name) ? acrossMidnight(values) : values];
  });
  const least = (column: (row: number) => number): number[] =>
    rows.map((own) => own.reduce((min, row) => Math.min(min, column(row)), Number.POSITIVE_INFINITY));
  keys.push(least((row) => orLast(table.frames.get(row, COLUMN.instanceNumber))));
  keys.push(least((row) => row));
  const order = [...volumes.keys()].sort((a, b) => {
    for (const values of keys) {
      const difference = (values[a] ?? 0) - (values[b] ?? 0);
      if (difference !== 0 && !Number.isNaN(difference)) return difference;
    }
    return 0;
  });
  return order.map((volume) => volumes[volume] ?? []);
}

function orLast(value: number): number {
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

/** Times that span more than half a day ran past midnight: no series takes so long. */
function acrossMidnight(values: readonly number[]): number[] {
  const from = values.reduce((least, value) => Math.min(least, value), DAY_SECONDS);
  const to = values.reduce((most, value) => Math.max(most, value), 0);
  if (to - from <= DAY_SECONDS / 2) return [...values];
  return values.map((value) => (value < DAY_SECONDS / 2 ? value + DAY_SECONDS : value));
}

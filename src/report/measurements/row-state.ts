import type { MeasurementRow } from '../measure-export-sections.js';

/**
 * What a value can be relied on for.
 * - `complete`: recomputed from the region, or stored and found to agree with it
 * - `unverified`: stored, and at odds with its region or not to be checked by it
 * - `empty`: there is none
 */
export type RowState = 'complete' | 'unverified' | 'empty';

/** The state of a row: a stored value that nothing confirms is never `complete`. */
export function stateOf({ value, valueFrom, agrees }: MeasurementRow): RowState {
  if (value === null || valueFrom === null) return 'empty';
  return valueFrom === 'recomputed' || agrees === true ? 'complete' : 'unverified';
}

/** The rows of a report; none where it is of another command. */
export function measurementRows(sections: Readonly<Record<string, unknown>>): Iterable<MeasurementRow> {
  const { rows = [] }: { rows?: Iterable<MeasurementRow> } = sections;
  return rows;
}

import { SEPARATORS, type SeparatorName } from './separators.js';

/**
 * Columns of a frame in a table of doubles. Text values stand as numbers from a text table; NaN is absent.
 * Compact on purpose: 200,000 classic instances must fit in memory with room to spare.
 */
export const COLUMN = {
  /** Number of the plane in the plane table. */
  plane: 0,
  x: 1,
  y: 2,
  z: 3,
  instanceNumber: 4,
  /** Number of the instance that holds the frame. */
  instance: 5,
  firstSeparator: 6,
} as const;

/** Doubles per frame. */
export const FRAME_WIDTH = COLUMN.firstSeparator + SEPARATORS.length;

const SEPARATOR_COLUMNS = new Map<SeparatorName, number>(
  SEPARATORS.map((separator, i) => [separator.name, COLUMN.firstSeparator + i]),
);

/** The column of a separator. */
export function columnOf(name: SeparatorName): number {
  return SEPARATOR_COLUMNS.get(name) ?? COLUMN.firstSeparator;
}

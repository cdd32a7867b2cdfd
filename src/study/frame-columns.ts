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

/** Makes a batch's own numbers those of a larger table. */
export function renumber(
  frames: Float64Array,
  numbers: { plane: (own: number) => number; text: (own: number) => number },
): void {
  for (let at = 0; at < frames.length; at += FRAME_WIDTH) {
    const plane = frames[at + COLUMN.plane] ?? Number.NaN;
    if (!Number.isNaN(plane)) frames[at + COLUMN.plane] = numbers.plane(plane);
    for (const [i, separator] of SEPARATORS.entries()) {
      if (separator.type !== 'text') continue;
      const text = frames[at + COLUMN.firstSeparator + i] ?? Number.NaN;
      if (!Number.isNaN(text)) frames[at + COLUMN.firstSeparator + i] = numbers.text(text);
    }
  }
}

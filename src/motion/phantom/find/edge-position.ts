import type { Slice2d } from './slice-2d.js';

/** Value at a place between pixels, bilinear; undefined outside of the outermost pixels' centres. */
export function valueAt(slice: Slice2d, column: number, row: number): number | undefined {
  const value = sampleAt(slice, column, row);
  return Number.isNaN(value) ? undefined : value;
}

/** As `valueAt`, for hot loops: NaN outside. */
export function sampleAt({ values, columns, rows }: Slice2d, column: number, row: number): number {
  if (!(column >= 0 && row >= 0 && column <= columns - 1 && row <= rows - 1)) return Number.NaN;
  const i = Math.min(Math.floor(column), Math.max(0, columns - 2));
  const j = Math.min(Math.floor(row), Math.max(0, rows - 2));
  const [u, v] = [column - i, row - j];
  const [at, right, below] = [j * columns + i, i + 1 < columns ? 1 : 0, j + 1 < rows ? columns : 0];
  const upper = (values[at] ?? 0) * (1 - u) + (values[at + right] ?? 0) * u;
  const lower = (values[at + below] ?? 0) * (1 - u) + (values[at + below + right] ?? 0) * u;
  return upper * (1 - v) + lower * v;
}

/**
 * Where a profile passes `level` between two samples, in samples from the first.
 * @returns undefined where it does not pass it between them
 */
export function crossing(first: number, second: number, level: number): number | undefined {
  if (first >= level === second >= level) return undefined;
  return (first - level) / (first - second);
}

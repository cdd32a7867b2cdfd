import type { Slice2d } from '../find/find-disc.js';
import type { Insert } from './low-contrast-insert.js';

/** Sides of the squares that a place's own brightness and that of its surroundings are taken over, mm. */
const OWN_MM = 2.5;
const AROUND_MM = 13;
/** The ring rings: kept from it, mm. */
const MARGIN_MM = 1.5;

/** A map of local contrast, and over its insert: how many pixels there are, their sum, and that of their squares. */
export interface ContrastMap extends Slice2d {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/** Sums over everything above and left of a pixel, (columns + 1) × (rows + 1). */
function integral({ columns, rows }: Slice2d, valueAt: (at: number) => number): Float64Array {
  const sums = new Float64Array((columns + 1) * (rows + 1));
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      sum += valueAt(row * columns + column);
      const at = (row + 1) * (columns + 1) + column + 1;
      sums[at] = (sums[at - columns - 1] ?? 0) + sum;
    }
  }
  return sums;
}

/** Which pixels lie in the insert, 1 or 0. */
function insertMask(slice: Slice2d, insert: Insert): Uint8Array {
  const { columns, rows, spacingMm } = slice;
  const mask = new Uint8Array(columns * rows);
  const reach = insert.radiusMm - MARGIN_MM;
  for (let row = 0; row < rows; row++) {
    const y = (row - insert.centre[1]) * spacingMm[1];
    for (let column = 0; column < columns; column++) {
      const x = (column - insert.centre[0]) * spacingMm[0];
      if (x * x + y * y <= reach * reach) mask[row * columns + column] = 1;
    }
  }
  return mask;
}

/**
 * By how much every place of the insert is brighter than its surroundings, as a share of them; 0 elsewhere. Only pixels
 * of the insert count as surroundings.
 */
export function localContrast(slice: Slice2d, insert: Insert): ContrastMap {
  const { columns, rows, spacingMm, values } = slice;
  const mask = insertMask(slice, insert);
  const sums = integral(slice, (at) => (mask[at] === 1 ? (values[at] ?? 0) : 0));
  const counts = integral(slice, (at) => mask[at] ?? 0);
  const meanAbout = (column: number, row: number, sideMm: number): number => {
    const [x, y] = [Math.round(sideMm / 2 / spacingMm[0]), Math.round(sideMm / 2 / spacingMm[1])];
    const [left, right] = [Math.max(0, column - x), Math.min(columns, column + x + 1)];
    const [top, bottom] = [Math.max(0, row - y) * (columns + 1), Math.min(rows, row + y + 1) * (columns + 1)];
    const over = (table: Float64Array): number =>
      (table[bottom + right] ?? 0) -
      (table[top + right] ?? 0) -
      (table[bottom + left] ?? 0) +
      (table[top + left] ?? 0);
    return over(sums) / over(counts);
  };
  const contrast = new Float32Array(columns * rows);
  let [count, sum, squares] = [0, 0, 0];
  for (let at = 0; at < contrast.length; at++) {
    if (mask[at] !== 1) continue;
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const around = meanAbout(column, row, AROUND_MM);
    contrast[at] = around > 0 ? meanAbout(column, row, OWN_MM) / around - 1 : 0;
    count++;
    sum += contrast[at] ?? 0;
    squares += (contrast[at] ?? 0) ** 2;
  }
  return { columns, rows, spacingMm, values: contrast, count, sum, squares };
}

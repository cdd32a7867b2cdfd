import type { Slice2d } from './slice-2d.js';

/** Sums along each row of a slice, with a leading 0: (columns + 1) × rows. Any run of pixels is one subtraction. */
export function rowSums({ values, columns, rows }: Omit<Slice2d, 'spacingMm'>): Float64Array {
  const sums = new Float64Array((columns + 1) * rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      sum += values[row * columns + column] ?? 0;
      sums[row * (columns + 1) + column + 1] = sum;
    }
  }
  return sums;
}

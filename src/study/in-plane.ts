import type { Float64Table } from './growable.js';
import type { Plane } from './plane.js';
import { positionOf, type Stack } from './stack.js';
import { dot } from './vectors.js';

/** Size of the image along a row and down a column, mm; undefined when Pixel Spacing is absent. */
export function fieldOfViewMm({ rows, columns, pixelSpacingMm }: Plane): [number, number] | undefined {
  return pixelSpacingMm && [columns * pixelSpacingMm[1], rows * pixelSpacingMm[0]];
}

/**
 * Where the first pixels of a stack's frames lie within the plane, along rows and along columns, mm. What drifts
 * evenly from slice to slice is taken out: a tilted gantry shears a stack, but makes no slabs of it.
 */
export function inPlaneOffsets(
  table: Float64Table,
  { plane, grid, frames, placeNumbers }: Stack,
): { alongRow: number[]; alongColumn: number[] } {
  const at = placeNumbers.map((number) => grid.places[number] ?? 0);
  const positions = frames.map((row) => positionOf(table, row));
  return {
    alongRow: withoutDrift(
      positions.map((position) => dot(plane.row, position)),
      at,
    ),
    alongColumn: withoutDrift(
      positions.map((position) => dot(plane.column, position)),
      at,
    ),
  };
}

/** Residuals of a least-squares line of `values` over `at`. */
function withoutDrift(values: readonly number[], at: readonly number[]): number[] {
  const mean = (numbers: readonly number[]): number =>
    numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [meanValue, meanAt] = [mean(values), mean(at)];
  let covariance = 0;
  let variance = 0;
  for (const [i, value] of values.entries()) {
    const distance = (at[i] ?? 0) - meanAt;
    covariance += distance * (value - meanValue);
    variance += distance * distance;
  }
  const slope = variance > 0 ? covariance / variance : 0;
  return values.map((value, i) => value - meanValue - slope * ((at[i] ?? 0) - meanAt));
}

import type { FoundDisc, Slice2d } from '../find/find-disc.js';

/** Within this distance of the middle the grid fills slice 5 and nothing lies in slice 7, mm. */
const WITHIN_MM = 60;
/** Of the phantom's signal: what is less is an insert, or a line of the grid. */
const DARK = 0.75;
/** Least of slice 5 that is dark: 23 to 31 % came out in four phantoms, with 0 % in slice 7, 16 to 20 % in the others. */
const LEAST_GRID = 0.08;
/** Most of slice 7 that is dark. */
const MOST_UNIFORM = 0.05;

interface Seen {
  readonly number: number;
  readonly slice: Slice2d;
  readonly disc: FoundDisc;
}

/**
 * Whether slice 5 shows the grid and slice 7 nothing, as they do where no slice stands in the place of another. ACR, Large and
 * Medium Phantom Test Guidance: what each slice shows.
 * @param slices numbered as the phantom has them
 */
export function areInPlace(slices: readonly Seen[]): boolean {
  const share = (number: number): number => {
    const seen = slices.find((one) => one.number === number);
    return seen ? darkShare(seen) : Number.NaN;
  };
  return share(5) >= LEAST_GRID && share(7) <= MOST_UNIFORM;
}

function darkShare({ slice, disc }: Seen): number {
  const { values, columns, rows, spacingMm } = slice;
  let [dark, all] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const y = (row - disc.centre[1]) * spacingMm[1];
    for (let column = 0; column < columns; column++) {
      const x = (column - disc.centre[0]) * spacingMm[0];
      if (x * x + y * y > WITHIN_MM ** 2) continue;
      all++;
      if ((values[row * columns + column] ?? 0) < DARK * disc.inside) dark++;
    }
  }
  return dark / all;
}

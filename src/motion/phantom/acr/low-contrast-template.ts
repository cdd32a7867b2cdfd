import type { Slice2d } from '../find/find-disc.js';
import type { ContrastMap } from './low-contrast-map.js';
import { discRadiusMm, type Pattern, placeOf, SPOKES } from './low-contrast-pattern.js';

/** Width over which a disc's edge fades in a map of local contrast, mm. */
const EDGE_MM = 2;

/** Share of a place at `mm` from a disc's centre that belongs to the disc, when its edge is `edgeMm` wide. */
export function discShare(mm: number, radiusMm: number, edgeMm: number): number {
  return Math.max(0, Math.min(1, 0.5 + (radiusMm - mm) / edgeMm));
}

/** Adds a disc's share, its square, and its product with the image, over the pixels about its place. */
function addDisc(
  totals: Float64Array,
  slice: Slice2d,
  place: readonly [number, number],
  radiusMm: number,
): void {
  const { columns, rows, spacingMm, values } = slice;
  const reach = radiusMm + EDGE_MM / 2;
  const [x, y] = [reach / spacingMm[0], reach / spacingMm[1]];
  const lastRow = Math.min(rows - 1, Math.floor(place[1] + y));
  const lastColumn = Math.min(columns - 1, Math.floor(place[0] + x));
  for (let row = Math.max(0, Math.ceil(place[1] - y)); row <= lastRow; row++) {
    const dy = (row - place[1]) * spacingMm[1];
    for (let column = Math.max(0, Math.ceil(place[0] - x)); column <= lastColumn; column++) {
      const dx = (column - place[0]) * spacingMm[0];
      const share = discShare(Math.sqrt(dx * dx + dy * dy), radiusMm, EDGE_MM);
      totals[0] = (totals[0] ?? 0) + share;
      totals[1] = (totals[1] ?? 0) + share * share;
      totals[2] = (totals[2] ?? 0) + share * (values[row * columns + column] ?? 0);
    }
  }
}

/** Correlation, over the insert's pixels, of a map of local contrast with the pattern drawn into it; −1 to 1. */
export function templateFit(contrast: ContrastMap, pattern: Pattern): number {
  const { count, sum, squares } = contrast;
  const totals = new Float64Array(3);
  for (let spoke = 0; spoke < SPOKES; spoke++) {
    for (const distanceMm of pattern.ringsMm) {
      const place = placeOf(pattern, { spoke, distanceMm }, contrast.spacingMm);
      addDisc(totals, contrast, place, discRadiusMm(spoke));
    }
  }
  const [shares = 0, shareSquares = 0, product = 0] = totals;
  const spread = (squares - (sum * sum) / count) * (shareSquares - (shares * shares) / count);
  return spread > 0 ? (product - (sum * shares) / count) / Math.sqrt(spread) : 0;
}

/** Positions along the normal closer than this are one place, mm: headers round, tables repeat. */
export const SAME_PLACE_MM = 0.005;

/** A slice may lie this far from its place in a regular grid, as a share of the spacing. */
const GRID_TOLERANCE = 0.1;

/** Where the slices of a stack lie along its normal. */
export interface SliceGrid {
  /** Places along the normal, mm, rising. */
  readonly places: readonly number[];
  /** Distance from slice to slice, mm; undefined for a single slice. */
  readonly spacingMm: number | undefined;
  /** False when the distances are not whole multiples of one spacing: then nothing is known of missing slices. */
  readonly regular: boolean;
  /** Places of a regular grid, between the first and the last, where no slice lies. */
  readonly gaps: number;
}

/** Gathers distances along the normal into places. @param distancesMm in any order, repeats allowed */
export function placesOf(distancesMm: readonly number[]): number[] {
  const places: number[] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const distance of Float64Array.from(distancesMm).sort()) {
    if (distance - previous > SAME_PLACE_MM) places.push(distance);
    previous = distance;
  }
  return places;
}

/** The number of the place a distance belongs to. */
export function placeOf(places: readonly number[], distanceMm: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle] ?? 0) <= distanceMm + SAME_PLACE_MM / 2) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The regular grid that the places make: spacing from positions, never from Slice Thickness. The spacing is the lower
 * median of the distances, so that a few missing slices do not move it.
 */
export function sliceGrid(places: readonly number[]): SliceGrid {
  const steps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
  if (steps.length === 0) return { places, spacingMm: undefined, regular: true, gaps: 0 };
  const typical = [...steps].sort((a, b) => a - b)[Math.floor((steps.length - 1) / 2)] ?? 0;
  let gaps = 0;
  let intervals = 0;
  for (const step of steps) {
    const multiple = Math.round(step / typical);
    if (multiple < 1 || Math.abs(step / typical - multiple) > GRID_TOLERANCE * Math.max(1, multiple / 2)) {
      return { places, spacingMm: round(typical), regular: false, gaps: 0 };
    }
    gaps += multiple - 1;
    intervals += multiple;
  }
  // Over a whole stack rounding in single positions averages out.
  const span = (places[places.length - 1] ?? 0) - (places[0] ?? 0);
  return { places, spacingMm: round(span / intervals), regular: true, gaps };
}

/** Six decimals of a millimetre: below what headers carry. */
function round(mm: number): number {
  return Math.round(mm * 1e6) / 1e6;
}

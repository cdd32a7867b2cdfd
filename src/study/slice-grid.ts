/** Positions along the normal closer than this are one place, mm, where the size of a pixel is not known. */
export const SAME_PLACE_MM = 0.005;

/** A slice may lie this far from its place in a regular grid, as a share of the spacing. */
const GRID_TOLERANCE = 0.1;
/** Over a gap the error of the spacing itself adds up: this much for each slice that the gap spans, up to a limit. */
const TOLERANCE_PER_GAP = 0.002;
const MAX_TOLERANCE = 0.3;

/** So many equal wide steps in a row look like a plan (5 mm, then 10 mm), not like losses. */
const PATTERN_RUN = 3;
/** More wide steps than this share look like a plan, too, where there are steps enough to tell. */
const PATTERN_SHARE = 1 / 3;
const PATTERN_FROM_STEPS = 6;

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
  /**
   * True when the gaps follow a pattern, so that wider steps may have been planned: then nobody can say from positions
   * alone that slices are missing.
   */
  readonly patterned: boolean;
}

/**
 * Gathers distances along the normal into places.
 * @param distancesMm in any order, repeats allowed
 * @param toleranceMm neighbours closer than this share a place
 */
export function placesOf(distancesMm: readonly number[], toleranceMm = SAME_PLACE_MM): number[] {
  const places: number[] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const distance of Float64Array.from(distancesMm).sort()) {
    if (distance - previous > toleranceMm) places.push(distance);
    previous = distance;
  }
  return places;
}

/** The number of the place a distance belongs to: the last that starts at or before it. */
export function placeOf(places: readonly number[], distanceMm: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle] ?? 0) <= distanceMm) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The regular grid that the places make: spacing from positions, never from Slice Thickness. The spacing is found from
 * the lower median of the distances, so that a few missing slices do not move it.
 */
export function sliceGrid(places: readonly number[]): SliceGrid {
  const steps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
  if (steps.length === 0) return { places, spacingMm: undefined, regular: true, gaps: 0, patterned: false };
  const unit = unitOf(steps);
  const multiples: number[] = [];
  for (const step of steps) {
    const multiple = Math.round(step / unit);
    const tolerance = Math.min(MAX_TOLERANCE, GRID_TOLERANCE + TOLERANCE_PER_GAP * (multiple - 1));
    if (multiple < 1 || Math.abs(step / unit - multiple) > tolerance) {
      return { places, spacingMm: round(unit), regular: false, gaps: 0, patterned: false };
    }
    multiples.push(multiple);
  }
  const intervals = multiples.reduce((sum, multiple) => sum + multiple, 0);
  // Over a whole stack rounding in single positions averages out.
  const span = (places[places.length - 1] ?? 0) - (places[0] ?? 0);
  return {
    places,
    spacingMm: round(span / intervals),
    regular: true,
    gaps: intervals - steps.length,
    patterned: isPatterned(multiples),
  };
}

/** The lower median step, made precise by averaging the steps that are about as wide. */
function unitOf(steps: readonly number[]): number {
  const typical = [...steps].sort((a, b) => a - b)[Math.floor((steps.length - 1) / 2)] ?? 0;
  const single = steps.filter((step) => Math.abs(step / typical - 1) <= GRID_TOLERANCE);
  return single.reduce((sum, step) => sum + step, 0) / single.length;
}

function isPatterned(multiples: readonly number[]): boolean {
  const wide = multiples.filter((multiple) => multiple > 1).length;
  if (multiples.length >= PATTERN_FROM_STEPS && wide > PATTERN_SHARE * multiples.length) return true;
  let run = 0;
  for (const [i, multiple] of multiples.entries()) {
    run = multiple > 1 && multiple === multiples[i - 1] ? run + 1 : Number(multiple > 1);
    if (run >= PATTERN_RUN) return true;
  }
  return false;
}

/** Six decimals of a millimetre: below what headers carry. */
function round(mm: number): number {
  return Math.round(mm * 1e6) / 1e6;
}

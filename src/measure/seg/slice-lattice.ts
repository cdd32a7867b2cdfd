import { sliceGrid } from '../../study/slice-grid.js';

/** Slices of a stack on equal distances, of which some may hold no frame. */
interface SliceLattice {
  /** mm; NaN for a single slice whose distance nothing tells. */
  readonly spacingMm: number;
  readonly from?: 'positions' | 'header';
  /** Number of the slice of each place, from 0. */
  readonly slices: readonly number[];
}

/** A place may lie this far from its slice, as a share of the spacing. As in the slice grid. */
const TOLERANCE = 0.1;
/** So many equal steps in a row are the images' own, whatever distance is declared. As in the slice grid. */
const PLANNED_STEPS = 3;
/** Above what any stack has: a lying position must not make a grid of billions. */
const MAX_SLICES = 65_536;

/**
 * The lattice that places lie on. Frames without a voxel are left out as a rule, so that steps may be multiples of the
 * distance of the images: it is the smallest step that all others are multiples of or, where few steps leave it open,
 * the declared distance (PS3.3 C.7.6.16.2.1, Spacing Between Slices), if all steps are multiples of that. Slice
 * Thickness tells nothing.
 * @param places along the normal, mm, rising, at least one
 * @returns undefined where the places lie on no lattice
 */
export function sliceLattice(places: readonly number[], declaredMm?: number): SliceLattice | undefined {
  const declared = declaredMm !== undefined && declaredMm > 0 ? declaredMm : undefined;
  if (places.length < 2) {
    if (declared === undefined) return { spacingMm: Number.NaN, slices: [0] };
    return { spacingMm: declared, from: 'header', slices: [0] };
  }
  const steps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
  const own = latticeOfSteps(places, steps);
  const finer = declared === undefined ? undefined : slicesBy(steps, declared);
  if (finer && isFiner(finer, own, steps)) return latticeOf(places, finer, 'header');
  return own && latticeOf(places, own, 'positions');
}

/** Slices by positions alone: by the typical step, else by the smallest. */
function latticeOfSteps(places: readonly number[], steps: readonly number[]): number[] | undefined {
  const { regular, spacingMm } = sliceGrid(places);
  const typical = regular && spacingMm !== undefined ? slicesBy(steps, spacingMm) : undefined;
  return typical ?? slicesBy(steps, smallest(steps));
}

/** The number of each place's slice, where every step is a multiple of `unit`. */
function slicesBy(steps: readonly number[], unit: number): number[] | undefined {
  const slices = [0];
  let slice = 0;
  for (const step of steps) {
    const multiple = Math.round(step / unit);
    if (multiple < 1 || !(Math.abs(step / unit - multiple) <= TOLERANCE)) return undefined;
    slice += multiple;
    if (slice >= MAX_SLICES) return undefined;
    slices.push(slice);
  }
  return slices;
}

/** True where the declared distance finds slices between those of positions, and positions do not speak against it. */
function isFiner(
  finer: readonly number[],
  own: readonly number[] | undefined,
  steps: readonly number[],
): boolean {
  if (!own) return true;
  if ((finer.at(-1) ?? 0) <= (own.at(-1) ?? 0)) return false;
  const ownStep = smallest(own.slice(1).map((slice, i) => slice - (own[i] ?? 0)));
  const isPlanned = own.length > PLANNED_STEPS && own.at(-1) === ownStep * steps.length;
  return !isPlanned;
}

function latticeOf(
  places: readonly number[],
  slices: readonly number[],
  from: 'positions' | 'header',
): SliceLattice {
  const span = (places.at(-1) ?? 0) - (places[0] ?? 0);
  return { spacingMm: span / (slices.at(-1) ?? 1), from, slices };
}

/** There may be more of them than a call has arguments. */
function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

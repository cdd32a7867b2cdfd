import { normalOf, type Plane, placeToleranceMm } from '../../study/plane.js';
import { placeOf, placesOf } from '../../study/slice-grid.js';
import { addScaled, dot, type Vector3 } from '../../study/vectors.js';
import { volumeGrid } from '../../study/volume/grid.js';
import { VolumeError } from '../../study/volume/volume-error.js';
import type { MeasureProblem } from '../problem.js';
import type { RegionGrid } from '../region.js';
import type { FramePlaces } from './segmentation.js';
import { sliceLattice } from './slice-lattice.js';

/** A frame may lie this far from its slice, as a share of the smallest side of a voxel. As in a volume's grid. */
const DEVIATION_SHARE = 0.1;

/** The grid of parallel frames, and the slice of each. */
interface StackGrid extends Pick<FramePlaces, 'sliceSpacingFrom'> {
  readonly grid: RegionGrid;
  /** By frame, as `positions`. */
  readonly slices: readonly number[];
}

/**
 * The grid of parallel frames in any order, several at a place, with slices that no frame shows.
 * @param positions centre of the first pixel of each frame, patient LPS mm; at least one
 * @param declaredMm Spacing Between Slices
 * @returns undefined where they lie on no regular grid
 */
export function stackGrid(
  plane: Plane,
  positions: readonly Vector3[],
  declaredMm?: number,
): StackGrid | undefined {
  const normal = normalOf(plane);
  const distances = positions.map((position) => dot(normal, position));
  const places = placesOf(distances, placeToleranceMm(plane));
  const lattice = sliceLattice(places, declaredMm);
  if (!lattice) return undefined;
  const numbers = distances.map((distance) => placeOf(places, distance));
  const slices = numbers.map((place) => lattice.slices[place] ?? 0);
  const whole = wholeStack(positions, slices);
  const isUnknown = Number.isNaN(lattice.spacingMm);
  const made = volumeGrid({ plane, positionsMm: whole, singleSliceMm: isUnknown ? 1 : lattice.spacingMm });
  if (made instanceof VolumeError) return undefined;
  const limit = DEVIATION_SHARE * Math.min(made.spacingMm[0], made.spacingMm[1]);
  const isPlaced = (position: Vector3, n: number): boolean => {
    const expected = addScaled(whole[0] ?? position, stepOf(made.affine), slices[n] ?? 0);
    return distance(expected, position) <= limit;
  };
  if (!positions.every(isPlaced)) return undefined;
  return {
    grid: isUnknown ? withoutSliceSpacing(made) : gridOf(made),
    slices,
    ...(lattice.from && { sliceSpacingFrom: lattice.from }),
  };
}

/** What is to be said of where the distance of slices comes from. */
export function sliceSpacingProblems(from: FramePlaces['sliceSpacingFrom']): MeasureProblem[] {
  if (from === 'positions') return [];
  return [{ code: from === 'header' ? 'slice-spacing-declared' : 'slice-spacing-absent' }];
}

function gridOf({ dims, affine, spacingMm }: RegionGrid): RegionGrid {
  return { dims, affine, spacingMm };
}

/** What nothing tells is not a number: whoever uses it gets none. */
function withoutSliceSpacing({ dims, affine, spacingMm }: RegionGrid): RegionGrid {
  const unknown = affine.slice();
  for (const at of [2, 6, 10]) unknown[at] = Number.NaN;
  return { dims, affine: unknown, spacingMm: [spacingMm[0], spacingMm[1], Number.NaN] };
}

function stepOf(affine: Float64Array): Vector3 {
  return [affine[2] ?? 0, affine[6] ?? 0, affine[10] ?? 0];
}

function distance(a: Vector3, b: Vector3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** One position a slice; of slices without a frame where they would be between the first and the last. */
function wholeStack(positions: readonly Vector3[], slices: readonly number[]): Vector3[] {
  const last = slices.reduce((most, slice) => Math.max(most, slice), 0);
  const first = positions[slices.indexOf(0)] ?? [0, 0, 0];
  const end = positions[slices.indexOf(last)] ?? first;
  const span: Vector3 = [end[0] - first[0], end[1] - first[1], end[2] - first[2]];
  const stack = Array.from({ length: last + 1 }, (_, k) => addScaled(first, span, last === 0 ? 0 : k / last));
  for (const [n, slice] of slices.entries()) stack[slice] = positions[n] ?? first;
  return stack;
}

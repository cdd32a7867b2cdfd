import { divided } from './divisions.js';
import { COLUMN } from './frame-columns.js';
import type { Float64Table } from './growable.js';
import { followMotion } from './motion.js';
import { type Family, planeFamilies } from './plane-families.js';
import { normalOf, type Plane, placeToleranceMm, planeKey } from './plane.js';
import { placeOf, placesOf, type SliceGrid, sliceGrid } from './slice-grid.js';
import { dot, type Vector3 } from './vectors.js';

/** Frames that lie parallel, with the same sampling: what can make a volume. */
export interface Stack {
  /** The plane that most of the frames have. */
  readonly plane: Plane;
  readonly grid: SliceGrid;
  /** Rows of the frame table. */
  readonly frames: readonly number[];
  /** For each frame the number of its place in the grid. */
  readonly placeNumbers: readonly number[];
  /** True when the planes differ in Slice Thickness. */
  readonly mixedThickness: boolean;
  /** True when the volumes lie at slightly different positions, as prospective motion correction leaves them. */
  readonly moved: boolean;
}

/** The frames of a series, and the planes they refer to. */
export interface FrameSet {
  readonly table: Float64Table;
  readonly planes: readonly Plane[];
}

/**
 * Sorts frames into stacks by orientation, matrix and pixel spacing, largest first; volumes that were moved slightly
 * against each other make one stack, slabs and parts of different thickness make one each. Nothing depends on the
 * order of the frames.
 * @param rows rows of the frame table; frames without a plane are left out
 */
export function stacksOf(frames: FrameSet, rows: readonly number[]): Stack[] {
  const families = planeFamilies(frames, rows);
  let stacks = families.map((family) => makeStack(frames, family));
  if (families.length > 1 || stacks.some(isUnsettled)) {
    const moved = followMotion(frames, families);
    if (moved) stacks = [moved.stack, ...moved.rest.map((family) => makeStack(frames, family))];
  }
  return stacks.flatMap((stack) => divided(frames, stack)).sort(inOrder);
}

/** Position of a frame in the patient, mm. */
export function positionOf(table: Float64Table, row: number): Vector3 {
  return [table.get(row, COLUMN.x), table.get(row, COLUMN.y), table.get(row, COLUMN.z)];
}

/** The stack that frames of one family of planes make. */
export function makeStack({ table }: FrameSet, { plane, frames, mixedThickness }: Family): Stack {
  const normal = normalOf(plane);
  const distances = frames.map((row) => dot(normal, positionOf(table, row)));
  const places = placesOf(distances, placeToleranceMm(plane));
  return {
    plane,
    grid: sliceGrid(places),
    frames,
    placeNumbers: distances.map((mm) => placeOf(places, mm)),
    mixedThickness,
    moved: false,
  };
}

/** True when the positions make no grid from which missing slices could be told. */
export function isUnsettled({ grid }: Pick<Stack, 'grid'>): boolean {
  return !grid.regular || grid.patterned;
}

function inOrder(a: Stack, b: Stack): number {
  const keys = [planeKey(a.plane), planeKey(b.plane)] as const;
  return (
    b.frames.length - a.frames.length ||
    (keys[0] < keys[1] ? -1 : Number(keys[0] > keys[1])) ||
    (a.grid.places[0] ?? 0) - (b.grid.places[0] ?? 0)
  );
}

import { COLUMN } from './frame-columns.js';
import type { Float64Table } from './growable.js';
import { normalOf, type Plane, placeToleranceMm } from './plane.js';
import type { Family } from './plane-families.js';
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

/** The frames of a delivery, and the planes they refer to. */
export interface FrameSet {
  readonly table: Float64Table;
  readonly planes: readonly Plane[];
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

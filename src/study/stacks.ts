import { COLUMN } from './frame-columns.js';
import type { Float64Table } from './growable.js';
import { normalOf, type Plane, samePlane } from './plane.js';
import { placeOf, placesOf, type SliceGrid, sliceGrid } from './slice-grid.js';
import { dot } from './vectors.js';

/** Frames that lie parallel, with the same sampling: what can make a volume. */
export interface Stack {
  readonly plane: Plane;
  readonly grid: SliceGrid;
  /** Rows of the frame table. */
  readonly frames: readonly number[];
  /** For each frame the number of its place in the grid. */
  readonly placeNumbers: readonly number[];
}

/**
 * Sorts frames into stacks by orientation, matrix and pixel spacing, largest first.
 * @param rows rows of the frame table; frames without a plane are left out
 */
export function stacksOf(table: Float64Table, planes: readonly Plane[], rows: readonly number[]): Stack[] {
  const groups: { plane: Plane; frames: number[] }[] = [];
  const groupOfPlane = new Map<number, number>();
  for (const row of rows) {
    const number = table.get(row, COLUMN.plane);
    const plane = planes[number];
    if (!plane) continue;
    let group = groupOfPlane.get(number);
    if (group === undefined) {
      group = groups.findIndex((candidate) => samePlane(candidate.plane, plane));
      if (group < 0) group = groups.push({ plane, frames: [] }) - 1;
      groupOfPlane.set(number, group);
    }
    groups[group]?.frames.push(row);
  }
  return groups
    .map(({ plane, frames }) => makeStack(table, plane, frames))
    .sort((a, b) => b.frames.length - a.frames.length);
}

function makeStack(table: Float64Table, plane: Plane, frames: readonly number[]): Stack {
  const normal = normalOf(plane);
  const distances = frames.map((row) =>
    dot(normal, [table.get(row, COLUMN.x), table.get(row, COLUMN.y), table.get(row, COLUMN.z)]),
  );
  const places = placesOf(distances);
  return { plane, grid: sliceGrid(places), frames, placeNumbers: distances.map((mm) => placeOf(places, mm)) };
}

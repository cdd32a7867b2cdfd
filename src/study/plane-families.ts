import { COLUMN } from './frame-columns.js';
import type { Float64Table } from './growable.js';
import { COSINE_TOLERANCE, type Plane, planeKey, samePlane } from './plane.js';

/** Planes that are one up to rounding, and the frames that lie in them. */
export interface Family {
  /** The plane that most frames have; of equally frequent ones the first by key, so that no order of files matters. */
  readonly plane: Plane;
  /** Rows of the frame table, in their order. */
  readonly frames: readonly number[];
  readonly mixedThickness: boolean;
}

/** Slice Thickness may differ by this share and still be one thickness. */
const THICKNESS_TOLERANCE = 0.01;

interface Gathering {
  readonly plane: Plane;
  readonly frames: number[];
  mixedThickness: boolean;
}

/** Groups frames by plane: most frequent planes first, each taking in those that differ from it by rounding only. */
export function planeFamilies(
  { table, planes }: { table: Float64Table; planes: readonly Plane[] },
  rows: readonly number[],
): Family[] {
  const framesOf = new Map<number, number>();
  for (const row of rows) {
    const number = table.get(row, COLUMN.plane);
    if (planes[number]) framesOf.set(number, (framesOf.get(number) ?? 0) + 1);
  }
  const byFrequency = [...framesOf]
    .flatMap(([number, count]) => {
      const plane = planes[number];
      return plane ? [{ number, count, plane, key: planeKey(plane) }] : [];
    })
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const directory = new Directory();
  const familyOf = new Map(byFrequency.map(({ number, plane }) => [number, directory.familyOf(plane)]));
  for (const row of rows) familyOf.get(table.get(row, COLUMN.plane))?.frames.push(row);
  return directory.families;
}

/** Families by where their direction cosines fall, so that thousands of orientations are not compared one by one. */
class Directory {
  readonly families: Gathering[] = [];
  private readonly cells = new Map<string, Gathering[]>();

  /** The family the plane belongs to; its own when there is none yet. */
  familyOf(plane: Plane): Gathering {
    const [i, j] = cellOf(plane);
    for (let di = -1; di <= 1; di++) {
      for (let dj = -1; dj <= 1; dj++) {
        const near = this.cells.get(`${i + di}/${j + dj}`);
        const found = near?.find((candidate) => samePlane(candidate.plane, plane));
        if (!found) continue;
        found.mixedThickness ||= !sameThickness(found.plane.thicknessMm, plane.thicknessMm);
        return found;
      }
    }
    const made: Gathering = { plane, frames: [], mixedThickness: false };
    this.families.push(made);
    const key = `${i}/${j}`;
    this.cells.set(key, [...(this.cells.get(key) ?? []), made]);
    return made;
  }
}

function cellOf({ row, column }: Plane): [number, number] {
  return [Math.floor(row[0] / (2 * COSINE_TOLERANCE)), Math.floor(column[1] / (2 * COSINE_TOLERANCE))];
}

/** True when both are absent, or equal up to rounding. */
export function sameThickness(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Math.abs(a - b) <= THICKNESS_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

import { addScaled, cross, dot, type Vector3 } from '../../study/vectors.js';
import type { VoxelRegion } from '../region.js';
import { pixelAreaMm2, type Steps } from './index-space.js';
import { longestChordMm, type Projection } from './longest-chord.js';
import type { SliceHulls } from './slice-hulls.js';
import { type Outline, sliceOutline } from './slice-outline.js';

/** The largest diameter within one slice, and across it. */
interface AxialDiameters {
  readonly maximumMm: number;
  readonly perpendicularMm: number;
}

/** A longest line: its slice and its way in columns and rows. */
interface Line {
  readonly slice: number;
  readonly i: number;
  readonly j: number;
}

/** Lengths that differ by less than this share are equal. */
const SAME_SHARE = 1e-9;

/**
 * The longest line between two vertices of the outline at level 0.5 of one slice, over all slices of the grid, which
 * are the planes that were acquired; and the longest chord within that slice's outline at right angles to it. Of several
 * equal lines those of the slice with the most voxels count, and of these the one with the longest chord: what the
 * order of slices is does not matter. RECIST 1.1 (Eisenhauer et al. 2009): both in the plane of acquisition, the short
 * axis perpendicular to the long one.
 */
export function axialDiameters(
  region: VoxelRegion,
  { hulls, sliceCounts }: { hulls: SliceHulls; sliceCounts: Float64Array },
  steps: Steps,
): AxialDiameters {
  const search = new LongestLines(hulls, steps);
  for (let slice = 0; slice + 1 < hulls.starts.length; slice++) search.searchSlice(slice);
  const countOf = (line: Line): number => sliceCounts[line.slice] ?? 0;
  const most = search.lines.reduce((count, line) => Math.max(count, countOf(line)), 0);
  let perpendicularMm = 0;
  let outline: { slice: number; points: Outline } | undefined;
  for (const line of search.lines) {
    if (countOf(line) < most) continue;
    const { across, along } = directionsOf(line, steps);
    if (search.extentMm(line.slice, along) <= perpendicularMm * (1 + SAME_SHARE)) continue;
    if (outline?.slice !== line.slice) {
      // Equal slices have equal lines: those of the one before are done.
      if (outline && isSameSlice(region, outline.slice, line.slice)) continue;
      outline = { slice: line.slice, points: sliceOutline(region, line.slice) };
    }
    perpendicularMm = Math.max(perpendicularMm, longestChordMm(outline.points, across, along));
  }
  return { maximumMm: Math.sqrt(search.squared), perpendicularMm };
}

function isSameSlice({ size: [columns, rows], inside }: VoxelRegion, a: number, b: number): boolean {
  const count = columns * rows;
  for (let at = 0; at < count; at++) {
    if (inside[a * count + at] !== inside[b * count + at]) return false;
  }
  return true;
}

/** Millimetres a half voxel along the line, and along the chords at right angles to it. */
function directionsOf({ i, j }: Line, steps: Steps): { across: Projection; along: Projection } {
  const way = addScaled(addScaled([0, 0, 0], steps[0], i), steps[1], j);
  const length = Math.sqrt(dot(way, way));
  const aside = cross(cross(steps[0], steps[1]), way);
  const asideLength = pixelAreaMm2(steps) * length;
  const half = (direction: Vector3, size: number): Projection => [
    dot(steps[0], direction) / (2 * size),
    dot(steps[1], direction) / (2 * size),
  ];
  return { across: half(way, length), along: half(aside, asideLength) };
}

/** The longest lines found so far: all that are equal. */
class LongestLines {
  squared = 0;
  /** What counts as equal to it at least. */
  private least = 0;
  lines: Line[] = [];
  private readonly metric: { readonly ii: number; readonly ij: number; readonly jj: number };

  constructor(
    private readonly hulls: SliceHulls,
    steps: Steps,
  ) {
    const [i, j] = steps;
    this.metric = { ii: dot(i, i), ij: dot(i, j), jj: dot(j, j) };
  }

  /**
   * All lines of a slice. The outline's hull is that of the voxel centres widened by the rhombus of the half steps, so
   * a longest line joins two corners of the latter and is one whole step longer along columns or along rows.
   */
  searchSlice(slice: number): void {
    const { columns, rows, starts } = this.hulls;
    const end = starts[slice + 1] ?? 0;
    const { ii, ij, jj } = this.metric;
    const longest = Math.sqrt(Math.max(ii, jj));
    for (let p = starts[slice] ?? 0; p < end; p++) {
      for (let q = p; q < end; q++) {
        const i = (columns[p] ?? 0) - (columns[q] ?? 0);
        const j = (rows[p] ?? 0) - (rows[q] ?? 0);
        const far = Math.sqrt(ii * i * i + 2 * ij * i * j + jj * j * j) + longest;
        if (far * far < this.least) continue;
        this.consider(slice, i + 1, j);
        this.consider(slice, i - 1, j);
        this.consider(slice, i, j + 1);
        this.consider(slice, i, j - 1);
      }
    }
  }

  /** What a slice measures in one direction at most, mm. */
  extentMm(slice: number, [byColumn, byRow]: Projection): number {
    const { columns, rows, starts } = this.hulls;
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let corner = starts[slice] ?? 0; corner < (starts[slice + 1] ?? 0); corner++) {
      const at = 2 * ((columns[corner] ?? 0) * byColumn + (rows[corner] ?? 0) * byRow);
      least = Math.min(least, at);
      most = Math.max(most, at);
    }
    return most - least + 2 * Math.max(Math.abs(byColumn), Math.abs(byRow));
  }

  private consider(slice: number, i: number, j: number): void {
    const { ii, ij, jj } = this.metric;
    const squared = ii * i * i + 2 * ij * i * j + jj * j * j;
    if (squared < this.least) return;
    if (squared > this.squared * (1 + SAME_SHARE)) this.lines = [];
    this.squared = Math.max(this.squared, squared);
    this.least = this.squared * (1 - SAME_SHARE);
    // Lines of one slice stand together at the end.
    for (let at = this.lines.length - 1; at >= 0; at--) {
      const known = this.lines[at];
      if (known?.slice !== slice) break;
      if ((known.i === i && known.j === j) || (known.i === -i && known.j === -j)) return;
    }
    this.lines.push({ slice, i, j });
  }
}

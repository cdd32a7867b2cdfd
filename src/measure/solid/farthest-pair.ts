import { dot, type Vector3 } from '../../study/vectors.js';
import type { Steps } from './index-space.js';
import type { SliceHulls } from './slice-hulls.js';

/** Corners in mm, sorted into cells; `boxes` holds least and greatest x, y, z of each cell. */
interface Cells {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly starts: Int32Array;
  readonly boxes: Float64Array;
}

/** Corners a cell, as aimed at: a surface meets about 3 s² of s × s × s cells. */
const CORNERS_PER_CELL = 16;
const MOST_CELLS_A_SIDE = 48;

/**
 * Largest distance between two vertices of the mesh at level 0.5, mm, exactly; 0 of no corners. IBSI L0JK.
 *
 * The vertices are half a step from a voxel centre. Their hull is that of the centres widened by the octahedron of the
 * half steps (a sum of Minkowski), so the longest line joins two corners of the hull of the centres and is one whole
 * step longer or shorter along one axis. Pairs of cells that cannot hold a longer line are passed over.
 */
export function maximumDiameterMm(corners: SliceHulls, steps: Steps): number {
  if (corners.columns.length === 0) return 0;
  const cells = cellsOf(corners, steps);
  const measure = new Diameter(cells, steps);
  measure.seed();
  const count = cells.starts.length - 1;
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) measure.comparePair(a, b);
  }
  return Math.sqrt(measure.squared);
}

/** The longest line found so far. */
class Diameter {
  squared = 0;
  /** No pair of centres nearer than this can have a longer line: squared, mm². */
  private passOver = 0;
  private readonly own: Vector3;
  private readonly longest: number;

  constructor(
    private readonly cells: Cells,
    private readonly steps: Steps,
  ) {
    this.own = [dot(steps[0], steps[0]), dot(steps[1], steps[1]), dot(steps[2], steps[2])];
    this.longest = Math.sqrt(Math.max(...this.own));
  }

  /** A long line to begin with: from corner to farthest corner, a few times. */
  seed(): void {
    const { x } = this.cells;
    let from = 0;
    for (let round = 0; round < 4; round++) {
      let [farthest, most] = [from, -1];
      for (let to = 0; to < x.length; to++) {
        const squared = this.compare(from, to);
        if (squared > most) [farthest, most] = [to, squared];
      }
      from = farthest;
    }
  }

  /** All lines from a corner of one cell to a corner of another one. */
  comparePair(a: number, b: number): void {
    const { starts, boxes } = this.cells;
    if (farSquared(boxes, 6 * a, boxes, 6 * b) < this.passOver) return;
    const [endA = 0, startB = 0, endB = 0] = [starts[a + 1], starts[b], starts[b + 1]];
    for (let p = starts[a] ?? 0; p < endA; p++) {
      for (let q = startB; q < endB; q++) this.compare(p, q);
    }
  }

  /** Takes the line between two corners into account. @returns its squared length between the centres, mm² */
  private compare(p: number, q: number): number {
    const { x, y, z } = this.cells;
    const dx = (x[p] ?? 0) - (x[q] ?? 0);
    const dy = (y[p] ?? 0) - (y[q] ?? 0);
    const dz = (z[p] ?? 0) - (z[q] ?? 0);
    const centres = dx * dx + dy * dy + dz * dz;
    if (centres < this.passOver) return centres;
    for (let axis = 0; axis < 3; axis++) {
      const step = this.steps[axis] ?? [0, 0, 0];
      const along = Math.abs(dx * step[0] + dy * step[1] + dz * step[2]);
      const squared = centres + 2 * along + (this.own[axis] ?? 0);
      if (squared > this.squared) this.lengthen(squared);
    }
    return centres;
  }

  private lengthen(squared: number): void {
    this.squared = squared;
    // A share of rounding is left, so that none is passed over by it.
    this.passOver = Math.max(0, Math.sqrt(squared) * (1 - 1e-12) - this.longest) ** 2;
  }
}

/** Largest squared distance between points of two boxes, mm². */
function farSquared(a: Float64Array, atA: number, b: Float64Array, atB: number): number {
  let sum = 0;
  for (let axis = 0; axis < 3; axis++) {
    const up = (b[atB + axis + 3] ?? 0) - (a[atA + axis] ?? 0);
    const down = (a[atA + axis + 3] ?? 0) - (b[atB + axis] ?? 0);
    const far = Math.max(up, down);
    sum += far * far;
  }
  return sum;
}

function cellsOf(corners: SliceHulls, steps: Steps): Cells {
  const count = corners.columns.length;
  const aimed = Math.ceil(Math.sqrt(count / (3 * CORNERS_PER_CELL)));
  const side = Math.min(Math.max(aimed, 1), MOST_CELLS_A_SIDE);
  const { cellOf, starts } = cellNumbers(corners, side);
  const [x, y, z] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const boxes = new Float64Array(6 * (starts.length - 1)).map((_, at) =>
    at % 6 < 3 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
  );
  const next = starts.slice();
  for (let corner = 0; corner < count; corner++) {
    const cell = cellOf[corner] ?? 0;
    const place = next[cell] ?? 0;
    next[cell] = place + 1;
    [x, y, z].forEach((all, axis) => {
      const mm =
        (corners.columns[corner] ?? 0) * (steps[0][axis] ?? 0) +
        (corners.rows[corner] ?? 0) * (steps[1][axis] ?? 0) +
        (corners.slices[corner] ?? 0) * (steps[2][axis] ?? 0);
      all[place] = mm;
      boxes[6 * cell + axis] = Math.min(boxes[6 * cell + axis] ?? mm, mm);
      boxes[6 * cell + axis + 3] = Math.max(boxes[6 * cell + axis + 3] ?? mm, mm);
    });
  }
  return { x, y, z, starts, boxes };
}

/** The cell of each corner among `side`³ of them, those without a corner left out, and where each cell begins. */
function cellNumbers({ columns, rows, slices }: SliceHulls, side: number) {
  const all = [columns, rows, slices];
  const least = all.map((axis) => axis.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER));
  const scale = all.map(
    (axis, at) => side / (axis.reduce((a, b) => Math.max(a, b), 0) - (least[at] ?? 0) + 1),
  );
  const cellOf = columns.map((_, corner) =>
    all.reduce((cell, axis, at) => {
      const part = ((axis[corner] ?? 0) - (least[at] ?? 0)) * (scale[at] ?? 1);
      return cell * side + Math.min(side - 1, Math.floor(part));
    }, 0),
  );
  const counts = new Int32Array(side ** 3);
  for (const cell of cellOf) counts[cell] = (counts[cell] ?? 0) + 1;
  const numberOf = new Int32Array(side ** 3);
  const starts = [0];
  counts.forEach((count, cell) => {
    if (count === 0) return;
    numberOf[cell] = starts.length - 1;
    starts.push((starts[starts.length - 1] ?? 0) + count);
  });
  return { cellOf: cellOf.map((cell) => numberOf[cell] ?? 0), starts: Int32Array.from(starts) };
}

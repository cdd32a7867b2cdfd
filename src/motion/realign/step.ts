import { centreOf, inverseRigid, type Matrix4, product, rigidMatrix } from '../rigid.js';
import { voxelToVoxel } from './affine.js';
import { type Line, type Sampled, sampleLine } from './bspline.js';
import { ARC_MM, addOuter, COLUMNS } from './columns.js';
import type { Level, Stage } from './level.js';
import { corner, type Square, solve } from './linear.js';

/** A volume that is aligned, smoothed as the level is. */
export interface Moving extends Sampled {
  readonly affine: Matrix4;
  /** Slices that say nothing: they lost signal, or hold a spike. Mostly none. */
  readonly leftOut: readonly number[];
  /** What lies within so many slices of one that is left out has no weight. */
  readonly reach: number;
}

/** Within this many voxels further in than its margin, a volume's weight rises from 0 to 1. */
const TAPER = 0.5;
/** And within this many slices beyond the reach of one that is left out. */
const RAMP = 0.5;

/** What the volume shows at the moved voxels of a stage. */
export interface Sums {
  /** Σ weight · column · columnᵀ; the weight is 0 outside the volume's margins. */
  readonly information: Square;
  /** Σ weight · column · value. */
  readonly projection: Float64Array;
  /** Σ weight · value². */
  readonly square: number;
  /** Σ weight. */
  readonly voxels: number;
}

/** One step of Gauss and Newton. */
export interface Step {
  readonly transform: Matrix4;
  /** The largest change of a translation (mm) or rotation (degrees). */
  readonly change: number;
  /** What the reference is multiplied with to give the volume. */
  readonly scale: number;
}

/** Samples the volume at the moved voxels of a stage and sums what the normal equations need. */
export function sumsAt(level: Level, stage: Stage, moving: Moving, transform: Matrix4): Sums {
  const m = voxelToVoxel({ from: level.grid.affine, moved: transform, to: moving.affine });
  const at = (n: number): number => m[n] ?? 0;
  const { columns, runs } = level;
  const along = [at(0), at(4), at(8)] as const;
  const rows = rowBuffers(level.grid.dims[0]);
  const weighted = new Float32Array(level.grid.dims[0]);
  const projection = new Float64Array(COLUMNS);
  const dropped = new Float64Array(COLUMNS * COLUMNS);
  let [square, outside, first] = [0, 0, 0];
  for (let run = 0; run < stage.runs; run++) {
    const [i, j, k] = [runs[run * 4] ?? 0, runs[run * 4 + 1] ?? 0, runs[run * 4 + 2] ?? 0];
    const count = runs[run * 4 + 3] ?? 0;
    const values = rows[count] ?? new Float32Array(count);
    const place = (row: number): number => at(row) * i + at(row + 1) * j + at(row + 2) * k + at(row + 3);
    const line: Line = { from: [place(0), place(4), place(8)], step: along };
    sampleLine(moving, line, values);
    if (isNearBorder(moving, line, count) || isNearLeftOut(moving, line, count)) {
      outside += taper({ moving, line, columns, first, dropped }, values, weighted);
      square += project(columns, first, { values, weighted, projection });
    } else {
      square += project(columns, first, { values, weighted: values, projection });
    }
    first += count * COLUMNS;
  }
  const information = stage.information.slice();
  for (let n = 0; n < information.length; n++) {
    const [row, column] = [Math.floor(n / COLUMNS), n % COLUMNS];
    const mirrored = Math.min(row, column) * COLUMNS + Math.max(row, column);
    information[n] = (information[n] ?? 0) - (dropped[mirrored] ?? 0);
  }
  return { information, projection, square, voxels: stage.voxels - outside };
}

/** A row of each length up to `most`, all in the same memory. */
export function rowBuffers(most: number): Float32Array[] {
  const buffer = new Float32Array(most);
  return Array.from({ length: most + 1 }, (_, count) => buffer.subarray(0, count));
}

/** Adds the columns of a row's voxels, times the volume's weighted values there; gives Σ weight · value². */
function project(
  c: Float32Array,
  first: number,
  of: { values: Float32Array; weighted: Float32Array; projection: Float64Array },
): number {
  const { values, weighted, projection } = of;
  let [p0, p1, p2, p3, p4, p5, p6, p7, square] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  let at = first;
  for (let n = 0; n < values.length; n++) {
    const value = weighted[n] ?? 0;
    p0 += value * (c[at] ?? 0);
    p1 += value * (c[at + 1] ?? 0);
    p2 += value * (c[at + 2] ?? 0);
    p3 += value * (c[at + 3] ?? 0);
    p4 += value * (c[at + 4] ?? 0);
    p5 += value * (c[at + 5] ?? 0);
    p6 += value * (c[at + 6] ?? 0);
    p7 += value;
    square += value * (values[n] ?? 0);
    at += COLUMNS;
  }
  const sums = [p0, p1, p2, p3, p4, p5, p6, p7];
  for (let n = 0; n < COLUMNS; n++) projection[n] = (projection[n] ?? 0) + (sums[n] ?? 0);
  return square;
}

/** Whether some of a row's voxels lie within the volume's tapered border or outside. */
function isNearBorder(moving: Moving, { from, step }: Line, count: number): boolean {
  // The distance to the border is concave along a line: least at one of its ends.
  return [0, 1, 2].some((axis) => {
    const start = from[axis] ?? 0;
    const end = start + (count - 1) * (step[axis] ?? 0);
    const least = (moving.margin[axis] ?? 0) + TAPER;
    return Math.min(start, end) < least || Math.max(start, end) > (moving.dims[axis] ?? 0) - 1 - least;
  });
}

/** Whether some of a row's voxels lie in slices that are left out or between these and the next. */
function isNearLeftOut({ leftOut, reach }: Moving, { from, step }: Line, count: number): boolean {
  const end = from[2] + (count - 1) * step[2];
  const [low, high] = [Math.min(from[2], end), Math.max(from[2], end)];
  return leftOut.some((slice) => slice > low - reach - RAMP && slice < high + reach + RAMP);
}

/** The weight of a place along the slices: 0 within the reach of a slice that is left out, 1 half a slice further on. */
export function sliceWeight({ leftOut, reach }: Pick<Moving, 'leftOut' | 'reach'>, place: number): number {
  let weight = 1;
  for (const slice of leftOut) weight = Math.min(weight, (Math.abs(place - slice) - reach) / RAMP);
  return Math.max(0, weight);
}

/**
 * Weights a row's voxels by how far within the volume they lie, 0 at the margin and 1 a little further in. A voxel
 * that dropped out at once as it crosses the margin would let steps go back and forth for ever.
 * @returns how many voxels' worth of weight is lost; what they had added to the normal equations is in `dropped`
 */
function taper(
  {
    moving,
    line,
    columns,
    first,
    dropped,
  }: { moving: Moving; line: Line; columns: Float32Array; first: number; dropped: Square },
  values: Float32Array,
  weighted: Float32Array,
): number {
  let lost = 0;
  for (let n = 0; n < values.length; n++) {
    const weight = Number.isNaN(values[n]) ? 0 : weightAt(moving, line, n);
    if (weight === 0) values[n] = 0;
    weighted[n] = weight * (values[n] ?? 0);
    if (weight === 1) continue;
    addOuter(dropped, columns, { at: first + n * COLUMNS, weight: 1 - weight });
    lost += 1 - weight;
  }
  return lost;
}

function weightAt(moving: Moving, { from, step }: Line, n: number): number {
  const { dims, margin, leftOut } = moving;
  let weight = leftOut.length > 0 ? sliceWeight(moving, from[2] + n * step[2]) : 1;
  for (let axis = 0; axis < 3; axis++) {
    const at = (from[axis] ?? 0) + n * (step[axis] ?? 0);
    const within = Math.min(at, (dims[axis] ?? 0) - 1 - at) - (margin[axis] ?? 0);
    weight = Math.min(weight, within / TAPER);
  }
  return Math.max(0, weight);
}

const DEGREES = 180 / Math.PI;
/** Movement and scale: all columns but the constant. */
const UNKNOWNS = COLUMNS - 1;

/**
 * One step: the volume at the moved voxels is taken for `a · reference + gradient · b`, linear in all seven unknowns;
 * b / a is how the reference would have to move, and the transform is composed with what takes that back (Baker and
 * Matthews 2004, inverse compositional: the normal matrix depends on the reference alone).
 * @returns undefined where the equations are singular or the scale is none
 */
export function step(level: Level, transform: Matrix4, sums: Sums): Step | undefined {
  const solved = solve(corner(sums.information, COLUMNS, UNKNOWNS), sums.projection.slice(0, UNKNOWNS));
  const scale = solved?.[6] ?? 0;
  if (!solved || !(scale > 0)) return undefined;
  const [tx = 0, ty = 0, tz = 0, rx = 0, ry = 0, rz = 0] = solved.map((value) => value / scale);
  const rotationDeg = [(rx / ARC_MM) * DEGREES, (ry / ARC_MM) * DEGREES, (rz / ARC_MM) * DEGREES] as const;
  const translationMm = [tx, ty, tz] as const;
  const change = Math.max(...[...translationMm, ...rotationDeg].map(Math.abs));
  if (!Number.isFinite(change)) return undefined;
  const back = inverseRigid(rigidMatrix({ translationMm, rotationDeg }, centreOf(level.grid)));
  return { transform: product(transform, back), change, scale };
}

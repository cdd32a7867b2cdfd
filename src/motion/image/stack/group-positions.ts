import { solve } from '../../realign/linear.js';
import { finiteMedian } from '../../slices/robust.js';
import type { Measured } from '../image-volume.js';

/** A slice's displacement against the mean of its two neighbours, and the groups that the three belong to. */
export interface RelativeShift {
  readonly group: number;
  readonly neighbours: readonly [number, number];
  readonly mm: readonly [number, number];
}

const MAD_TO_SD = 1.4826;
/** Standard error of a median over that of a mean, of normal deviates: √(π/2). */
const MEDIAN_ERROR = 1.2533;
/** A distance that is not known to this is none, unless it is several times its error. */
const LARGEST_ERROR_MM = 0.25;
const SURE_TIMES = 5;
/** Slices that must be left over when the groups' places are known. */
const SPARE_SLICES = 2;

/** Slices whose neighbours are of the same groups measure the same. */
interface Pattern {
  readonly group: number;
  readonly neighbours: readonly [number, number];
  readonly mm: readonly [number, number];
  readonly count: number;
}

/**
 * The largest distance in the plane between groups of slices, mm. Each slice measures place(group) − mean of
 * place(neighbours’ groups) + bend, in which the bend is what the curved outline of the object does to all slices alike;
 * the median over the slices of one pattern is taken, then the places by least squares.
 */
export function groupDistanceMm(shifts: readonly RelativeShift[], groups: number): Measured {
  const patterns = patternsOf(shifts);
  if (patterns.length < groups || shifts.length < groups + SPARE_SLICES) return { absent: 'uncertain' };
  const [i, j] = [placesAlong(patterns, groups, 0), placesAlong(patterns, groups, 1)];
  if (!i || !j) return { absent: 'uncertain' };
  let distance = 0;
  for (let a = 0; a < groups; a++)
    for (let b = 0; b < a; b++)
      distance = Math.max(distance, Math.hypot((i[a] ?? 0) - (i[b] ?? 0), (j[a] ?? 0) - (j[b] ?? 0)));
  const error = errorMm(shifts, patterns);
  const isSure = error <= LARGEST_ERROR_MM || distance >= SURE_TIMES * error;
  return Number.isFinite(distance) && isSure ? distance : { absent: 'uncertain' };
}

function keyOf({ group, neighbours }: Pick<RelativeShift, 'group' | 'neighbours'>): string {
  return `${group} ${Math.min(...neighbours)} ${Math.max(...neighbours)}`;
}

function patternsOf(shifts: readonly RelativeShift[]): Pattern[] {
  const alike = new Map<string, RelativeShift[]>();
  for (const shift of shifts) alike.set(keyOf(shift), [...(alike.get(keyOf(shift)) ?? []), shift]);
  return Array.from(alike.values()).flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    const mm = [0, 1].map((axis) => finiteMedian(some.map((shift) => shift.mm[axis] ?? 0)));
    return [{ ...first, mm: [mm[0] ?? 0, mm[1] ?? 0] as const, count: some.length }];
  });
}

/** The places of the groups along one axis, their sum 0; undefined where the slices do not tell. */
function placesAlong(patterns: readonly Pattern[], groups: number, axis: 0 | 1): Float64Array | undefined {
  const size = groups + 1;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  const add = (row: Float64Array, value: number, weight: number): void => {
    for (let a = 0; a < size; a++) {
      right[a] = (right[a] ?? 0) + weight * (row[a] ?? 0) * value;
      for (let b = 0; b < size; b++)
        matrix[a * size + b] = (matrix[a * size + b] ?? 0) + weight * (row[a] ?? 0) * (row[b] ?? 0);
    }
  };
  for (const { group, neighbours, mm, count } of patterns) {
    const row = new Float64Array(size);
    row[group] = 1;
    for (const other of neighbours) row[other] = (row[other] ?? 0) - 0.5;
    row[groups] = 1;
    add(row, mm[axis], count);
  }
  add(new Float64Array(size).fill(1, 0, groups), 0, 1);
  return solve(matrix, right);
}

/** Standard error of the distance: by how much slices of one pattern differ, which is how far one of them can be trusted. */
function errorMm(shifts: readonly RelativeShift[], patterns: readonly Pattern[]): number {
  const centres = new Map(patterns.map((pattern) => [keyOf(pattern), pattern.mm]));
  const apart = shifts.map((shift) => {
    const centre = centres.get(keyOf(shift)) ?? shift.mm;
    return Math.hypot(shift.mm[0] - centre[0], shift.mm[1] - centre[1]);
  });
  // A median of its own slices lies on one of them: what is left over is spread over fewer.
  const free = Math.max(1, shifts.length - patterns.length);
  const spread = MAD_TO_SD * finiteMedian(apart) * Math.sqrt(shifts.length / free);
  return (MEDIAN_ERROR * spread) / Math.sqrt(shifts.length);
}

import { median } from '../../temporal/order-statistics.js';
import type { ImageVolume, Measured } from '../image-volume.js';
import type { ObjectEdges, SurfacePoint } from './edges.js';

/** Truncation rings along the axes of the matrix: an edge counts for an axis that it faces within 15°. */
const FACING = Math.cos(Math.PI / 12);
/** An edge must rise by this share of the object's contrast. */
const LEAST_RISE = 0.5;
/** Voxels out of and into the object that are looked at. */
const [OUTWARD, INWARD] = [7, 11];
/** The edge spread function is had from its middle on, in parts of a voxel. */
const BINS_PER_VOXEL = 4;
const BINS = 10 * BINS_PER_VOXEL + 1;
/** A part without so many samples is interpolated. */
const LEAST_SAMPLES = 8;
/** The middle of the edge is looked for within so many voxels of the surface, and so often for the height it gives. */
const NEAR = 3;
const PASSES = 3;
/** With fewer lines than these there is no figure. */
const LEAST_LINES = 40;
/** Half the period of truncation, in parts of a voxel: 1 voxel, or 2 where the matrix was doubled by zeros. */
const [LEAST_HALF_PERIOD, MOST_HALF_PERIOD] = [3, 10];
/** Less than this share of the edge's height is no oscillation. */
const LEAST_LOBE = 0.005;
/** One lobe of so much that no other follows may be ringing or what lies below the surface. */
const DOUBTFUL_LOBE = 0.04;
/** Truncation overshoots by 9 % (Gibbs): much more is something else. */
const MOST_RINGING = 0.13;
/** Standard errors by which lobes must stand out. */
const SURE = 4;

/**
 * Ringing beside the edges, % of their height: the edge spread function along each axis of the matrix, in parts of a
 * voxel from the many places at which lines cut the surface, oscillates with one period from the edge on, as truncation
 * in k-space makes it (first lobe 9 % of a step, Gibbs). The figure is the first lobe's height over the middle of the
 * oscillation; 0 where nothing alternates. What lies below the surface, as the skull below the scalp, does not alternate
 * three times at equal distances of a voxel or two; where it can be one or the other the figure is uncertain.
 */
export function ringingPercent(image: ImageVolume, edges: ObjectEdges): Measured {
  const found = (['i', 'j'] as const).map((axis) => alongAxis(image, edges, axis));
  const known = found.filter((one) => one !== 'no-edge');
  const largest = Math.max(0, ...known.filter((one) => one !== 'uncertain'));
  if (known.length === 0) return { absent: 'no-edge' };
  return largest === 0 && known.includes('uncertain') ? { absent: 'uncertain' } : 100 * largest;
}

function alongAxis(
  image: ImageVolume,
  { points, contrast }: ObjectEdges,
  axis: 'i' | 'j',
): number | 'no-edge' | 'uncertain' {
  const samples: number[][] = Array.from({ length: BINS }, () => []);
  const line = new Float64Array(OUTWARD + INWARD + 1);
  let lines = 0;
  for (const point of points) {
    const facing = axis === 'i' ? point.inwardI : point.inwardJ;
    if (Math.abs(facing) < FACING || !readLine(image, { point, axis, way: Math.sign(facing) }, line))
      continue;
    if (addLine(line, LEAST_RISE * contrast, samples)) lines++;
  }
  return lines < LEAST_LINES ? 'no-edge' : oscillation(samples);
}

interface LineOf {
  readonly point: SurfacePoint;
  readonly axis: 'i' | 'j';
  readonly way: number;
}

/** Values along an axis, from outside inwards; false where they leave the field. */
function readLine(
  { values, dims: [columns, rows] }: ImageVolume,
  { point: { i, j, k }, axis, way }: LineOf,
  out: Float64Array,
): boolean {
  const [at, length, step] = axis === 'i' ? [i, columns, 1] : [j, rows, columns];
  const [first, last] = [at - way * OUTWARD, at + way * INWARD];
  if (Math.min(first, last) < 0 || Math.max(first, last) >= length) return false;
  const start = (k * rows + j) * columns + i - way * OUTWARD * step;
  for (let s = 0; s < out.length; s++) out[s] = values[start + way * s * step] ?? Number.NaN;
  return true;
}

/** Adds a line to the parts of a voxel, from the place on where it passes half of its height. */
function addLine(line: Float64Array, leastRise: number, samples: readonly number[][]): boolean {
  const ground = (at(line, 0) + at(line, 1) + at(line, 2) + at(line, 3)) / 4;
  let half = OUTWARD;
  let top = topBehind(line, half);
  for (let pass = 0; pass < PASSES; pass++) {
    half = crossing(line, (ground + top) / 2);
    top = topBehind(line, half);
  }
  const height = top - ground;
  if (!(height >= leastRise)) return false;
  for (let s = Math.ceil(half); s < line.length; s++) {
    samples[Math.round((s - half) * BINS_PER_VOXEL)]?.push((at(line, s) - ground) / height);
  }
  return true;
}

const at = (line: ArrayLike<number>, s: number): number => line[s] ?? Number.NaN;

/** Where a line passes a level near the surface; NaN where it does not. */
function crossing(line: Float64Array, level: number): number {
  for (let s = OUTWARD - NEAR; s <= OUTWARD + NEAR; s++) {
    const [here, next] = [at(line, s), at(line, s + 1)];
    if (here < level && next >= level) return s + (level - here) / (next - here);
  }
  return Number.NaN;
}

/** The mean from one to five voxels behind a place: whole periods of truncation, whatever part of a voxel the place is. */
function topBehind(line: Float64Array, half: number): number {
  let sum = 0;
  for (let part = 0; part < 4 * BINS_PER_VOXEL; part++) {
    const s = half + 1 + (part + 0.5) / BINS_PER_VOXEL;
    const before = Math.floor(s);
    sum += at(line, before) + (at(line, before + 1) - at(line, before)) * (s - before);
  }
  return sum / (4 * BINS_PER_VOXEL);
}

/** The edge spread function and its standard error, in parts of a voxel from the middle of the edge. */
interface Spread {
  readonly values: Float64Array;
  readonly error: number;
}

function edgeSpread(samples: readonly number[][]): Spread {
  const values = new Float64Array(BINS).fill(Number.NaN);
  const errors: number[] = [];
  for (const [bin, of] of samples.entries()) {
    if (of.length < LEAST_SAMPLES) continue;
    const sorted = Float64Array.from(of);
    const middle = median(sorted, sorted.length);
    values[bin] = middle;
    const apart = sorted.map((value) => Math.abs(value - middle));
    // Of a median: 1.25 standard deviations, 1.4826 median absolute deviations each, over the root of the number.
    errors.push((1.25 * 1.4826 * median(apart, apart.length)) / Math.sqrt(of.length));
  }
  const known = Float64Array.from(errors);
  bridge(values);
  return { values, error: median(known, known.length) };
}

/** Fills gaps between known values by straight lines. */
function bridge(values: Float64Array): void {
  let last = -1;
  for (let n = 0; n < values.length; n++) {
    const value = at(values, n);
    if (Number.isNaN(value)) continue;
    for (let gap = last + 1; last >= 0 && gap < n; gap++) {
      values[gap] = at(values, last) + ((value - at(values, last)) * (gap - last)) / (n - last);
    }
    last = n;
  }
}

function oscillation(samples: readonly number[][]): number | 'uncertain' {
  const { values, error } = edgeSpread(samples);
  let [best, amplitude, single] = [Number.NEGATIVE_INFINITY, 0, 0];
  for (let half = LEAST_HALF_PERIOD; half <= MOST_HALF_PERIOD; half++) {
    const [high, low, again] = [at(values, half), at(values, 2 * half), at(values, 3 * half)];
    const [down, up] = [high - low, again - low];
    const alternates = Math.min(down, up, again - at(values, 4 * half));
    single = Math.max(single, Math.min(down, up));
    if (alternates > best) [best, amplitude] = [alternates, (3 * high - 2 * low - again) / 4];
  }
  const sure = Math.max(LEAST_LOBE, SURE * error);
  if (!(sure < DOUBTFUL_LOBE)) return 'uncertain';
  if (best > sure) return amplitude > MOST_RINGING ? 'uncertain' : amplitude;
  return single > DOUBTFUL_LOBE ? 'uncertain' : 0;
}

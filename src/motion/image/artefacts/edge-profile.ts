import type { ImageVolume } from '../image-volume.js';
import type { SurfacePoint } from './edges.js';

/** Samples of a profile in a voxel: the shorter side of a pixel. */
export const SAMPLES_PER_VOXEL = 4;
/** A profile reaches so many voxels into and out of the object. */
const REACH = 14;
/** Samples of a profile; the surface is at the middle one. */
export const PROFILE_LENGTH = 2 * REACH * SAMPLES_PER_VOXEL + 1;
/** Profiles so many voxels beside each other are averaged. */
const BESIDE = [-2, -1, 0, 1, 2];

/** The steepest place is looked for within so many samples of the surface. */
const NEAR = 3 * SAMPLES_PER_VOXEL;
/** The edge ends where the values turn by this share of its height. */
const TURN = 0.1;
/** It ends, too, where they change by less than this share of its height within {@link REST}. */
const LEAST_CHANGE = 0.02;
const REST = 2 * SAMPLES_PER_VOXEL;

/**
 * The profile across the surface at a point, from outside inwards: the mean of five parallel ones, interpolated
 * linearly in the slice. NaN beyond the field.
 * @param out {@link PROFILE_LENGTH} samples
 */
export function edgeProfile(image: ImageVolume, point: SurfacePoint, out: Float64Array): void {
  const [si, sj] = image.spacingMm;
  const voxelMm = Math.min(si, sj);
  const [stepI, stepJ] = [(point.inwardI * voxelMm) / si, (point.inwardJ * voxelMm) / sj];
  const [sideI, sideJ] = [(-point.inwardJ * voxelMm) / si, (point.inwardI * voxelMm) / sj];
  for (let s = 0; s < PROFILE_LENGTH; s++) {
    const t = s / SAMPLES_PER_VOXEL - REACH;
    let sum = 0;
    for (const u of BESIDE) {
      sum += valueAt(image, point.i + t * stepI + u * sideI, point.j + t * stepJ + u * sideJ, point.k);
    }
    out[s] = sum / BESIDE.length;
  }
}

/** Linear interpolation in a slice; NaN beyond the centres of its outer voxels. */
function valueAt({ values, dims: [columns, rows] }: ImageVolume, i: number, j: number, k: number): number {
  const [i0, j0] = [Math.floor(i), Math.floor(j)];
  if (i0 < 0 || j0 < 0 || i0 >= columns - 1 || j0 >= rows - 1) return Number.NaN;
  const [p, q] = [i - i0, j - j0];
  const n = (k * rows + j0) * columns + i0;
  const near = (values[n] ?? 0) * (1 - p) + (values[n + 1] ?? 0) * p;
  const far = (values[n + columns] ?? 0) * (1 - p) + (values[n + columns + 1] ?? 0) * p;
  return near * (1 - q) + far * q;
}

/** The rise of a profile at its edge. */
interface EdgeRise {
  readonly height: number;
  /** Samples between a quarter and three quarters of the height. */
  readonly quarterWidth: number;
}

/**
 * The rise round the steepest place of a profile near its middle, as far as it goes on rising on either side. undefined
 * where it goes on beyond the profile, or where nothing rises.
 */
export function edgeRise(profile: Float64Array): EdgeRise | undefined {
  const middle = (PROFILE_LENGTH - 1) / 2;
  let steepest = -1;
  let most = 0;
  for (let s = middle - NEAR; s < middle + NEAR; s++) {
    const rise = (profile[s + 1] ?? 0) - (profile[s] ?? 0);
    if (rise > most) [most, steepest] = [rise, s];
  }
  if (steepest < 0) return undefined;
  const foot = extreme(profile, steepest, -1);
  const top = extreme(profile, steepest, 1);
  if (foot === undefined || top === undefined) return undefined;
  const height = top - foot;
  const upper = crossing(profile, { from: steepest, way: 1, level: foot + 0.75 * height });
  const lower = crossing(profile, { from: steepest + 1, way: -1, level: foot + 0.25 * height });
  const quarterWidth = upper - lower;
  return height > 0 && quarterWidth > 0 ? { height, quarterWidth } : undefined;
}

/** The largest value going inwards, or the smallest going outwards, until the profile rests or turns. */
function extreme(profile: Float64Array, from: number, way: 1 | -1): number | undefined {
  const start = profile[from] ?? Number.NaN;
  let best = start;
  for (let s = from + way; s >= 0 && s < PROFILE_LENGTH; s += way) {
    const value = profile[s] ?? Number.NaN;
    if (Number.isNaN(value)) return undefined;
    if (way * (value - best) > 0) best = value;
    // Half of the edge lies on this side of the steepest place.
    const height = 2 * way * (best - start);
    if (way * (best - value) > TURN * height) return best;
    const before = profile[s - way * REST];
    const isPast = way * (s - from) > REST && before !== undefined;
    if (isPast && way * (value - before) < LEAST_CHANGE * height) return best;
  }
  return undefined;
}

interface Crossing {
  readonly from: number;
  readonly way: 1 | -1;
  readonly level: number;
}

/** Where a profile first passes a level, in samples; NaN where it does not. */
function crossing(profile: Float64Array, { from, way, level }: Crossing): number {
  for (let s = from; s + way >= 0 && s + way < PROFILE_LENGTH; s += way) {
    const here = profile[s] ?? Number.NaN;
    const next = profile[s + way] ?? Number.NaN;
    if (way * (next - level) >= 0) return next === here ? s : s + (way * (level - here)) / (next - here);
  }
  return Number.NaN;
}

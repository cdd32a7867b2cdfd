import {
  allVoxels,
  FEWEST_VOLUMES,
  FLAT_SHARE,
  LEAST_SHARE,
  type MaskedSeries,
  type VoxelRange,
} from './masked-series.js';
import { select } from './order-statistics.js';
import { forEachCourse, type VoxelCourse } from './voxel-courses.js';

/**
 * DVARS after Nichols (2013): root mean square over the mask of the change from the volume before. NaN for the first
 * volume, for a pair of which one has no value, and where fewer than half of the voxels have part in the figure; the
 * standardised ones also with fewer than {@link FEWEST_VOLUMES} volumes. Constant voxels are left out.
 */
export interface Dvars {
  /** In the values' unit, over the voxels that have both values. */
  readonly nonStandardised: Float64Array;
  /**
   * Over its expectation under a first-order autoregressive null, the mean over the voxels of √(2 (1 − ρ)) · σ. Both are
   * taken over the voxels that have a value in every volume, and an expectation.
   */
  readonly standardised: Float64Array;
  /** The same, each voxel's change over its own expectation. */
  readonly voxelwise: Float64Array;
}

/** Sums over a range of voxels, from which {@link dvarsFrom} makes the figures; ranges may be worked on apart. */
export interface DvarsSums {
  /** Voxels that vary over time. */
  readonly voxels: number;
  /** Those of them whose change has an expectation: complete over time, quartiles apart. */
  readonly expectedVoxels: number;
  /** Sum of the expected standard deviations of their change. */
  readonly expectedChange: number;
  /** Per volume: varying voxels with a value here and in the volume before, and the sum of their squared changes. */
  readonly pairs: Float64Array;
  readonly squaredChange: Float64Array;
  /** Per volume over the voxels with an expectation: squared changes, plain and over the expectation's square. */
  readonly standardisedChange: Float64Array;
  readonly voxelwiseChange: Float64Array;
}

type MutableSums = { -readonly [key in keyof DvarsSums]: DvarsSums[key] };

/** Interquartile range of a normal distribution in standard deviations, as DVARS.sh has it. */
const NORMAL_IQR = 1.349;

function noSums(volumes: number): MutableSums {
  return {
    ...{ voxels: 0, expectedVoxels: 0, expectedChange: 0 },
    pairs: new Float64Array(volumes),
    squaredChange: new Float64Array(volumes),
    standardisedChange: new Float64Array(volumes),
    voxelwiseChange: new Float64Array(volumes),
  };
}

function varies({ scratch, known }: VoxelCourse): boolean {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < known; i++) {
    const x = scratch[i] ?? 0;
    if (x < least) least = x;
    if (x > most) most = x;
  }
  return most - least > FLAT_SHARE * Math.max(Math.abs(least), Math.abs(most));
}

/**
 * Robust standard deviation from the quartiles. FSL's `-Tperc` takes the value at ⌊N · p⌋ of the sorted ones, without
 * interpolation; of the definitions tried only this reproduces the published figures of DVARS.sh.
 */
function robustDeviation({ scratch, known }: VoxelCourse): number {
  const upperAt = Math.floor(0.75 * known);
  const upper = select(scratch, known, upperAt);
  return (upper - select(scratch, upperAt, Math.floor(0.25 * known))) / NORMAL_IQR;
}

/** Lag-1 autocorrelation about the mean, by Yule and Walker (as FSL's `-Tar1`): |ρ| < 1. Only of volumes in succession. */
function autocorrelation({ values, known }: VoxelCourse): number {
  let sum = 0;
  for (let v = 0; v < values.length; v++) {
    const x = values[v] ?? 0;
    if (!Number.isNaN(x)) sum += x;
  }
  const mean = sum / known;
  let lagged = 0;
  let squares = 0;
  let before = 0;
  for (let v = 0; v < values.length; v++) {
    const x = values[v] ?? 0;
    const deviation = Number.isNaN(x) ? 0 : x - mean;
    squares += deviation * deviation;
    lagged += deviation * before;
    before = deviation;
  }
  return lagged / squares;
}

/** Expected standard deviation of the change from one volume to the next (Nichols 2013); NaN where it has no estimate. */
function expectedChange(course: VoxelCourse): number {
  if (!course.isComplete || course.known < FEWEST_VOLUMES) return Number.NaN;
  const expected = Math.sqrt(2 * (1 - autocorrelation(course))) * robustDeviation(course);
  return expected > 0 ? expected : Number.NaN;
}

function addCourse(sums: MutableSums, course: VoxelCourse): void {
  if (!varies(course)) return;
  const expected = expectedChange(course);
  const isExpected = !Number.isNaN(expected);
  const weight = isExpected ? 1 / (expected * expected) : 0;
  sums.voxels++;
  if (isExpected) {
    sums.expectedVoxels++;
    sums.expectedChange += expected;
  }
  const { values } = course;
  const { pairs, squaredChange, standardisedChange, voxelwiseChange } = sums;
  for (let v = 1; v < values.length; v++) {
    const change = (values[v] ?? 0) - (values[v - 1] ?? 0);
    if (Number.isNaN(change)) continue;
    const square = change * change;
    pairs[v] = (pairs[v] ?? 0) + 1;
    squaredChange[v] = (squaredChange[v] ?? 0) + square;
    if (isExpected) {
      standardisedChange[v] = (standardisedChange[v] ?? 0) + square;
      voxelwiseChange[v] = (voxelwiseChange[v] ?? 0) + square * weight;
    }
  }
}

/** @param range all voxels when left out */
export function dvarsSums(series: MaskedSeries, range: VoxelRange = allVoxels(series)): DvarsSums {
  const sums = noSums(series.volumes);
  forEachCourse(series, range, (course) => addCourse(sums, course));
  return sums;
}

function total(parts: readonly DvarsSums[]): DvarsSums {
  const sums = noSums(parts[0]?.pairs.length ?? 0);
  for (const part of parts) {
    sums.voxels += part.voxels;
    sums.expectedVoxels += part.expectedVoxels;
    sums.expectedChange += part.expectedChange;
    for (const key of ['pairs', 'squaredChange', 'standardisedChange', 'voxelwiseChange'] as const) {
      const into = sums[key];
      for (const [v, value] of part[key].entries()) into[v] = (into[v] ?? 0) + value;
    }
  }
  return sums;
}

/** The figures of sums over ranges, added in their order. */
export function dvarsFrom(sums: readonly DvarsSums[]): Dvars {
  const { voxels, expectedVoxels, pairs, ...all } = total(sums);
  const stands = (share: number): boolean => share > 0 && share >= LEAST_SHARE * voxels;
  const meanExpected = stands(expectedVoxels) ? all.expectedChange / expectedVoxels : Number.NaN;
  const rms = (squares: Float64Array, over: Float64Array | number, unit: number): Float64Array =>
    squares.map((square, v) => {
      const count = typeof over === 'number' ? over : (over[v] ?? 0);
      return (pairs[v] ?? 0) > 0 && stands(count) ? Math.sqrt(square / count) / unit : Number.NaN;
    });
  return {
    nonStandardised: rms(all.squaredChange, pairs, 1),
    standardised: rms(all.standardisedChange, expectedVoxels, meanExpected),
    voxelwise: rms(all.voxelwiseChange, expectedVoxels, 1),
  };
}

import {
  allVoxels,
  FEWEST_VOLUMES,
  FLAT_SHARE,
  type MaskedSeries,
  type VoxelRange,
} from './masked-series.js';
import { median } from './order-statistics.js';
import { forEachCourse, type VoxelCourse } from './voxel-courses.js';

/** What each voxel of a range does over time. */
export interface VoxelStatistics {
  /** Of the values that there are; NaN where there is none. So is the median. */
  readonly mean: Float32Array;
  readonly median: Float32Array;
  /**
   * Of the linearly detrended series, N − 1. NaN where the voxel lacks a value in a volume that has some, and with fewer
   * than {@link FEWEST_VOLUMES} volumes.
   */
  readonly standardDeviation: Float32Array;
  /** mean / standardDeviation; NaN where the deviation is 0 or a value is missing. */
  readonly tsnr: Float32Array;
}

function meanOf({ scratch, known }: VoxelCourse): number {
  let sum = 0;
  for (let i = 0; i < known; i++) sum += scratch[i] ?? 0;
  return sum / known;
}

/** Standard deviation about the least-squares line through a course; time goes on while a volume has no values. */
function detrendedDeviation({ values, known }: VoxelCourse, mean: number): number {
  let meanTime = 0;
  for (let v = 0; v < values.length; v++) if (!Number.isNaN(values[v])) meanTime += v / known;
  let timeSquares = 0;
  let products = 0;
  for (let v = 0; v < values.length; v++) {
    const x = values[v] ?? 0;
    if (Number.isNaN(x)) continue;
    timeSquares += (v - meanTime) * (v - meanTime);
    products += (v - meanTime) * (x - mean);
  }
  const slope = products / timeSquares;
  let squares = 0;
  for (let v = 0; v < values.length; v++) {
    const residual = (values[v] ?? 0) - mean - slope * (v - meanTime);
    if (!Number.isNaN(residual)) squares += residual * residual;
  }
  return Math.sqrt(squares / (known - 1));
}

/** @param range all voxels when left out */
export function voxelStatistics(
  series: MaskedSeries,
  range: VoxelRange = allVoxels(series),
): VoxelStatistics {
  const count = Math.max(0, range.to - range.from);
  const missing = (): Float32Array => new Float32Array(count).fill(Number.NaN);
  const out = { mean: missing(), median: missing(), standardDeviation: missing(), tsnr: missing() };
  forEachCourse(series, range, (course) => {
    const n = course.voxel - range.from;
    const mean = meanOf(course);
    out.mean[n] = mean;
    out.median[n] = median(course.scratch, course.known);
    if (!course.isComplete || course.known < FEWEST_VOLUMES) return;
    const deviation = detrendedDeviation(course, mean);
    out.standardDeviation[n] = deviation;
    if (deviation > FLAT_SHARE * Math.abs(mean)) out.tsnr[n] = mean / deviation;
  });
  return out;
}

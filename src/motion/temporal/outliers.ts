import {
  allVoxels,
  FEWEST_VOLUMES,
  FLAT_SHARE,
  LEAST_SHARE,
  type MaskedSeries,
  presentVolumes,
  type VoxelRange,
} from './masked-series.js';
import { qginv } from './normal-quantile.js';
import { median } from './order-statistics.js';
import { forEachCourse, type VoxelCourse } from './voxel-courses.js';

export { qginv } from './normal-quantile.js';

/**
 * Per volume the number of voxels with |x − median| > qginv(0.001/N) · √(π/2) · MAD, N the number of volumes (AFNI
 * 3dToutcount), over the voxel's own time series; voxels whose MAD is 0 or that lack a value are left out. With fewer
 * than {@link FEWEST_VOLUMES} volumes no voxel counts. Volumes without any value are no part of the series.
 */
export interface OutlierCounts {
  readonly voxels: number;
  /** Voxels left out because they lack a value in some volume. */
  readonly incomplete: number;
  readonly perVolume: Uint32Array;
  /** Volumes that have values, by index. */
  readonly present: Int32Array;
}

/** Marks where a course lies outside its limits; false where it has no spread to measure by. */
function markOutliers(course: VoxelCourse, perVolume: Uint32Array, alpha: number): boolean {
  const { values, scratch, known } = course;
  const middle = median(scratch, known);
  for (let i = 0; i < known; i++) scratch[i] = Math.abs((scratch[i] ?? 0) - middle);
  const mad = median(scratch, known);
  if (!(mad > FLAT_SHARE * Math.abs(middle))) return false;
  const limit = alpha * Math.sqrt(Math.PI / 2) * mad;
  for (let v = 0; v < values.length; v++) {
    if (Math.abs((values[v] ?? 0) - middle) > limit) perVolume[v] = (perVolume[v] ?? 0) + 1;
  }
  return true;
}

/** @param range all voxels when left out */
export function outlierCounts(series: MaskedSeries, range: VoxelRange = allVoxels(series)): OutlierCounts {
  const perVolume = new Uint32Array(series.volumes);
  const present = presentVolumes(series);
  let voxels = 0;
  let incomplete = 0;
  if (present.length >= FEWEST_VOLUMES) {
    const alpha = qginv(0.001 / present.length);
    forEachCourse(series, range, (course) => {
      if (!course.isComplete) incomplete++;
      else if (markOutliers(course, perVolume, alpha)) voxels++;
    });
  }
  return { voxels, incomplete, perVolume, present };
}

/**
 * Share of outlying voxels per volume, of counts over ranges. NaN for a volume without values, and for all where no voxel
 * counts or most lack a value.
 */
export function outlierFractions(counts: readonly OutlierCounts[]): Float64Array {
  const fractions = new Float64Array(counts[0]?.perVolume.length ?? 0).fill(Number.NaN);
  const voxels = counts.reduce((sum, part) => sum + part.voxels, 0);
  const incomplete = counts.reduce((sum, part) => sum + part.incomplete, 0);
  if (voxels === 0 || voxels < LEAST_SHARE * (voxels + incomplete)) return fractions;
  for (const volume of counts[0]?.present ?? []) {
    fractions[volume] = counts.reduce((sum, part) => sum + (part.perVolume[volume] ?? 0), 0) / voxels;
  }
  return fractions;
}

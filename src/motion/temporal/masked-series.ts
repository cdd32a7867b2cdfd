/** Values of the mask's voxels over time, one volume after the other: voxel n of volume v at `v · voxels + n`. */
export interface MaskedSeries {
  readonly volumes: number;
  readonly voxels: number;
  /** NaN where a voxel was outside a volume's field, and for all voxels of a volume that could not be read. */
  readonly values: Float32Array | Float64Array | Int16Array | Uint16Array | Int32Array | Uint32Array;
}

/** The voxels `from` … `to − 1` of a series, for work that is shared out; sums over ranges are added in their order. */
export interface VoxelRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The fewest volumes from which a voxel's spread over time is estimated. Simulated on white noise, standardised DVARS
 * (expected: 1) is 0.69 with 3 volumes, 0.92 with 4, 1.25 with 5, and within 0.1 of 1 from 6 on.
 */
export const FEWEST_VOLUMES = 6;

/** Change over time of no more than this share of a voxel's value is rounding: such a voxel is constant. */
export const FLAT_SHARE = 1e-6;

/** A figure stands for the mask where at least this share of the voxels that it is asked of has part in it. */
export const LEAST_SHARE = 0.5;

/** Every voxel of a series. */
export function allVoxels(series: MaskedSeries): VoxelRange {
  return { from: 0, to: series.voxels };
}

/** The volumes that have a value anywhere in the mask, ascending: a volume that could not be read has none. */
export function presentVolumes({ volumes, voxels, values }: MaskedSeries): Int32Array {
  const present: number[] = [];
  for (let volume = 0; volume < volumes; volume++) {
    const end = (volume + 1) * voxels;
    let at = volume * voxels;
    while (at < end && Number.isNaN(values[at])) at++;
    if (at < end) present.push(volume);
  }
  return Int32Array.from(present);
}

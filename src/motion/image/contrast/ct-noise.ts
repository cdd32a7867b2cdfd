import type { ImageVolume, Measured } from '../image-volume.js';
import type { ImageMasks } from './image-masks.js';

/** Side of the regions, mm; Christianson et al. take 6 to 9 mm. */
const SIDE_MM = 7;
/** Fewer values tell no standard deviation. */
const LEAST_SIDE = 5;
/** Soft tissue by the mean of a region, HU. By its single voxels, strong noise would cut itself off. */
const SOFT_HU = [-100, 150] as const;
/** Regions for a histogram with a peak. */
const LEAST_REGIONS = 200;
/** Bins of standard deviations: 2 % wide, from 0.1 to 1000 HU. */
const BIN = Math.log(1.02);
const LEAST_HU = 0.1;
const BINS = Math.ceil(Math.log(1000 / LEAST_HU) / BIN);
/** Counts are smoothed over so many bins to either side: 10 %. */
const REACH = 5;

/** Where a slice's sums stand: for each place, those of all voxels above and to the left of it. */
interface SliceSums {
  readonly sum: Float64Array;
  readonly square: Float64Array;
  /** Voxels of the object. */
  readonly inside: Int32Array;
}

/**
 * Global noise level: the most frequent of the standard deviations within regions of 7 mm that lie in the object and
 * are soft tissue by their mean, in HU. Edges and texture only add larger ones.
 * Christianson et al. 2015, AJR 205:W337.
 */
export function globalNoise({ values, dims, spacingMm }: ImageVolume, { foreground }: ImageMasks): Measured {
  const [nx, ny, nz] = dims;
  const width = sideOf(spacingMm[0]);
  const height = sideOf(spacingMm[1]);
  if (width > nx || height > ny) return { absent: 'too-small' };
  const bins = new Float64Array(BINS);
  const sums: SliceSums = {
    sum: new Float64Array((nx + 1) * (ny + 1)),
    square: new Float64Array((nx + 1) * (ny + 1)),
    inside: new Int32Array((nx + 1) * (ny + 1)),
  };
  let regions = 0;
  for (let k = 0; k < nz; k++) {
    const [from, end] = [k * nx * ny, (k + 1) * nx * ny];
    sumSlice(sums, { values: values.subarray(from, end), inside: foreground.subarray(from, end), nx });
    regions += countRegions(sums, bins, { nx, ny, width, height });
  }
  if (regions < LEAST_REGIONS) return { absent: 'too-small' };
  return peakOf(bins) ?? { absent: 'uncertain' };
}

function sideOf(spacing: number): number {
  return Math.max(LEAST_SIDE, Math.round(SIDE_MM / spacing));
}

function sumSlice(
  { sum, square, inside: count }: SliceSums,
  { values, inside, nx }: { values: Float32Array; inside: Uint8Array; nx: number },
): void {
  const stride = nx + 1;
  for (let j = 0; j * nx < values.length; j++) {
    let rowSum = 0;
    let rowSquare = 0;
    let rowCount = 0;
    for (let i = 0; i < nx; i++) {
      const value = values[j * nx + i] ?? 0;
      if (inside[j * nx + i] === 1 && Number.isFinite(value)) {
        rowSum += value;
        rowSquare += value * value;
        rowCount++;
      }
      const at = (j + 1) * stride + i + 1;
      sum[at] = (sum[at - stride] ?? 0) + rowSum;
      square[at] = (square[at - stride] ?? 0) + rowSquare;
      count[at] = (count[at - stride] ?? 0) + rowCount;
    }
  }
}

/** Adds the standard deviation of every region of a slice to its bin; how many there were. */
function countRegions(
  { sum, square, inside }: SliceSums,
  bins: Float64Array,
  { nx, ny, width, height }: { nx: number; ny: number; width: number; height: number },
): number {
  const stride = nx + 1;
  const voxels = width * height;
  const within = (sums: Float64Array | Int32Array, at: number): number => {
    const below = at + height * stride;
    return (sums[below + width] ?? 0) - (sums[below] ?? 0) - (sums[at + width] ?? 0) + (sums[at] ?? 0);
  };
  let regions = 0;
  for (let j = 0; j + height <= ny; j++) {
    for (let i = 0; i + width <= nx; i++) {
      const at = j * stride + i;
      if (within(inside, at) < voxels) continue;
      const mean = within(sum, at) / voxels;
      if (mean < SOFT_HU[0] || mean > SOFT_HU[1]) continue;
      const variance = (within(square, at) - voxels * mean * mean) / (voxels - 1);
      const deviation = Math.sqrt(Math.max(0, variance));
      // What has no noise was filled in or computed: the lowest bin, which is no peak.
      const bin = Math.floor(Math.log(Math.max(deviation, LEAST_HU) / LEAST_HU) / BIN);
      bins[Math.min(BINS - 1, bin)] = (bins[Math.min(BINS - 1, bin)] ?? 0) + 1;
      regions++;
    }
  }
  return regions;
}

/** Where the smoothed counts peak; undefined where that is at regions without noise. */
function peakOf(bins: Float64Array): number | undefined {
  let best = 0;
  let peak = 0;
  for (let bin = 0; bin < BINS; bin++) {
    let sum = 0;
    for (let other = bin - REACH; other <= bin + REACH; other++) {
      sum += (REACH + 1 - Math.abs(other - bin)) * (bins[other] ?? 0);
    }
    if (sum > best) {
      best = sum;
      peak = bin;
    }
  }
  return peak > REACH ? LEAST_HU * Math.exp((peak + 0.5) * BIN) : undefined;
}

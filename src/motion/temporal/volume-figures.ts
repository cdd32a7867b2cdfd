import { LEAST_SHARE, type MaskedSeries } from './masked-series.js';
import { ranks } from './ranks.js';

export { driftPercent, nonSteadyStateVolumes } from './global-signal.js';

/** Correlation of two lists of ranks of the same length; NaN where either has only ties. */
function correlationOfRanks(a: Float64Array, b: Float64Array): number {
  const mean = (a.length + 1) / 2;
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let i = 0; i < a.length; i++) {
    const x = (a[i] ?? 0) - mean;
    const y = (b[i] ?? 0) - mean;
    squaresA += x * x;
    squaresB += y * y;
    products += x * y;
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : Number.NaN;
}

/** A volume's values and the median's at the voxels that have both. */
function commonValues(volume: ArrayLike<number>, median: Float32Array): [Float64Array, Float64Array] {
  const values = new Float64Array(median.length);
  const medians = new Float64Array(median.length);
  let known = 0;
  for (let n = 0; n < median.length; n++) {
    const value = volume[n] ?? Number.NaN;
    const middle = median[n] ?? Number.NaN;
    values[known] = value;
    medians[known] = middle;
    if (!Number.isNaN(value) && !Number.isNaN(middle)) known++;
  }
  return [values.subarray(0, known), medians.subarray(0, known)];
}

/**
 * 1 − Spearman correlation of each volume with the median volume (AFNI 3dTqual): 0 is the best, 2 the worst. Ranks share
 * ties. Over the voxels that have both values; NaN where they are fewer than three or than half, or all alike.
 */
export function qualityIndex({ volumes, voxels, values }: MaskedSeries, median: Float32Array): Float64Array {
  const index = new Float64Array(volumes).fill(Number.NaN);
  let medianRanks: Float64Array | undefined;
  for (let v = 0; v < volumes; v++) {
    const volume = values.subarray(v * voxels, (v + 1) * voxels);
    const [known, medians] = commonValues(volume, median);
    if (known.length < 3 || known.length < LEAST_SHARE * voxels) continue;
    if (known.length === voxels) medianRanks ??= ranks(medians);
    const against = known.length === voxels && medianRanks ? medianRanks : ranks(medians);
    index[v] = 1 - correlationOfRanks(ranks(known), against);
  }
  return index;
}

/** Mean over the mask of each volume, missing values left out; NaN where fewer than half of the voxels have one. */
export function globalSignal({ volumes, voxels, values }: MaskedSeries): Float64Array {
  return Float64Array.from({ length: volumes }, (_, v) => {
    let sum = 0;
    let known = 0;
    for (let at = v * voxels; at < (v + 1) * voxels; at++) {
      const x = values[at] ?? Number.NaN;
      if (Number.isNaN(x)) continue;
      sum += x;
      known++;
    }
    return known > 0 && known >= LEAST_SHARE * voxels ? sum / known : Number.NaN;
  });
}

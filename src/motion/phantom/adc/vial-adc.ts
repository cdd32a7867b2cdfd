import { type Absent, isKnown, type Measured } from '../../image/image-volume.js';
import { median } from '../../temporal/order-statistics.js';
import type { Shell } from './shells.js';

/** What was measured in a vial. */
export interface VialAdc {
  /** Median over its voxels, mm²/s. */
  readonly adcMm2PerS: Measured;
  /** Standard deviation over mean of its voxels, %. */
  readonly noisePercent: Measured;
}

/** Fewer voxels have no median to rely on. */
const LEAST_VOXELS = 9;
/** So many of them may have no logarithm. */
const LARGEST_LOSS = 0.1;
/** Nearer to the noise than this many σ a magnitude image shows the noise and not the decay. */
const NOISE_FLOOR = 3;
const UNCERTAIN: Absent = { absent: 'uncertain' };

/**
 * ADC of a vial: slope of the logarithm of the signal against b by least squares, voxel by voxel (Stejskal & Tanner 1965,
 * J Chem Phys 42:288; unweighted, as the QIBA DWI profile has it).
 * @param shells by rising b-value
 * @param voxels indices of its voxels
 * @param sigma of the noise in one image of the highest b-value
 */
export function vialAdc(shells: readonly Shell[], voxels: Int32Array, sigma: number): VialAdc {
  if (voxels.length < LEAST_VOXELS) {
    return { adcMm2PerS: { absent: 'too-small' }, noisePercent: { absent: 'too-small' } };
  }
  const last = shells.at(-1);
  const lost = { adcMm2PerS: UNCERTAIN, noisePercent: UNCERTAIN };
  const signal = Float64Array.from(voxels, (v) => last?.values[v] || 0);
  if (!(median(signal, signal.length) > NOISE_FLOOR * sigma)) return lost;
  const slopes = slopesOf(shells, voxels);
  if (slopes.length < (1 - LARGEST_LOSS) * voxels.length) return lost;
  const mean = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
  const square = slopes.reduce((sum, slope) => sum + (slope - mean) ** 2, 0) / (slopes.length - 1);
  return {
    adcMm2PerS: median(slopes, slopes.length),
    noisePercent: mean > 0 ? (100 * Math.sqrt(square)) / mean : UNCERTAIN,
  };
}

/** ADC of each voxel whose signal is above 0 at every b-value, mm²/s. */
function slopesOf(shells: readonly Shell[], voxels: Int32Array): Float64Array {
  const meanB = shells.reduce((sum, { bValue }) => sum + bValue, 0) / shells.length;
  const spread = shells.reduce((sum, { bValue }) => sum + (bValue - meanB) ** 2, 0);
  const slopes = new Float64Array(voxels.length);
  let count = 0;
  for (const v of voxels) {
    let sum = 0;
    for (const { bValue, values } of shells) sum += (bValue - meanB) * Math.log(values[v] ?? Number.NaN);
    const slope = -sum / spread;
    if (Number.isFinite(slope)) slopes[count++] = slope;
  }
  return slopes.subarray(0, count);
}

/** The largest of figures; absent where one of them is: it may have been the largest. */
export function largestOf(figures: readonly Measured[]): Measured {
  let largest = 0;
  for (const figure of figures) {
    if (!isKnown(figure)) return figure;
    largest = Math.max(largest, figure);
  }
  return largest;
}

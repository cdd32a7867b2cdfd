import { median } from '../../temporal/order-statistics.js';
import type { Shell } from './shells.js';

/** Median of a Rayleigh distribution over the σ of its channels: √(2 ln 2). */
const RAYLEIGH_MEDIAN = Math.sqrt(2 * Math.log(2));
/** Median absolute deviation of a normal distribution over its σ. */
const NORMAL_MAD = 0.6745;
/** Sampled so often: more would not make the median better. */
const MOST = 50_000;

/**
 * Standard deviation of the noise in one image of a shell: from the air, whose median is that of a Rayleigh
 * distribution, or from the scatter in the vials, whichever is more. Where the air was set to 0 the vials still tell it;
 * what is bright beside the vials makes it too large, never too small.
 * @param vials indices of the voxels of each vial
 * @param isAir of each voxel, 1 where it is far from every vial
 */
export function noiseLevel(shell: Shell, vials: readonly Int32Array[], isAir: Uint8Array): number {
  let largest = 0;
  for (const { values } of shell.images) {
    const scatter = Float64Array.from(vials, (voxels) => deviation(values, voxels));
    largest = Math.max(largest, airLevel(values, isAir), median(scatter, scatter.length));
  }
  return largest;
}

function airLevel(values: Float32Array, isAir: Uint8Array): number {
  const count = isAir.reduce((sum, is) => sum + is, 0);
  if (count === 0) return 0;
  const step = Math.max(1, Math.ceil(count / MOST));
  const air = new Float64Array(Math.ceil(count / step));
  let [seen, kept] = [0, 0];
  for (let v = 0; v < isAir.length; v++) {
    if (isAir[v] === 1 && seen++ % step === 0) air[kept++] = values[v] ?? 0;
  }
  return median(air, kept) / RAYLEIGH_MEDIAN;
}

function deviation(values: Float32Array, voxels: Int32Array): number {
  const held = Float64Array.from(voxels, (v) => values[v] ?? 0);
  const middle = median(held, held.length);
  for (let i = 0; i < held.length; i++) held[i] = Math.abs((held[i] ?? 0) - middle);
  return median(held, held.length) / NORMAL_MAD;
}

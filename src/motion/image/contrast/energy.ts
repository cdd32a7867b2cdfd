import type { ImageVolume, Measured } from '../image-volume.js';
import { fillValues } from './fill-values.js';
import type { ImageMasks } from './image-masks.js';
import { sortedSample } from './intensities.js';

/** Whole numbers below this are counted: those of 16 bits. */
const WHOLE = 65_536;

/**
 * Entropy focus criterion: −Σ p·ln p with p = x/√Σx², over its value for n equal voxels, √n·ln √n. Over all voxels that
 * were not set to the background's value, air included. 0 when one voxel has all energy, 1 when all are equal.
 * Atkinson et al. 1997, IEEE Trans Med Imaging 16:903, equation 4; normalised by its maximum, as MRIQC does.
 */
export function entropyFocus({ values }: ImageVolume, { threshold }: ImageMasks): Measured {
  const fills = fillValues(sortedSample(values), threshold);
  let energy = 0;
  let sum = 0;
  let logSum = 0;
  let voxels = 0;
  const add = (x: number, times: number): void => {
    voxels += times;
    energy += times * x * x;
    sum += times * x;
    if (x > 0) logSum += times * x * Math.log(x);
  };
  // Most images hold whole numbers, each of them many times: its logarithm is taken once.
  const times = new Uint32Array(WHOLE);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (!Number.isFinite(value) || (fills.length > 0 && fills.includes(value))) continue;
    const x = Math.abs(value);
    if (x < WHOLE && x === Math.floor(x)) times[x] = (times[x] ?? 0) + 1;
    else add(x, 1);
  }
  for (let x = 0; x < WHOLE; x++) add(x, times[x] ?? 0);
  if (!(energy > 0) || voxels < 2) return { absent: 'no-signal' };
  // Σ p·ln p with p = x/b is (Σ x·ln x − ln b·Σ x)/b.
  const b = Math.sqrt(energy);
  const entropy = (Math.log(b) * sum - logSum) / b;
  return Math.min(1, Math.max(0, entropy / (Math.sqrt(voxels) * Math.log(Math.sqrt(voxels)))));
}

/**
 * Foreground to background energy ratio: mean of x² in the object over that in the air.
 * Shehzad et al. 2015 (PCP Quality Assessment Protocol): means; MRIQC takes medians, which few ghosts do not move.
 */
export function foregroundBackgroundEnergy(
  { values }: ImageVolume,
  { foreground, air }: ImageMasks,
): Measured {
  const object = meanSquare(values, foreground);
  const outside = meanSquare(values, air);
  return object > 0 && outside > 0 ? object / outside : { absent: 'no-signal' };
}

function meanSquare(values: Float32Array, mask: Uint8Array): number {
  let sum = 0;
  let voxels = 0;
  for (let at = 0; at < values.length; at++) {
    const x = values[at] ?? Number.NaN;
    if (mask[at] === 0 || !Number.isFinite(x)) continue;
    sum += x * x;
    voxels++;
  }
  return voxels > 0 ? sum / voxels : Number.NaN;
}

import type { ImageMasks } from '../contrast/image-masks.js';
import type { ImageVolume, Measured } from '../image-volume.js';

/** Fewer voxels than these at the largest value are chance. */
const LEAST_PILE = 10;
/** The pile must outnumber all voxels within this share of the range above the threshold, below the largest value. */
const NEIGHBOURHOOD = 0.005;
/** With a larger share of the object at one value nothing tells a clipped image from one that holds one value. */
const MOST_SHARE = 0.5;

/** Where more of the object's voxels than this have the value of the voxel before them there is no noise to pile up. */
const MOST_EQUAL = 0.5;

/** Voxels at the largest value, and in the neighbourhood below it. */
interface Pile {
  readonly atTop: number;
  readonly below: number;
  /** Voxels below the largest value behind one of the object, and those of them that equal it. */
  readonly compared: number;
  readonly equal: number;
}

/**
 * Share of the object at the largest value, %, where values pile up at it; else 0. A clean image thins out towards its
 * largest value; a clipped one holds there what should lie above. PET is scaled slice by slice, so each slice has a top
 * of its own. Uncertain in an image without noise, where every value piles up. An image that was interpolated after
 * clipping hides it.
 */
export function clippedPercent(
  { values, dims }: ImageVolume,
  { foreground, foregroundVoxels, threshold }: ImageMasks,
  modality: 'MR' | 'CT' | 'PT',
): Measured {
  if (foregroundVoxels === 0) return { absent: 'no-signal' };
  const size = modality === 'PT' ? dims[0] * dims[1] : values.length;
  let clipped = 0;
  let equal = 0;
  let compared = 0;
  for (let from = 0; from < values.length; from += size) {
    const { atTop, below, ...others } = pileAtTop(
      values.subarray(from, from + size),
      foreground.subarray(from, from + size),
      threshold,
    );
    if (atTop >= LEAST_PILE && atTop > below) clipped += atTop;
    equal += others.equal;
    compared += others.compared;
  }
  const share = clipped / foregroundVoxels;
  const isUncertain = clipped > 0 && (share > MOST_SHARE || equal > MOST_EQUAL * compared);
  return isUncertain ? { absent: 'uncertain' } : 100 * share;
}

function pileAtTop(values: Float32Array, mask: Uint8Array, threshold: number): Pile {
  let top = Number.NEGATIVE_INFINITY;
  let next = top;
  for (let n = 0; n < values.length; n++) {
    const value = values[n] ?? 0;
    if (mask[n] !== 1 || !(value > next) || value === top || value === Number.POSITIVE_INFINITY) continue;
    if (value > top) [next, top] = [top, value];
    else next = value;
  }
  if (!(top > threshold)) return { atTop: 0, below: 0, compared: 0, equal: 0 };
  // Where values are coarse, the next one at least.
  const floor = Math.min(next, top - NEIGHBOURHOOD * (top - threshold));
  let atTop = 0;
  let below = 0;
  let compared = 0;
  let equal = 0;
  for (let n = 0; n < values.length; n++) {
    if (mask[n] !== 1) continue;
    const value = values[n] ?? 0;
    if (value === top) {
      atTop++;
      continue;
    }
    if (value >= floor && value < top) below++;
    if (mask[n - 1] === 1) compared++;
    if (mask[n - 1] === 1 && values[n - 1] === value) equal++;
  }
  return { atTop, below, compared, equal };
}

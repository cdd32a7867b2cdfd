import type { Measured } from '../../image/image-volume.js';
import type { Slice2d } from '../find/find-disc.js';

/** Side of the square that an image is smoothed by, pixels. McCann et al. 2013: 9 for images of the head coil. */
const KERNEL_PIXELS = 9;
const REACH = (KERNEL_PIXELS - 1) / 2;
/** A pixel is part of its own mean, which takes this much of its noise away with it. */
const NOISE_LEFT = Math.sqrt(1 - 1 / KERNEL_PIXELS ** 2);
/** Of fewer pixels the standard deviation is known to worse than 5 %. */
const LEAST_PIXELS = 200;

/** Mean of the square of pixels about one. */
function smoothedAt({ values, columns }: Slice2d, column: number, row: number): number {
  let sum = 0;
  for (let r = row - REACH; r <= row + REACH; r++) {
    const start = r * columns + column - REACH;
    for (let at = start; at < start + KERNEL_PIXELS; at++) sum += values[at] ?? 0;
  }
  return sum / KERNEL_PIXELS ** 2;
}

/** The pixels whose centres lie within `half` mm of a place along one axis. */
function pixelsAbout(centre: number, halfMm: number, spacingMm: number): readonly [number, number] {
  return [Math.ceil(centre - halfMm / spacingMm), Math.floor(centre + halfMm / spacingMm)];
}

/**
 * SNR of a single image: mean over a square region, over the standard deviation there of the image less itself smoothed
 * by the mean of 9 × 9 pixels; the noise that the smoothing takes along (0.6 %) is given back.
 * McCann, Workman & McGrath 2013, Phys Med Biol 58:3775.
 * @param centre of the region, pixels: column, row
 * @param roiHalfMm half the side of the region, mm
 */
export function snrSmoothed(slice: Slice2d, centre: readonly [number, number], roiHalfMm: number): Measured {
  const { values, columns, rows, spacingMm } = slice;
  const [left, right] = pixelsAbout(centre[0], roiHalfMm, spacingMm[0]);
  const [top, bottom] = pixelsAbout(centre[1], roiHalfMm, spacingMm[1]);
  const count = (right - left + 1) * (bottom - top + 1);
  const fits = left >= REACH && top >= REACH && right < columns - REACH && bottom < rows - REACH;
  if (!fits || !(count >= LEAST_PIXELS)) return { absent: 'too-small' };
  let [sum, noiseSum, squares] = [0, 0, 0];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const value = values[row * columns + column] ?? 0;
      const noise = value - smoothedAt(slice, column, row);
      sum += value;
      noiseSum += noise;
      squares += noise * noise;
    }
  }
  const variance = (squares - noiseSum ** 2 / count) / (count - 1);
  if (!Number.isFinite(variance)) return { absent: 'uncertain' };
  if (!(sum > 0)) return { absent: 'no-signal' };
  // An image without any noise is made, not measured.
  if (!(variance > 1e-12 * (sum / count) ** 2)) return { absent: 'uncertain' };
  return (sum / count) * (NOISE_LEFT / Math.sqrt(variance));
}

import type { Measured } from '../../image/image-volume.js';
import type { FoundDisc, Slice2d } from '../find/find-disc.js';
import { sharedNoise } from './shared-noise.js';

/** Two images of one phantom, compared over a region of it. */
export interface ImagePair {
  /** √2 · mean / standard deviation of the difference. */
  readonly snr: Measured;
  /** Difference of the two means over their mean, without its sign, %. */
  readonly changePercent: Measured;
  /** Whether the second was made of the first, wholly or by half: noise of its own makes no such image. */
  readonly isCopy: boolean;
}

/** Details of two images that have more in common than this are not the noise of two images. */
const MOST_CORRELATION = 0.95;
/** As many equal pixels have only copies, or images whose noise is less than one stored step. */
const MOST_EQUAL_SHARE = 0.5;

/** NEMA MS 1: the region holds at least 75 % of the phantom's area. */
export const REGION_AREA_SHARE = 0.75;

/** Calls for each pixel of the region: those within `REGION_AREA_SHARE` of a disc's area. */
function overRegion(slice: Slice2d, disc: FoundDisc, visit: (at: number) => void): void {
  const { columns, rows, spacingMm } = slice;
  const [a, b] = disc.halfAxesMm.map(
    (half, axis) => (half / (spacingMm[axis] ?? 1)) ** 2 * REGION_AREA_SHARE,
  );
  for (let row = 0; row < rows; row++) {
    const y = (row - disc.centre[1]) ** 2 / (b ?? 1);
    for (let column = 0; column < columns; column++) {
      if ((column - disc.centre[0]) ** 2 / (a ?? 1) + y <= 1) visit(row * columns + column);
    }
  }
}

/** Mean over the region of a disc. */
export function regionMean(slice: Slice2d, disc: FoundDisc): number {
  let [sum, count] = [0, 0];
  overRegion(slice, disc, (at) => {
    sum += slice.values[at] ?? 0;
    count++;
  });
  return sum / count;
}

/** Compares two images over the region of a disc. NEMA MS 1-2008, method 1: noise from their difference. */
export function compareImages(first: Slice2d, second: Slice2d, disc: FoundDisc): ImagePair {
  let [sum, difference, squares, count] = [0, 0, 0, 0];
  const pixels: number[] = [];
  overRegion(first, disc, (at) => {
    const [a, b] = [first.values[at] ?? 0, second.values[at] ?? 0];
    pixels.push(at);
    sum += a + b;
    difference += a - b;
    squares += (a - b) ** 2;
    count++;
  });
  const { correlation, equalShare } = sharedNoise(first, second, pixels);
  const isCopy = correlation > MOST_CORRELATION || equalShare >= MOST_EQUAL_SHARE;
  const mean = sum / (2 * count);
  const variance = (squares - difference ** 2 / count) / (count - 1);
  if (!Number.isFinite(mean) || !Number.isFinite(variance))
    return { snr: { absent: 'uncertain' }, changePercent: { absent: 'uncertain' }, isCopy };
  if (!(mean > 0)) return { snr: { absent: 'no-signal' }, changePercent: { absent: 'no-signal' }, isCopy };
  return {
    // Images that differ by a constant alone were made, not measured.
    snr: variance > 1e-12 * mean ** 2 ? (Math.SQRT2 * mean) / Math.sqrt(variance) : { absent: 'uncertain' },
    changePercent: (100 * Math.abs(difference / count)) / mean,
    isCopy,
  };
}

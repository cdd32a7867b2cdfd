import type { Measured } from '../../image/image-volume.js';
import type { FoundDisc, Slice2d } from '../find/find-disc.js';
import { rowSums } from '../find/row-sums.js';

/** ACR, Large and Medium Phantom Test Guidance: a region of 195–205 cm² in a disc of 190 mm; of others the same share. */
const LARGE_AREA_SHARE = 200 / (Math.PI * 9.5 ** 2);
/** Radius of a region of 1 cm². */
const SMALL_RADIUS_MM = 10 / Math.sqrt(Math.PI);
/** What is dark about the region's edge (the block at the phantom's top) is kept clear of by this much. */
const CLEAR_MM = 2;
/** So many of the places must be left then: half of those that a dark edge all round would take. */
const LEAST_LEFT_SHARE = 0.95;
/** Fewer pixels than this show their noise and not the shading. */
const LEAST_PIXELS = 9;

/** Radius of the region in a disc's middle that its uniformity and its mean signal are taken of, mm. */
export function largeRegionRadiusMm({ radiusMm }: FoundDisc): number {
  return radiusMm * Math.sqrt(LARGE_AREA_SHARE);
}

/** Uniformity of a disc, and where its extremes lie. */
export interface PiuResult {
  readonly percent: Measured;
  /** Centres of the brightest and of the darkest square centimetre, pixels; the disc's where there is no figure. */
  readonly brightest: readonly [number, number];
  readonly darkest: readonly [number, number];
  /** Means there, in the image's unit; 0 where there is no figure. */
  readonly high: number;
  readonly low: number;
}

/** Half widths in pixels of a small disc, a row each from the uppermost to the lowest. */
function smallDisc([column, row]: readonly [number, number]): number[] {
  const reach = Math.floor(SMALL_RADIUS_MM / row);
  return Array.from({ length: 2 * reach + 1 }, (_, n) =>
    Math.floor(Math.sqrt(Math.max(0, SMALL_RADIUS_MM ** 2 - ((n - reach) * row) ** 2)) / column),
  );
}

interface Extremes {
  brightest: [number, number];
  darkest: [number, number];
  high: number;
  low: number;
}

/** Marks, with 1, places whose small disc would come near what is dark about the edge of the large region. */
function nearDarkRim({ values, columns, rows, spacingMm }: Slice2d, disc: FoundDisc): Uint8Array {
  const rim = largeRegionRadiusMm(disc);
  const half = (disc.inside + disc.outside) / 2;
  const marks = new Uint8Array(columns * rows);
  const reach = SMALL_RADIUS_MM + CLEAR_MM;
  const mark = (column: number, row: number): void => {
    const tall = Math.floor(reach / spacingMm[1]);
    for (let y = Math.max(0, row - tall); y <= Math.min(rows - 1, row + tall); y++) {
      const wide = Math.floor(Math.sqrt(reach * reach - ((y - row) * spacingMm[1]) ** 2) / spacingMm[0]);
      marks.fill(
        1,
        y * columns + Math.max(0, column - wide),
        y * columns + Math.min(columns, column + wide + 1),
      );
    }
  };
  for (let at = 0; at < values.length; at++) {
    if ((values[at] ?? 0) >= half) continue;
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const mm = Math.hypot((column - disc.centre[0]) * spacingMm[0], (row - disc.centre[1]) * spacingMm[1]);
    if (Math.abs(mm - rim) <= CLEAR_MM) mark(column, row);
  }
  return marks;
}

/** Extremes of the small disc's mean over its places in the large region; undefined where the rim leaves too few. */
function extremes(slice: Slice2d, disc: FoundDisc): Extremes | undefined {
  const { columns, spacingMm } = slice;
  const { centre } = disc;
  const reachMm = largeRegionRadiusMm(disc) - SMALL_RADIUS_MM;
  const near = nearDarkRim(slice, disc);
  let [places, clear] = [0, 0];
  const widths = smallDisc(spacingMm);
  const pixels = widths.reduce((sum, width) => sum + 2 * width + 1, 0);
  const sums = rowSums(slice);
  const found: Extremes = {
    brightest: [...centre],
    darkest: [...centre],
    high: Number.NEGATIVE_INFINITY,
    low: Number.POSITIVE_INFINITY,
  };
  const tall = (widths.length - 1) / 2;
  const rowReach = reachMm / spacingMm[1];
  for (let row = Math.ceil(centre[1] - rowReach); row <= centre[1] + rowReach; row++) {
    const half =
      Math.sqrt(Math.max(0, reachMm ** 2 - ((row - centre[1]) * spacingMm[1]) ** 2)) / spacingMm[0];
    for (let column = Math.ceil(centre[0] - half); column <= centre[0] + half; column++) {
      places++;
      if (near[row * columns + column] === 1) continue;
      clear++;
      let sum = 0;
      for (let n = 0; n < widths.length; n++) {
        const width = widths[n] ?? 0;
        const start = (row + n - tall) * (columns + 1) + column;
        sum += (sums[start + width + 1] ?? 0) - (sums[start - width] ?? 0);
      }
      const mean = sum / pixels;
      if (mean > found.high) {
        found.high = mean;
        found.brightest = [column, row];
      }
      if (mean < found.low) {
        found.low = mean;
        found.darkest = [column, row];
      }
    }
  }
  return clear >= LEAST_LEFT_SHARE * places ? found : undefined;
}

/**
 * Percent integral uniformity: 100 · (1 − (high − low)/(high + low)) of the means over the brightest and the darkest
 * square centimetre within a middle region of 70.5 % of the disc's area (200 cm² of a disc of 190 mm). Every pixel is
 * tried as the centre of a square centimetre that lies in the region altogether, but for those next to what is dark about
 * the region's edge: the guidance keeps clear of the block at the phantom's top. What is dark further inside counts.
 * Source: ACR, Large and Medium Phantom Test Guidance, image intensity uniformity.
 * @returns absent: `too-small` where the region is less than five of its square centimetres wide or they have fewer than
 *   nine pixels, `uncertain` where it lies partly beyond the image, half of its edge is dark or a value is
 *   no number, `no-signal`
 */
export function piu(slice: Slice2d, disc: FoundDisc): PiuResult {
  const nothing = { brightest: disc.centre, darkest: disc.centre, high: 0, low: 0 };
  const largeMm = largeRegionRadiusMm(disc);
  const [column, row] = slice.spacingMm;
  const pixels = smallDisc(slice.spacingMm).reduce((sum, width) => sum + 2 * width + 1, 0);
  if (largeMm < 5 * SMALL_RADIUS_MM || pixels < LEAST_PIXELS)
    return { percent: { absent: 'too-small' }, ...nothing };
  const inside =
    disc.centre[0] - largeMm / column >= 0 &&
    disc.centre[0] + largeMm / column <= slice.columns - 1 &&
    disc.centre[1] - largeMm / row >= 0 &&
    disc.centre[1] + largeMm / row <= slice.rows - 1;
  if (!inside) return { percent: { absent: 'uncertain' }, ...nothing };
  const found = extremes(slice, disc);
  if (!found || !Number.isFinite(found.high) || !Number.isFinite(found.low)) {
    return { percent: { absent: 'uncertain' }, ...nothing };
  }
  const { high, low } = found;
  if (high <= 0) return { percent: { absent: 'no-signal' }, ...nothing };
  // A mean below zero comes of rescaled or filtered images: as uneven as can be.
  const percent = low <= 0 ? 0 : 100 * (1 - (high - low) / (high + low));
  return { percent, ...found };
}

import { median } from '../../temporal/order-statistics.js';
import type { Absent, ImageVolume, Measured } from '../image-volume.js';
import { pixelsOf } from './slice-contents.js';

/** What the brightness of slices is told from. */
export interface JitterInput {
  readonly image: ImageVolume;
  /** What tells object from air, in the image's unit. */
  readonly threshold: number;
  /** The value that nothing at all has: 0; of CT −1000 HU. */
  readonly zero: number;
  /** 1 for slices that are compared with nothing and nothing with them. */
  readonly skipped: Uint8Array;
}

/** How bright slices are against their neighbours. */
export interface SliceJitter {
  /** The largest deviation, %. */
  readonly percent: Measured;
  /** Of each slice, %; NaN where it is not told. */
  readonly percents: Float64Array;
}

/** More pixels of a slice than this tell no more. */
const MOST_PIXELS = 65536;
/** Voxels count where the slices before and behind differ by less than this share: there the tissue goes on. */
const STEADY_SHARE = 0.1;
/** Fewer steady voxels tell nothing: as a share of those that are object in both neighbours, and at least. */
const LEAST_SHARE = 0.2;
const LEAST_VOXELS = 100;
/** Of the slice with the most object: less is the end of an object, which is partly in its slice. */
const LEAST_OBJECT_SHARE = 0.5;
/** A slice shows the same as its neighbours where so many voxels keep to its median ratio within this share of it. */
const ALIKE_SHARE = 0.7;
const ALIKE_RATIO = 0.25;
/** A median that is known to no better than this is none, %. */
const LARGEST_ERROR_PERCENT = 0.5;
const MAD_TO_SD = 1.4826;
/** Standard error of a median over that of a mean, of normal deviates: √(π/2). */
const MEDIAN_ERROR = 1.2533;
/** So many slices must be told, and this share of those that could be, for a figure of all. */
const LEAST_TOLD = 3;
const LEAST_TOLD_SHARE = 0.5;

/** Ratios of a slice to the mean of its neighbours at the steady voxels, in the first `steady` elements. */
interface Ratios {
  readonly values: Float64Array;
  readonly object: number;
  readonly steady: number;
}

/**
 * How much brighter each slice is than the mean of the two slices about it, %: median over the voxels at which these two
 * agree, so that anatomy which begins or ends with the slice does not count. What the slice itself holds decides nothing
 * about which voxels count: one that lost its signal is compared all the same. The first and the last slice have no
 * figure; one that shows something else than its neighbours leaves the largest deviation uncertain.
 */
export function sliceJitter(input: JitterInput): SliceJitter {
  const { image, skipped } = input;
  const slices = image.dims[2];
  const percents = new Float64Array(slices).fill(Number.NaN);
  const values = new Float64Array(image.dims[0] * image.dims[1]);
  const inner = Array.from({ length: slices }, (_, slice) => slice).filter(
    (slice) => slice > 0 && slice < slices - 1 && !skipped.subarray(slice - 1, slice + 2).includes(1),
  );
  const objects = inner.map((slice) => ratiosAt(input, slice, values).object);
  const most = objects.reduce((max, n) => Math.max(max, n), 0);
  const comparable = inner.filter((_, n) => (objects[n] ?? 0) >= LEAST_OBJECT_SHARE * most);
  let other = 0;
  for (const slice of comparable) {
    const ratios = ratiosAt(input, slice, values);
    if (ratios.steady < Math.max(LEAST_VOXELS, LEAST_SHARE * ratios.object)) continue;
    const ratio = commonRatio(ratios);
    if (ratio === undefined) other++;
    else percents[slice] = 100 * (ratio - 1);
  }
  return { percent: other > 0 ? UNCERTAIN : largest(percents, comparable.length), percents };
}

const UNCERTAIN: Absent = { absent: 'uncertain' };

function ratiosAt({ image, threshold, zero }: JitterInput, slice: number, values: Float64Array): Ratios {
  const before = pixelsOf(image, slice - 1);
  const here = pixelsOf(image, slice);
  const after = pixelsOf(image, slice + 1);
  const step = Math.max(1, Math.floor(here.length / MOST_PIXELS));
  const floor = threshold - zero;
  let [object, steady] = [0, 0];
  for (let at = 0; at < here.length; at += step) {
    const a = (before[at] ?? 0) - zero;
    const b = (after[at] ?? 0) - zero;
    if (!(a > floor && b > floor)) continue;
    object++;
    const mean = (a + b) / 2;
    if (Math.abs(a - b) < STEADY_SHARE * mean) values[steady++] = ((here[at] ?? 0) - zero) / mean;
  }
  return { values, object, steady };
}

/**
 * Median of the ratios, NaN where it is not sure; undefined where they do not agree on one. The values are destroyed.
 */
function commonRatio({ values, steady }: Ratios): number | undefined {
  const middle = median(values, steady);
  let alike = 0;
  for (let i = 0; i < steady; i++) {
    const apart = Math.abs((values[i] ?? 0) - middle);
    if (apart <= ALIKE_RATIO * middle) alike++;
    values[i] = apart;
  }
  if (!(alike >= ALIKE_SHARE * steady)) return undefined;
  const error = (MEDIAN_ERROR * MAD_TO_SD * median(values, steady)) / Math.sqrt(steady);
  return 100 * error <= LARGEST_ERROR_PERCENT * Math.max(1, middle) ? middle : Number.NaN;
}

function largest(percents: Float64Array, comparable: number): Measured {
  const told = percents.filter(Number.isFinite);
  if (told.length < Math.max(LEAST_TOLD, LEAST_TOLD_SHARE * comparable)) return UNCERTAIN;
  return told.reduce((max, percent) => Math.max(max, Math.abs(percent)), 0);
}

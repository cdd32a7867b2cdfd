import type { ImageMasks } from '../contrast/image-masks.js';
import type { ImageVolume } from '../image-volume.js';

/** What there is in each slice of a stack. */
export interface SliceContents {
  /** All pixels have one value, or none has any. */
  readonly constant: Uint8Array;
  /** Nothing but one value, or nothing but noise between slices that show an object. */
  readonly empty: Uint8Array;
  /** The first slice that has exactly the same pixels; -1 where there is none. */
  readonly duplicateOf: Int32Array;
  /** Mean over the voxels of the object; NaN where the slice has none. */
  readonly means: Float64Array;
  /** Voxels that are brighter than what tells object from air; without masks 0. */
  readonly bright: Float64Array;
}

/** A slice between others is empty where it has less than this share of their bright voxels. */
const EMPTY_SHARE = 0.01;
/** Slices with less than this share of the largest one's bright voxels show specks, no object. */
const OBJECT_SHARE = 0.02;

/** Tells of each slice whether it is empty or a copy, and how bright it is. */
export function sliceContents(image: ImageVolume, masks: ImageMasks | undefined): SliceContents {
  const slices = image.dims[2];
  const constant = new Uint8Array(slices);
  const means = new Float64Array(slices).fill(Number.NaN);
  const bright = new Float64Array(slices);
  for (let slice = 0; slice < slices; slice++) {
    constant[slice] = isConstant(pixelsOf(image, slice)) ? 1 : 0;
    if (!masks) continue;
    means[slice] = objectMean(image, masks.foreground, slice);
    bright[slice] = countAbove(pixelsOf(image, slice), masks.threshold);
  }
  const empty = constant.map((one, slice) => (one || isGap(bright, slice) ? 1 : 0));
  return { constant, empty, duplicateOf: duplicates(image, constant), means, bright };
}

/** The pixels of a slice: a view. */
export function pixelsOf(
  { values, dims }: Pick<ImageVolume, 'values' | 'dims'>,
  slice: number,
): Float32Array {
  const size = dims[0] * dims[1];
  return values.subarray(slice * size, (slice + 1) * size);
}

/** Whether all pixels have one value. */
export function isConstant(pixels: Float32Array): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of pixels) {
    if (value < low) low = value;
    if (value > high) high = value;
    if (high > low) return false;
  }
  return true;
}

function objectMean({ values, dims }: ImageVolume, foreground: Uint8Array, slice: number): number {
  const size = dims[0] * dims[1];
  let sum = 0;
  let count = 0;
  for (let at = slice * size; at < (slice + 1) * size; at++) {
    if (foreground[at] !== 1) continue;
    sum += values[at] ?? 0;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

function countAbove(pixels: Float32Array, threshold: number): number {
  let count = 0;
  for (let at = 0; at < pixels.length; at++) if ((pixels[at] ?? 0) > threshold) count++;
  return count;
}

/** Whether a slice shows next to nothing although slices on both sides show an object. Air above a head is no gap. */
function isGap(bright: Float64Array, slice: number): boolean {
  const before = bright.subarray(0, slice).reduce((most, n) => Math.max(most, n), 0);
  const after = bright.subarray(slice + 1).reduce((most, n) => Math.max(most, n), 0);
  const lesser = Math.min(before, after);
  return lesser > OBJECT_SHARE * Math.max(before, after) && (bright[slice] ?? 0) < EMPTY_SHARE * lesser;
}

/** Of each slice the first one with the same pixels; constant slices are empty, not copies. */
function duplicates(image: ImageVolume, constant: Uint8Array): Int32Array {
  const found = new Int32Array(constant.length).fill(-1);
  const seen = new Map<number, number[]>();
  for (let slice = 0; slice < constant.length; slice++) {
    if (constant[slice]) continue;
    const pixels = pixelsOf(image, slice);
    const digest = digestOf(pixels);
    const alike = seen.get(digest) ?? [];
    const first = alike.find((other) => areEqual(pixelsOf(image, other), pixels));
    if (first !== undefined) found[slice] = first;
    else seen.set(digest, [...alike, slice]);
  }
  return found;
}

/** FNV-1a over the words of 32 bits (Fowler, Noll, Vo); slices of one digest are compared pixel by pixel. */
export function digestOf(pixels: Float32Array): number {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length);
  let digest = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) digest = Math.imul(digest ^ (words[at] ?? 0), 0x01000193);
  return digest;
}

/** Whether two slices are the same, pixel for pixel. */
export function areEqual(a: Float32Array, b: Float32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

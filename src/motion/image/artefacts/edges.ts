import { median } from '../../temporal/order-statistics.js';
import type { ImageMasks } from '../contrast/image-masks.js';
import type { ImageVolume } from '../image-volume.js';

/** Slices are left out evenly, so that about these many are searched. */
const MOST_SLICES = 48;
/** About so many edges are kept, spread evenly over those found. */
const MOST_EDGES = 4000;
/** Voxels of which medians are taken, spread evenly. */
const MEDIAN_VOXELS = 50_000;
/** Edges so many voxels from the border of the field and beyond. */
const MARGIN = 3;
/**
 * A surface that leans more than this out of the perpendicular to the slice is blurred by the slice's thickness, and so
 * is one that shifts by more than this share of a voxel from slice to slice.
 */
const [MOST_LEAN, MOST_SHIFT] = [0.3, 0.75];
/** Standard deviations of a normal distribution in its median absolute deviation. */
const MAD_TO_SD = 1.4826;
/** The object must stand out so many standard deviations of what surrounds it. */
const LEAST_CONTRAST = 4;

/** A place on the surface of the object. */
export interface SurfacePoint {
  readonly i: number;
  readonly j: number;
  readonly k: number;
  /** The way into the object within the slice: a unit vector along i and j, in mm. */
  readonly inwardI: number;
  readonly inwardJ: number;
}

/** The surface of the object, cut by the slices. */
export interface ObjectEdges {
  readonly points: readonly SurfacePoint[];
  /** Median of the object less that of what surrounds it; 0 where it does not stand out. */
  readonly contrast: number;
}

/**
 * Places on the surface of the object where it is bright inside and stands upright on the slice: only there is the edge
 * in the slice as sharp as the image is.
 */
export function objectEdges(image: ImageVolume, masks: ImageMasks): ObjectEdges {
  const contrast = contrastOf(image.values, masks.foreground);
  if (contrast === 0) return { points: [], contrast };
  const found = surfaceVoxels(image, masks.foreground);
  const step = Math.max(1, Math.floor(found.length / MOST_EDGES));
  const points: SurfacePoint[] = [];
  for (let at = step >> 1; at < found.length; at += step) {
    const point = surfacePoint(image, found[at] ?? 0);
    if (point) points.push(point);
  }
  return { points, contrast };
}

function contrastOf(values: Float32Array, mask: Uint8Array): number {
  const inside = sample(values, mask, 1);
  const outside = sample(values, mask, 0);
  const ground = median(outside, outside.length);
  const noise = MAD_TO_SD * median(outside.map((value) => Math.abs(value - ground)).sort(), outside.length);
  const contrast = median(inside, inside.length) - ground;
  return contrast > 0 && contrast > LEAST_CONTRAST * noise ? contrast : 0;
}

/** Some of the finite values where the mask is `side`. */
function sample(values: Float32Array, mask: Uint8Array, side: number): Float64Array {
  let voxels = 0;
  for (let n = 0; n < values.length; n++) if (mask[n] === side) voxels++;
  const step = Math.max(1, Math.floor(voxels / MEDIAN_VOXELS));
  const out = new Float64Array(Math.ceil(voxels / step));
  let count = 0;
  let seen = 0;
  for (let n = 0; n < values.length; n++) {
    if (mask[n] !== side || seen++ % step !== 0) continue;
    const value = values[n] ?? Number.NaN;
    if (Number.isFinite(value)) out[count++] = value;
  }
  return out.subarray(0, count);
}

/** Voxels of the object with a neighbour in the slice that is none, well inside of the field. */
function surfaceVoxels({ dims: [columns, rows, slices] }: ImageVolume, mask: Uint8Array): number[] {
  const found: number[] = [];
  const every = Math.max(1, Math.floor(slices / MOST_SLICES));
  for (let k = every >> 1; k < slices; k += every) {
    for (let j = MARGIN; j < rows - MARGIN; j++) {
      const line = (k * rows + j) * columns;
      for (let n = line + MARGIN; n < line + columns - MARGIN; n++) {
        if (mask[n] !== 1) continue;
        const around = (mask[n - 1] ?? 1) & (mask[n + 1] ?? 1) & (mask[n - columns] ?? 1);
        if ((around & (mask[n + columns] ?? 1)) === 0) found.push(n);
      }
    }
  }
  return found;
}

/** The place of a voxel and its direction by Sobel's operator; undefined where the surface leans or has no direction. */
function surfacePoint(image: ImageVolume, n: number): SurfacePoint | undefined {
  const {
    dims: [columns, rows, slices],
    spacingMm: [si, sj, sk],
    values,
  } = image;
  const size = columns * rows;
  const at = (away: number): number => values[n + away] ?? Number.NaN;
  const along = (step: number, across: number): number =>
    at(step - across) -
    at(-step - across) +
    2 * (at(step) - at(-step)) +
    at(step + across) -
    at(across - step);
  const gi = along(1, columns) / (8 * si);
  const gj = along(columns, 1) / (8 * sj);
  const steepness = Math.hypot(gi, gj);
  if (!(steepness > 0)) return undefined;
  const k = Math.floor(n / size);
  const below = k > 0 ? k - 1 : k;
  const above = k < slices - 1 ? k + 1 : k;
  const change =
    mean9(values, n + (above - k) * size, columns) - mean9(values, n + (below - k) * size, columns);
  const mostShiftMm = (above - below) * Math.min(MOST_LEAN * sk, MOST_SHIFT * Math.min(si, sj));
  if (!(Math.abs(change) <= mostShiftMm * steepness)) return undefined;
  return {
    i: n % columns,
    j: Math.floor((n % size) / columns),
    k,
    inwardI: gi / steepness,
    inwardJ: gj / steepness,
  };
}

function mean9(values: Float32Array, n: number, columns: number): number {
  let sum = 0;
  for (let line = n - columns; line <= n + columns; line += columns) {
    for (let at = line - 1; at <= line + 1; at++) sum += values[at] ?? Number.NaN;
  }
  return sum / 9;
}

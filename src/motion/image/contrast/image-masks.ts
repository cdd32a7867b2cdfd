import type { ImageVolume } from '../image-volume.js';
import { type AirState, airState } from './air-state.js';
import { fillHoles } from './fill-holes.js';
import { fillValues } from './fill-values.js';
import { sortedSample } from './intensities.js';
import { largestComponent } from './largest-component.js';
import { type Dims, dilate, erodeInPlane } from './morphology.js';
import { objectThreshold, otsu } from './object-threshold.js';

/** What is object and what is air in a volume of images. One byte a voxel, 1 inside. */
export interface ImageMasks {
  /** The largest connected object, holes filled. */
  readonly foreground: Uint8Array;
  /** Well outside of the object; without voxels that are exactly the background's fill value. */
  readonly air: Uint8Array;
  readonly foregroundVoxels: number;
  readonly airVoxels: number;
  /** Whether figures of air can be had. */
  readonly airState: AirState;
  /** The intensity that tells object from air. */
  readonly threshold: number;
}

/** Air begins this far from the object, in mm: beyond blur, ringing and chemical shift. */
const AIR_BEGINS_MM = 6;
/** Below this, in HU, lies no noise of air but only what marks the outside of the reconstructed circle. */
const BEYOND_AIR_HU = -1400;
/** A smaller object is a speck of noise. */
const LEAST_SHARE = 0.001;
const LEAST_VOXELS = 16;

/**
 * Tells object from air: the largest connected part above `objectThreshold`, thin bridges cut, its holes filled in the
 * planes of all three axes; and what lies 6 mm or more outside of it and was not set to one value.
 * @returns undefined where nothing is brighter than the rest
 */
export function imageMasks(image: ImageVolume): ImageMasks | undefined {
  const { values, dims } = image;
  const sorted = sortedSample(values);
  const fills = fillValues(sorted, otsu(sorted));
  const threshold = objectThreshold(sorted, fills);
  if (threshold === undefined) return undefined;
  const foreground = objectMask(values, dims, threshold);
  const foregroundVoxels = count(foreground);
  if (foregroundVoxels < Math.max(LEAST_VOXELS, LEAST_SHARE * values.length)) return undefined;
  const air = dilate(foreground, dims, reachOf(image));
  for (let at = 0; at < air.length; at++) {
    air[at] = air[at] === 0 && Number.isFinite(values[at]) ? 1 : 0;
  }
  const outside = count(air);
  for (const fill of fills) takeOut(air, fill, image);
  const airVoxels = count(air);
  const state = airState({ values, foreground, air, foregroundVoxels, airVoxels, outside });
  return { foreground, air, foregroundVoxels, airVoxels, airState: state, threshold };
}

/** Takes voxels of a value that was set out of the air. */
function takeOut(air: Uint8Array, fill: number, { values, dims }: ImageVolume): void {
  const filled = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) filled[at] = values[at] === fill ? 1 : 0;
  // Noise about −1000 HU that is cut at −1024, the least value that scanners store of it, is air all the same: there
  // only whole areas, whose voxels have all their neighbours alike, were set. Magnitudes have no such end.
  const isCut = fill < 0 && fill > BEYOND_AIR_HU;
  const area = isCut ? dilate(erodeInPlane(filled, dims), dims, [1, 1, 0]) : filled;
  for (let at = 0; at < air.length; at++) {
    if (area[at] === 1 && filled[at] === 1) air[at] = 0;
  }
}

function objectMask(values: Float32Array, dims: Dims, threshold: number): Uint8Array {
  const bright = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) bright[at] = (values[at] ?? 0) > threshold ? 1 : 0;
  let object = largestComponent(erodeInPlane(bright, dims), dims);
  if (object.includes(1)) {
    object = dilate(object, dims, [1, 1, 0]);
    for (let at = 0; at < object.length; at++) object[at] = (object[at] ?? 0) & (bright[at] ?? 0);
  } else {
    object = largestComponent(bright, dims);
  }
  fillHoles(object, dims);
  return object;
}

/** How many voxels the distance from object to air is along each axis; slices thicker than it still count as one. */
function reachOf({ spacingMm: [x, y, z] }: ImageVolume): Dims {
  const steps = (spacing: number): number =>
    spacing > 0 ? Math.max(1, Math.round(AIR_BEGINS_MM / spacing)) : 1;
  return [steps(x), steps(y), steps(z)];
}

function count(mask: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < mask.length; at++) sum += mask[at] ?? 0;
  return sum;
}

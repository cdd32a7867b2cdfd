import { voxelToPatient } from '../../../study/volume/grid.js';
import type { Measured } from '../../image/image-volume.js';
import type { PhantomImage, PhantomPart, PhantomResult } from '../phantom-image.js';
import type { StabilitySpec } from '../phantom-spec.js';
import { findRoundPhantom, middleSlice, type RoundPhantom, sameGrid } from '../uniform/round-phantom.js';
import { cornerOf, regionCourses } from './region-courses.js';
import { stabilityFigures } from './stability-figures.js';

/** Figures of a uniform phantom over time, images in time order. */
export type StabilityFigureName =
  | 'volumes'
  | 'sfnr'
  | 'staticSnr'
  | 'fluctuationPercent'
  | 'driftPercent'
  | 'decorrelationRadiusPixels';

/** Of fewer volumes a standard deviation is known to worse than 13 %. */
const FEWEST_VOLUMES = 30;
/** The corners of the region lie within this share of the radius: away from the edge and its rings. */
const WITHIN_SHARE = 0.95;

/**
 * Measures a uniform phantom over time, images in time order and equally spaced, in a square region in the middle of the
 * middle slice. Two volumes in succession that are one and the same are refused. Friedman & Glover 2006, J Magn Reson Imaging 23:827.
 */
export function measureStability(images: readonly PhantomImage[], spec: StabilitySpec): PhantomResult {
  const used = images.slice(spec.skipVolumes);
  const [first] = used;
  if (!first || used.length < FEWEST_VOLUMES) return { notFound: 'too-few-images', parts: [] };
  const found = findRoundPhantom(first, spec.diameterMm);
  if ('notFound' in found) return found;
  const { slice, disc, part } = found;
  const side = spec.roiPixels;
  if (!used.every((image) => sameGrid(first, image))) return { notFound: 'images-differ', parts: [part] };
  const diagonalMm = (side / 2) * Math.hypot(...slice.spacingMm);
  if (!(diagonalMm <= WITHIN_SHARE * disc.radiusMm)) return { notFound: 'other-size', parts: [part] };
  const slices = used.map((image) => middleSlice(image).slice.values);
  // A volume that came twice has no noise of its own, and its time is not its own either.
  if (slices.some((pixels, n) => areEqual(pixels, slices[n + 1])))
    return { notFound: 'images-differ', parts: [part] };
  const region = regionCourses(slices, { centre: disc.centre, side, columns: slice.columns });
  const figures: Record<StabilityFigureName, Measured> = {
    volumes: used.length,
    ...stabilityFigures(region),
  };
  return { figures, parts: [part, regionPart(first, found, side)] };
}

function areEqual(a: Float32Array, b: Float32Array | undefined): boolean {
  return b !== undefined && a.every((value, n) => value === b[n]);
}

function regionPart(image: PhantomImage, { disc, index }: RoundPhantom, side: number): PhantomPart {
  const [left, top] = cornerOf(disc.centre, side);
  return {
    name: 'region',
    shape: 'box',
    centreMm: voxelToPatient(image, [left + (side - 1) / 2, top + (side - 1) / 2, index]),
    sizeMm: [(side / 2) * image.spacingMm[0], (side / 2) * image.spacingMm[1]],
    slice: index,
    values: { sidePixels: side },
  };
}

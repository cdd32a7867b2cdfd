import type { ImageVolume } from '../image-volume.js';
import type { ImageMasks } from './image-masks.js';
import { sortedSample, stepOf } from './intensities.js';
import { erodeInPlane } from './morphology.js';
import { noiseDistance } from './noise-distribution.js';
import { artefactThreshold } from './rayleigh.js';

/** What the air shows of the image's quality. */
interface AirQuality {
  /** Share of the air voxels that belong to artefacts, 0 to 1. */
  readonly qi1: number;
  /** Distance of the rest from the distribution of noise, 0 to 1. */
  readonly qi2: number;
}

/**
 * Mortamet et al. 2009 (Magn Reson Med 62:365): QI1, the share of the air above what noise reaches, opened, for single
 * voxels of noise are no artefact; and the misfit of noise to the rest. Theirs opens in three dimensions above the mode
 * of the histogram, and adds QI1 to the misfit; here the threshold leaves 5 % of pure noise, the opening is by the four
 * neighbours within a slice, for slices are thick, and the misfit stands alone.
 * @param sorted sorted intensities of the air
 */
export function airQuality(
  { values, dims }: ImageVolume,
  { air, airVoxels }: ImageMasks,
  sorted: Float32Array,
): AirQuality {
  const threshold = artefactThreshold(sorted);
  const bright = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) {
    bright[at] = air[at] === 1 && (values[at] ?? 0) > threshold ? 1 : 0;
  }
  const opened = openInPlane(bright, dims);
  let artefacts = 0;
  for (let at = 0; at < opened.length; at++) {
    artefacts += opened[at] ?? 0;
    // What is left of the air.
    opened[at] = (air[at] ?? 0) & (1 - (opened[at] ?? 0));
  }
  const rest = sortedSample(values, opened, airVoxels - artefacts);
  return { qi1: artefacts / airVoxels, qi2: noiseDistance(rest, stepOf(rest)) };
}

function openInPlane(mask: Uint8Array, dims: ImageVolume['dims']): Uint8Array {
  const [columns, rows] = dims;
  const core = erodeInPlane(mask, dims);
  const opened = new Uint8Array(mask.length);
  for (let at = core.indexOf(1); at >= 0; at = core.indexOf(1, at + 1)) {
    const i = at % columns;
    const j = Math.floor(at / columns) % rows;
    // What is beside a voxel that is left was set, or lies outside of the field.
    opened[at] = 1;
    if (i > 0) opened[at - 1] = 1;
    if (i < columns - 1) opened[at + 1] = 1;
    if (j > 0) opened[at - columns] = 1;
    if (j < rows - 1) opened[at + columns] = 1;
  }
  return opened;
}

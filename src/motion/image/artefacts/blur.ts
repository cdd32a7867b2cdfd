import { median } from '../../temporal/order-statistics.js';
import type { ImageVolume, Measured } from '../image-volume.js';
import { edgeProfile, edgeRise, PROFILE_LENGTH, SAMPLES_PER_VOXEL } from './edge-profile.js';
import type { ObjectEdges } from './edges.js';

/** An edge must rise by this share of the object's contrast. */
const LEAST_RISE = 0.5;
/** With fewer edges than these there is no figure. */
const LEAST_EDGES = 30;
/**
 * Full width at half maximum of a Gaussian in the distance between a quarter and three quarters of the height of an edge
 * that it blurs: 2√(2 ln 2) σ over 2 · 0.67449 σ.
 */
const QUARTERS_TO_FWHM = 2.35482 / 1.34898;

/**
 * Full width at half maximum of the line spread in the slices, mm: that of the Gaussian which blurs a step as the edges
 * of the object are, from the distance between a quarter and three quarters of their height; median over the sharper
 * half of the edges. The voxel itself counts: a step that is blurred by f mm gives about √(f² + voxel²).
 */
export function blurMm(image: ImageVolume, { points, contrast }: ObjectEdges): Measured {
  const profile = new Float64Array(PROFILE_LENGTH);
  const widths: number[] = [];
  for (const point of points) {
    edgeProfile(image, point, profile);
    const rise = edgeRise(profile);
    if (rise && rise.height >= LEAST_RISE * contrast) widths.push(rise.quarterWidth);
  }
  if (widths.length < LEAST_EDGES) return { absent: 'no-edge' };
  const sorted = Float64Array.from(widths).sort();
  const width = median(sorted, (sorted.length + 1) >> 1);
  const voxelMm = Math.min(image.spacingMm[0], image.spacingMm[1]);
  return (QUARTERS_TO_FWHM * width * voxelMm) / SAMPLES_PER_VOXEL;
}

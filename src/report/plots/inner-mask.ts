import { filled, largestPart } from './connected.js';
import { depthMm } from './distance-transform.js';
import { faceRegion } from './face-region.js';
import { type GridGeometry, gridGeometry } from './grid-geometry.js';
import type { ThumbnailVolume } from './thumbnail-volume.js';

/** Skin, ears, nose and what lies under them. */
const LEAST_DEPTH_MM = 15;
/** A mask made on a smoothed image reaches into the air: the surface is where the image itself has signal. */
const SIGNAL_SHARE = 0.2;
/** Signal on more of a side face than this is noise, a ghost or a field that cuts the head: no surface is known. */
const MOST_OF_A_SIDE = 0.25;
/** Less than this share of the head is no picture of it. */
const LEAST_SHARE = 0.1;

/** What a share of the values lies below. */
export function percentile(values: Float32Array, share: number): number {
  const sorted = values.toSorted();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The head with its cavities, as far as the image itself shows signal: the largest part only. */
function head({ values, mask, dims }: ThumbnailVolume): Uint8Array | undefined {
  const signal = values.filter((value, voxel) => mask[voxel] && Number.isFinite(value));
  const floor = SIGNAL_SHARE * percentile(signal, 0.98);
  if (!(floor > 0)) return undefined;
  const shown = mask.map((v, voxel) => (v && (values[voxel] ?? NaN) >= floor ? 1 : 0));
  return filled(largestPart(shown, dims), dims);
}

/** Whether a side face of the field, one not towards head or feet, is covered by signal. */
function coversSide(mask: Uint8Array, dims: ThumbnailVolume['dims'], { axes }: GridGeometry): boolean {
  const strides = [1, dims[0], dims[0] * dims[1]];
  return [axes[0], axes[1]].some((axis) => {
    const n = dims[axis] ?? 1;
    const covered = [0, 0];
    mask.forEach((v, voxel) => {
      const at = Math.floor(voxel / (strides[axis] ?? 1)) % n;
      if (v && at === 0) covered[0] = (covered[0] ?? 0) + 1;
      if (v && at === n - 1) covered[1] = (covered[1] ?? 0) + 1;
    });
    return Math.max(...covered) > (MOST_OF_A_SIDE * mask.length) / n;
  });
}

/**
 * What of a head may be shown: at least 15 mm below the surface of its signal and from the field's border (Euclidean,
 * to the far side of the voxels), in one piece, and not of the face.
 * @returns 1 where it may be shown, or undefined where no safe mask can be made
 */
export function innerMask(volume: ThumbnailVolume): Uint8Array | undefined {
  const { dims, values, mask } = volume;
  const voxels = dims[0] * dims[1] * dims[2];
  const grid = gridGeometry(volume);
  if (!grid || values.length !== voxels || mask.length !== voxels || voxels === 0) return undefined;
  const whole = head(volume);
  if (!whole || coversSide(whole, dims, grid)) return undefined;
  const face = faceRegion(whole, volume, grid);
  if (!face) return undefined;
  // Half a voxel for where the surface lies between two centres, half a voxel for the extent of the one shown.
  const least = (LEAST_DEPTH_MM + grid.diagonalMm) / grid.shrink;
  const depth = depthMm(whole, { dims, stepMm: grid.stepMm });
  const deep = whole.map((v, voxel) => (v && !face[voxel] && (depth[voxel] ?? 0) >= least ? 1 : 0));
  const inner = largestPart(deep, dims);
  const count = (of: Uint8Array): number => of.reduce((sum, v) => sum + v, 0);
  return count(inner) >= LEAST_SHARE * count(whole) ? inner : undefined;
}

import type { Matrix4, MotionGrid } from '../rigid.js';
import { voxelToVoxel } from './affine.js';
import { splineAlong, splineCoefficients } from './bspline.js';
import type { Reference } from './reference.js';

/**
 * The volume's values (unsmoothed, cubic B-spline) at the reference's mask voxels after they moved by `transform`; NaN
 * where these lie outside the volume.
 * @param out one value a mask voxel, in the order of the volume
 */
export function resampleMask(
  { grid: { dims, affine }, mask }: Pick<Reference, 'grid' | 'mask'>,
  volume: { readonly values: Float32Array; readonly grid: MotionGrid },
  transform: Matrix4,
  out: Float32Array,
): void {
  const m = voxelToVoxel({ from: affine, moved: transform, to: volume.grid.affine });
  const at = (n: number): number => m[n] ?? 0;
  const [nx, ny, nz] = dims;
  const coefficients = splineCoefficients(volume.values, volume.grid.dims);
  const step = [at(0), at(4), at(8)] as const;
  let filled = 0;
  for (let row = 0; row < ny * nz; row++) {
    const [j, k] = [row % ny, Math.floor(row / ny)];
    const end = (row + 1) * nx;
    for (let n = row * nx; n < end; n++) {
      if (mask[n] === 0) continue;
      const first = n;
      while (n < end && mask[n] === 1) n++;
      const i = first - row * nx;
      const place = (r: number): number => at(r) * i + at(r + 1) * j + at(r + 2) * k + at(r + 3);
      const run = out.subarray(filled, filled + n - first);
      splineAlong(coefficients, volume.grid.dims, { from: [place(0), place(4), place(8)], step }, run);
      filled += n - first;
    }
  }
}

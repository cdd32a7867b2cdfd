import type { Vector3 } from '../../../study/vectors.js';
import type { PhantomImage } from '../phantom-image.js';

/** A hot object: what stands out above the background and hangs together. */
interface Blob {
  /** Centre of what is above the background, in the image's own axes: mm from the first voxel along i, j, k. */
  readonly centreMm: Vector3;
  /** Sum above the background, in the image's unit times voxels. */
  readonly excess: number;
}

/** No more are given: a ring has few spheres. */
const MOST_BLOBS = 16;
/** Fewer voxels are noise. */
const LEAST_VOXELS = 2;

/**
 * Hot objects: voxels above `level` that share faces, hottest sum first.
 * @param background that their excess is over
 */
export function hotBlobs(
  { values, dims, spacingMm }: PhantomImage,
  { level, background }: { readonly level: number; readonly background: number },
): Blob[] {
  const [nx, ny, nz] = dims;
  const seen = new Uint8Array(values.length);
  const queue = new Int32Array(values.length);
  const blobs: Blob[] = [];
  const visit = (at: number, end: number): number => {
    if (seen[at] || !((values[at] ?? 0) > level)) return end;
    seen[at] = 1;
    queue[end] = at;
    return end + 1;
  };
  for (let seed = 0; seed < values.length; seed++) {
    let end = visit(seed, 0);
    let [sum, x, y, z] = [0, 0, 0, 0];
    for (let next = 0; next < end; next++) {
      const at = queue[next] ?? 0;
      const [i, j, k] = [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
      const excess = (values[at] ?? 0) - background;
      sum += excess;
      x += excess * i;
      y += excess * j;
      z += excess * k;
      if (i > 0) end = visit(at - 1, end);
      if (i < nx - 1) end = visit(at + 1, end);
      if (j > 0) end = visit(at - nx, end);
      if (j < ny - 1) end = visit(at + nx, end);
      if (k > 0) end = visit(at - nx * ny, end);
      if (k < nz - 1) end = visit(at + nx * ny, end);
    }
    if (end < LEAST_VOXELS) continue;
    const centreMm = [(x / sum) * spacingMm[0], (y / sum) * spacingMm[1], (z / sum) * spacingMm[2]] as const;
    blobs.push({ centreMm, excess: sum });
  }
  return blobs.sort((a, b) => b.excess - a.excess).slice(0, MOST_BLOBS);
}

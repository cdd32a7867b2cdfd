type Dims = readonly [number, number, number];

/** Marks all voxels of `open` that hang together with the seeds over faces; they are taken out of `open`. */
function flood(open: Uint8Array, [nx, ny, nz]: Dims, seeds: readonly number[]): number[] {
  const reached = seeds.filter((seed) => open[seed]);
  for (const seed of reached) open[seed] = 0;
  const page = nx * ny;
  const visit = (voxel: number, allowed: boolean): void => {
    if (!allowed || !open[voxel]) return;
    open[voxel] = 0;
    reached.push(voxel);
  };
  for (let n = 0; n < reached.length; n++) {
    const voxel = reached[n] ?? 0;
    const i = voxel % nx;
    const j = Math.floor(voxel / nx) % ny;
    const k = Math.floor(voxel / page);
    visit(voxel - 1, i > 0);
    visit(voxel + 1, i < nx - 1);
    visit(voxel - nx, j > 0);
    visit(voxel + nx, j < ny - 1);
    visit(voxel - page, k > 0);
    visit(voxel + page, k < nz - 1);
  }
  return reached;
}

/** The largest part of a mask whose voxels hang together over faces; the first of equals. */
export function largestPart(mask: Uint8Array, dims: Dims): Uint8Array {
  const open = mask.slice();
  let largest: readonly number[] = [];
  for (let voxel = 0; voxel < open.length; voxel++) {
    if (!open[voxel]) continue;
    const part = flood(open, dims, [voxel]);
    if (part.length > largest.length) largest = part;
  }
  const out = new Uint8Array(mask.length);
  for (const voxel of largest) out[voxel] = 1;
  return out;
}

/** A mask with its cavities: whatever cannot be reached from the field's border without crossing it. */
export function filled(mask: Uint8Array, dims: Dims): Uint8Array {
  const [nx, ny, nz] = dims;
  const open = mask.map((v) => (v ? 0 : 1));
  const border: number[] = [];
  for (let voxel = 0; voxel < mask.length; voxel++) {
    const i = voxel % nx;
    const j = Math.floor(voxel / nx) % ny;
    const k = Math.floor(voxel / (nx * ny));
    if (i === 0 || j === 0 || k === 0 || i === nx - 1 || j === ny - 1 || k === nz - 1) border.push(voxel);
  }
  flood(open, dims, border);
  // What is still open was not reached: it lies inside.
  return mask.map((v, voxel) => (v || open[voxel] ? 1 : 0));
}

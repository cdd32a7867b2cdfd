/** Voxels along columns, rows and slices. */
export type Dims = readonly [number, number, number];

/** What a voxel needs in its slice: its four neighbours all set, or any of them. Outside counts as the voxel itself. */
export function erodeInPlane(mask: Uint8Array, [nx, ny, nz]: Dims): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let row = 0; row < ny * nz; row++) {
    const j = row % ny;
    const up = j > 0 ? nx : 0;
    const down = j < ny - 1 ? nx : 0;
    const first = row * nx;
    const last = first + nx - 1;
    for (let at = first; at <= last; at++) {
      if (mask[at] === 0 || mask[at - up] === 0 || mask[at + down] === 0) continue;
      if ((at > first && mask[at - 1] === 0) || (at < last && mask[at + 1] === 0)) continue;
      out[at] = 1;
    }
  }
  return out;
}

/** One pass of a dilation along an axis: `outer` blocks of `count` rows of `width` neighbouring voxels. */
interface Pass {
  readonly outer: number;
  readonly count: number;
  readonly width: number;
}

/** Dilates by a box that reaches `reach` voxels to either side along each axis; a new array. */
export function dilate(mask: Uint8Array, [nx, ny, nz]: Dims, reach: Dims): Uint8Array {
  const passes: readonly Pass[] = [
    { outer: ny * nz, count: nx, width: 1 },
    { outer: nz, count: ny, width: nx },
    { outer: 1, count: nz, width: nx * ny },
  ];
  let now = mask;
  for (const [axis, pass] of passes.entries()) {
    const steps = reach[axis] ?? 0;
    if (steps > 0 && pass.count > 1)
      now = pass.width === 1 ? dilateRows(now, pass, steps) : dilateAcross(now, pass, steps);
  }
  return now === mask ? mask.slice() : now;
}

function dilateRows(mask: Uint8Array, { outer, count }: Pass, reach: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let row = 0; row < outer; row++) {
    const base = row * count;
    const stop = base + count;
    let at = base;
    while (at < stop) {
      if (mask[at] === 0) {
        at++;
        continue;
      }
      // A run of set voxels is filled with its margin.
      const from = at;
      while (at < stop && mask[at] === 1) at++;
      out.fill(1, Math.max(base, from - reach), Math.min(stop, at + reach));
    }
  }
  return out;
}

function dilateAcross(mask: Uint8Array, { outer, count, width }: Pass, reach: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  // How many set voxels lie within reach of the present row, at each place across it.
  const within = new Int32Array(width);
  const none = new Uint8Array(width);
  for (let block = 0; block < outer; block++) {
    const base = block * count * width;
    const row = (n: number): Uint8Array =>
      n >= 0 && n < count ? mask.subarray(base + n * width, base + (n + 1) * width) : none;
    within.fill(0);
    for (let n = -reach; n < count; n++) {
      const [comes, goes, to] = [row(n + reach), row(n - reach - 1), base + n * width];
      for (let i = 0; i < width; i++) {
        const now = (within[i] ?? 0) + (comes[i] ?? 0) - (goes[i] ?? 0);
        within[i] = now;
        // Before the first row it is only counted.
        if (n >= 0) out[to + i] = now > 0 ? 1 : 0;
      }
    }
  }
  return out;
}

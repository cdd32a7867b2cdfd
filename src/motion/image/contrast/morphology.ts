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
    if (pass.count < 2) continue;
    for (let left = reach[axis] ?? 0; left > 0; left -= MOST_REACH) {
      const steps = Math.min(left, MOST_REACH);
      now = pass.width === 1 ? dilateRows(now, pass, steps) : dilateAcross(now, pass, steps);
    }
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

/** What a reach may be at most for counts of set voxels to fit into a byte. */
const MOST_REACH = 127;

/** Counts, at each place, the set voxels within reach; where rows allow, four places at a time, a byte each. */
function dilateAcross(mask: Uint8Array, { outer, count, width }: Pass, reach: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  const lanes = width % 4 === 0 && mask.byteOffset % 4 === 0 ? 4 : 1;
  const [from, to] = lanes === 4 ? [words(mask), words(out)] : [mask, out];
  const length = width / lanes;
  const within = new Int32Array(length);
  const none = from.slice(0, length).fill(0);
  for (let block = 0; block < outer; block++) {
    const base = block * count * length;
    const row = (n: number): Uint8Array | Int32Array =>
      n >= 0 && n < count ? from.subarray(base + n * length, base + (n + 1) * length) : none;
    within.fill(0);
    for (let n = -reach; n < count; n++) {
      const [comes, goes, first] = [row(n + reach), row(n - reach - 1), base + n * length];
      for (let i = 0; i < length; i++) {
        const now = ((within[i] ?? 0) + (comes[i] ?? 0) - (goes[i] ?? 0)) | 0;
        within[i] = now;
        // The highest bit of a byte that is not 0, moved to its lowest. Before the first row it is only counted.
        if (n >= 0) to[first + i] = ((now | ((now & 0x7f7f7f7f) + 0x7f7f7f7f)) >>> 7) & 0x01010101;
      }
    }
  }
  return out;
}

function words({ buffer, byteOffset, length }: Uint8Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length / 4);
}

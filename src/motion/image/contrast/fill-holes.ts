import type { Dims } from './morphology.js';

/** Planes across one axis: counts and steps in voxels of their two axes and of the axis along which they follow. */
interface Planes {
  /** The first voxel of the first plane. */
  readonly first: number;
  readonly counts: Dims;
  readonly steps: Dims;
}

/** What a place of a plane is: not object, object, or not object and connected to the border. */
const EMPTY = 0;
const OBJECT = 1;
const OUTSIDE = 2;

/** Fills, in place, what is enclosed within a plane, for planes across each of the three axes that has extent. */
export function fillHoles(mask: Uint8Array, dims: Dims): void {
  // All holes lie within the box of what is set.
  const { first, counts } = boxOf(mask, dims);
  const [nx, ny, nz] = counts;
  const steps: Dims = [1, dims[0], dims[0] * dims[1]];
  fillPlanes(mask, { first, counts, steps });
  // A plane of one or two lines encloses nothing.
  if (nz < 3) return;
  fillPlanes(mask, { first, counts: [nx, nz, ny], steps: [steps[0], steps[2], steps[1]] });
  fillPlanes(mask, { first, counts: [ny, nz, nx], steps: [steps[1], steps[2], steps[0]] });
}

/** The smallest box that holds all that is set: its first voxel and its sides. */
function boxOf(mask: Uint8Array, [nx, ny]: Dims): Pick<Planes, 'first' | 'counts'> {
  const low = [nx, ny, Number.POSITIVE_INFINITY] as [number, number, number];
  const high = [-1, -1, -1] as [number, number, number];
  let at = mask.indexOf(1);
  if (at < 0) return { first: 0, counts: [0, 0, 0] };
  while (at >= 0) {
    const row = Math.floor(at / nx);
    const last = mask.lastIndexOf(1, (row + 1) * nx - 1);
    const [j, k] = [row % ny, Math.floor(row / ny)];
    low[0] = Math.min(low[0], at - row * nx);
    high[0] = Math.max(high[0], last - row * nx);
    low[1] = Math.min(low[1], j);
    high[1] = Math.max(high[1], j);
    low[2] = Math.min(low[2], k);
    high[2] = Math.max(high[2], k);
    at = mask.indexOf(1, (row + 1) * nx);
  }
  const sides: Dims = [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1];
  return { first: (low[2] * ny + low[1]) * nx + low[0], counts: sides };
}

function fillPlanes(mask: Uint8Array, { first, counts, steps }: Planes): void {
  const [n0, n1, planes] = counts;
  const [s0, s1, s2] = steps;
  // A frame of outside stands around each plane, so that the flood needs no look at borders.
  const stride = n0 + 2;
  const plane = new Uint8Array(stride * (n1 + 2));
  const stack = new Int32Array(n0 * n1);
  for (let p = 0; p < planes; p++) {
    const base = first + p * s2;
    plane.fill(OUTSIDE);
    for (let b = 0; b < n1; b++) {
      for (let a = 0; a < n0; a++) plane[(b + 1) * stride + a + 1] = mask[base + a * s0 + b * s1] ?? EMPTY;
    }
    flood(plane, stride, stack);
    for (let b = 0; b < n1; b++) {
      for (let a = 0; a < n0; a++) {
        if (plane[(b + 1) * stride + a + 1] === EMPTY) mask[base + a * s0 + b * s1] = OBJECT;
      }
    }
  }
}

/** Marks as outside what is empty and connected to the frame. `stack` has a place for every voxel of the plane. */
function flood(plane: Uint8Array, stride: number, stack: Int32Array): void {
  let depth = 0;
  const reach = (at: number): void => {
    if (plane[at] !== EMPTY) return;
    plane[at] = OUTSIDE;
    stack[depth++] = at;
  };
  const lastRow = plane.length - 2 * stride;
  for (let a = 1; a < stride - 1; a++) {
    reach(stride + a);
    reach(lastRow + a);
  }
  for (let row = stride; row <= lastRow; row += stride) {
    reach(row + 1);
    reach(row + stride - 2);
  }
  while (depth > 0) {
    const at = stack[--depth] ?? 0;
    reach(at - 1);
    reach(at + 1);
    reach(at - stride);
    reach(at + stride);
  }
}

import type { Dims } from './morphology.js';

/** Planes across one axis: counts and steps in voxels of their two axes and of the axis along which they follow. */
interface Planes {
  readonly counts: Dims;
  readonly steps: Dims;
}

/** What a place of a plane is: not object, object, or not object and connected to the border. */
const EMPTY = 0;
const OBJECT = 1;
const OUTSIDE = 2;

/** Fills, in place, what is enclosed within a plane, for planes across each of the three axes that has extent. */
export function fillHoles(mask: Uint8Array, [nx, ny, nz]: Dims): void {
  const steps: Dims = [1, nx, nx * ny];
  fillPlanes(mask, { counts: [nx, ny, nz], steps });
  // A plane of one or two lines encloses nothing.
  if (nz < 3) return;
  fillPlanes(mask, { counts: [nx, nz, ny], steps: [steps[0], steps[2], steps[1]] });
  fillPlanes(mask, { counts: [ny, nz, nx], steps: [steps[1], steps[2], steps[0]] });
}

function fillPlanes(mask: Uint8Array, { counts: [n0, n1, planes], steps: [s0, s1, s2] }: Planes): void {
  // A frame of outside stands around each plane, so that the flood needs no look at borders.
  const stride = n0 + 2;
  const plane = new Uint8Array(stride * (n1 + 2));
  const stack = new Int32Array(n0 * n1);
  for (let p = 0; p < planes; p++) {
    const base = p * s2;
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

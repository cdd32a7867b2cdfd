/** A grid of voxels, i fastest, and the distance of neighbours along each axis in mm. */
export interface Lattice {
  readonly dims: readonly [number, number, number];
  readonly stepMm: readonly [number, number, number];
}

interface Scratch {
  readonly line: Float64Array;
  readonly vertex: Int32Array;
  readonly bound: Float64Array;
}

/**
 * One line of squared distances: the lower envelope of parabolas.
 * Method: Felzenszwalb & Huttenlocher, Theory of Computing 8 (2012) 415, section 2.1.
 * The line starts and ends with a point outside the field, where the distance is 0.
 */
function transformLine({ line, vertex, bound }: Scratch, step: number, out: Float64Array): void {
  const n = line.length;
  const square = step * step;
  const f = (q: number): number => (line[q] ?? 0) + square * q * q;
  let top = 0;
  vertex[0] = 0;
  bound[0] = Number.NEGATIVE_INFINITY;
  bound[1] = Number.POSITIVE_INFINITY;
  for (let q = 1; q < n; q++) {
    if (line[q] === Number.POSITIVE_INFINITY) continue;
    let at = 0;
    for (; ; top--) {
      const p = vertex[top] ?? 0;
      at = (f(q) - f(p)) / (2 * square * (q - p));
      if (at > (bound[top] ?? 0)) break;
    }
    top++;
    vertex[top] = q;
    bound[top] = at;
    bound[top + 1] = Number.POSITIVE_INFINITY;
  }
  let part = 0;
  for (let q = 0; q < n; q++) {
    while ((bound[part + 1] ?? 0) < q) part++;
    const p = vertex[part] ?? 0;
    out[q] = (line[p] ?? 0) + square * (q - p) * (q - p);
  }
}

/**
 * Distance in mm from the centre of each voxel inside to the nearest centre outside; 0 outside. What lies beyond the
 * field counts as outside: its first voxels stand one step beyond the last ones of the field.
 * @param inside 1 inside, as long as the lattice
 */
export function depthMm(inside: Uint8Array, { dims, stepMm }: Lattice): Float64Array {
  const squared = Float64Array.from(inside, (v) => (v ? Number.POSITIVE_INFINITY : 0));
  const strides = [1, dims[0], dims[0] * dims[1]];
  for (let axis = 0; axis < 3; axis++) {
    const n = dims[axis] ?? 0;
    const stride = strides[axis] ?? 1;
    const scratch: Scratch = {
      line: new Float64Array(n + 2),
      vertex: new Int32Array(n + 2),
      bound: new Float64Array(n + 3),
    };
    const out = new Float64Array(n + 2);
    for (let start = 0; start < squared.length; start++) {
      if (Math.floor(start / stride) % n !== 0) continue;
      for (let q = 0; q < n; q++) scratch.line[q + 1] = squared[start + q * stride] ?? 0;
      transformLine(scratch, stepMm[axis] ?? 1, out);
      for (let q = 0; q < n; q++) squared[start + q * stride] = out[q + 1] ?? 0;
    }
  }
  return squared.map(Math.sqrt);
}

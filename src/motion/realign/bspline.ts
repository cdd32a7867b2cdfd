import { filterLine, filterRows, mirrorBorders, PADDING, paddedAt, startWeights } from './bspline-filter.js';

type Triple = readonly [number, number, number];

/** Points along a straight line: `from + n·step`, in voxel indices. */
export interface Line {
  readonly from: Triple;
  readonly step: Triple;
}

/** A tolerance of 1e-6 voxels beyond the border. */
const BORDER: Triple = [-1e-6, -1e-6, -1e-6];

/**
 * Coefficients of the cubic B-spline that interpolates a volume (Unser 1993), mirrored at the borders. A new array, for
 * {@link splineAt} and {@link splineAlong} alone: it is longer than the volume, as mirrored coefficients stand around it.
 */
export function splineCoefficients(values: Float32Array, dims: Triple): Float32Array {
  const [nx, ny, nz] = dims;
  const [stride, plane] = [nx + PADDING, (nx + PADDING) * (ny + PADDING)];
  const out = new Float32Array(plane * (nz + PADDING));
  const [startX, startY, startZ] = [startWeights(nx), startWeights(ny), startWeights(nz)];
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const row = (k * ny + j) * nx;
      const at = paddedAt(dims, [0, j, k]);
      out.set(values.subarray(row, row + nx), at);
      filterLine(out, { at, count: nx }, startX);
    }
    filterRows(out, { at: paddedAt(dims, [0, 0, k]), stride, count: ny, width: nx }, startY);
  }
  const whole = { at: paddedAt(dims, [0, 0, 0]), stride: plane, count: nz, width: (ny - 1) * stride + nx };
  filterRows(out, whole, startZ);
  mirrorBorders(out, dims);
  return out;
}

/**
 * The spline at voxel indices (i, j, k), fractional; NaN where a point lies outside 0…n−1 of any axis (a tolerance of
 * 1e-6 is inside).
 */
export function splineAt(coefficients: Float32Array, dims: Triple, at: Triple): number {
  const out = new Float32Array(1);
  splineAlong(coefficients, dims, { from: at, step: [0, 0, 0] }, out);
  return out[0] ?? Number.NaN;
}

/** {@link splineAt} along a line of a volume: out[n] at `from + n·step`, n = 0 … out.length − 1, in voxel indices. */
export function splineAlong(coefficients: Float32Array, dims: Triple, line: Line, out: Float32Array): void {
  sampleLine({ coefficients, dims, margin: BORDER, weights: new Float64Array(12) }, line, out);
}

/** What is sampled. */
export interface Sampled {
  readonly coefficients: Float32Array;
  readonly dims: Triple;
  /** Along each axis: points nearer to the border than this, in voxels, count as outside; negative: so far beyond it. */
  readonly margin: Triple;
  /** Twelve numbers to work with, so that nothing is allocated line by line. */
  readonly weights: Float64Array;
}

/** The spline along a line; NaN outside the margins. */
export function sampleLine(
  { coefficients, dims, margin: [mx, my, mz], weights }: Sampled,
  { from: [x0, y0, z0], step: [dx, dy, dz] }: Line,
  out: Float32Array,
): void {
  const strides = { y: dims[0] + PADDING, z: (dims[0] + PADDING) * (dims[1] + PADDING) };
  const [endX, endY, endZ] = [dims[0] - 1 - mx, dims[1] - 1 - my, dims[2] - 1 - mz];
  for (let n = 0; n < out.length; n++) {
    const x = x0 + n * dx;
    const y = y0 + n * dy;
    const z = z0 + n * dz;
    if (!(x >= mx && x <= endX && y >= my && y <= endY && z >= mz && z <= endZ)) {
      out[n] = Number.NaN;
      continue;
    }
    // A point a rounding error outside is taken for the border; `| 0` cuts towards 0, which is down here.
    const i = x > 0 ? x | 0 : 0;
    const j = y > 0 ? y | 0 : 0;
    const k = z > 0 ? z | 0 : 0;
    setWeights(weights, 0, x - i);
    setWeights(weights, 4, y - j);
    setWeights(weights, 8, z - k);
    out[n] = weightedSum(coefficients, { at: k * strides.z + j * strides.y + i, strides }, weights);
  }
}

/** The four weights of the cubic B-spline at a fraction t of a voxel. */
function setWeights(weights: Float64Array, at: number, t: number): void {
  const u = 1 - t;
  weights[at] = (u * u * u) / 6;
  weights[at + 1] = 2 / 3 - 0.5 * t * t * (2 - t);
  weights[at + 2] = 2 / 3 - 0.5 * u * u * (2 - u);
  weights[at + 3] = (t * t * t) / 6;
}

/** The sum over 4 × 4 × 4 coefficients from `at` on; weights along x, y and z. */
function weightedSum(
  c: Float32Array,
  { at, strides }: { at: number; strides: { readonly y: number; readonly z: number } },
  w: Float64Array,
): number {
  const [w0, w1, w2, w3] = [w[0] ?? 0, w[1] ?? 0, w[2] ?? 0, w[3] ?? 0];
  let sum = 0;
  for (let k = 0; k < 4; k++) {
    const slice = at + k * strides.z;
    let inSlice = 0;
    for (let j = 0; j < 4; j++) {
      const row = slice + j * strides.y;
      const inRow =
        w0 * (c[row] ?? 0) + w1 * (c[row + 1] ?? 0) + w2 * (c[row + 2] ?? 0) + w3 * (c[row + 3] ?? 0);
      inSlice += (w[4 + j] ?? 0) * inRow;
    }
    sum += (w[8 + k] ?? 0) * inSlice;
  }
  return sum;
}

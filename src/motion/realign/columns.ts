import { centreOf, type MotionGrid } from '../rigid.js';
import { inverseAffine } from './affine.js';
import { splineCoefficients } from './bspline.js';
import { PADDING, paddedAt } from './bspline-filter.js';
import type { Square } from './linear.js';

/** Columns of the normal equations: three translations, three rotations, the reference's intensity, and 1. */
export const COLUMNS = 8;
/** Rotations are counted as arcs at this distance from the centre, so that all six are in mm. */
export const ARC_MM = 50;

/** How many voxels rows hold. */
function voxelsOf(runs: Int32Array): number {
  let sum = 0;
  for (let n = 3; n < runs.length; n += 4) sum += runs[n] ?? 0;
  return sum;
}

/**
 * The columns of the linearised problem: the change of the reference at a voxel per mm of translation, per mm of arc
 * of rotation, and its intensity.
 */
export function columnsOf(smoothed: Float32Array, grid: MotionGrid, runs: Int32Array): Float32Array {
  const { dims, affine } = grid;
  const c = splineCoefficients(smoothed, dims);
  const out = new Float32Array(voxelsOf(runs) * COLUMNS);
  const toIndex = inverseAffine(affine);
  const centre = centreOf(grid);
  const strides = [1, dims[0] + PADDING, (dims[0] + PADDING) * (dims[1] + PADDING)] as const;
  const inIndex = new Float64Array(3);
  const mm = new Float64Array(3);
  const arm = new Float64Array(3);
  for (let run = 0, at = 0; run < runs.length; run += 4) {
    const [i, j, k] = [runs[run] ?? 0, runs[run + 1] ?? 0, runs[run + 2] ?? 0];
    const first = paddedAt(dims, [i, j, k]);
    for (let n = 0; n < (runs[run + 3] ?? 0); n++, at += COLUMNS) {
      gradient(c, first + n, { strides, out: inIndex });
      for (let axis = 0; axis < 3; axis++) {
        // The chain rule: the gradient in mm is the transposed inverse of the affine times that in voxels.
        mm[axis] =
          (toIndex[axis] ?? 0) * (inIndex[0] ?? 0) +
          (toIndex[axis + 4] ?? 0) * (inIndex[1] ?? 0) +
          (toIndex[axis + 8] ?? 0) * (inIndex[2] ?? 0);
        const a = axis * 4;
        arm[axis] =
          (affine[a] ?? 0) * (i + n) +
          (affine[a + 1] ?? 0) * j +
          (affine[a + 2] ?? 0) * k +
          (affine[a + 3] ?? 0) -
          (centre[axis] ?? 0);
      }
      setColumns(out, at, { mm, arm });
      out[at + 6] = smoothed[(k * dims[1] + j) * dims[0] + i + n] ?? 0;
      out[at + 7] = 1;
    }
  }
  return out;
}

/** A voxel's six columns of movement: the gradient g, and (x − c) × g. */
function setColumns(
  out: Float32Array,
  at: number,
  { mm, arm }: { mm: Float64Array; arm: Float64Array },
): void {
  for (let axis = 0; axis < 3; axis++) {
    const [b, c] = [(axis + 1) % 3, (axis + 2) % 3];
    out[at + axis] = mm[axis] ?? 0;
    out[at + 3 + axis] = ((arm[b] ?? 0) * (mm[c] ?? 0) - (arm[c] ?? 0) * (mm[b] ?? 0)) / ARC_MM;
  }
}

/** The cubic B-spline at −1, 0 and 1, and its slope there. */
const VALUE = [1 / 6, 2 / 3, 1 / 6] as const;
const SLOPE = [-0.5, 0, 0.5] as const;

/** The spline's gradient at a voxel, per voxel. */
function gradient(
  c: Float32Array,
  at: number,
  { strides, out }: { strides: readonly [number, number, number]; out: Float64Array },
): void {
  let [gx, gy, gz] = [0, 0, 0];
  for (let dz = 0; dz < 3; dz++) {
    for (let dy = 0; dy < 3; dy++) {
      const row = at + (dy - 1) * strides[1] + (dz - 1) * strides[2];
      const [left, here, right] = [c[row - 1] ?? 0, c[row] ?? 0, c[row + 1] ?? 0];
      const mean = (left + 4 * here + right) / 6;
      gx += ((right - left) / 2) * (VALUE[dy] ?? 0) * (VALUE[dz] ?? 0);
      gy += mean * (SLOPE[dy] ?? 0) * (VALUE[dz] ?? 0);
      gz += mean * (VALUE[dy] ?? 0) * (SLOPE[dz] ?? 0);
    }
  }
  out[0] = gx;
  out[1] = gy;
  out[2] = gz;
}

/** Σ left · rightᵀ over the voxels of `right`, made symmetric. */
export function gram(left: Float32Array, right: Float32Array): Square {
  const sum = new Float64Array(COLUMNS * COLUMNS);
  for (let at = 0; at < right.length; at += COLUMNS) {
    for (let i = 0; i < COLUMNS; i++) {
      const factor = left[at + i] ?? 0;
      for (let j = 0; j < COLUMNS; j++) {
        sum[i * COLUMNS + j] = (sum[i * COLUMNS + j] ?? 0) + factor * (right[at + j] ?? 0);
      }
    }
  }
  return sum.map((value, n) => {
    const transposed = (n % COLUMNS) * COLUMNS + Math.floor(n / COLUMNS);
    return (value + (sum[transposed] ?? 0)) / 2;
  });
}

/** Adds weight · column · columnᵀ of the voxel whose columns begin at `at` to the upper triangle. */
export function addOuter(
  out: Square,
  columns: Float32Array,
  { at, weight }: { at: number; weight: number },
): void {
  for (let i = 0; i < COLUMNS; i++) {
    const left = weight * (columns[at + i] ?? 0);
    for (let j = i; j < COLUMNS; j++) {
      out[i * COLUMNS + j] = (out[i * COLUMNS + j] ?? 0) + left * (columns[at + j] ?? 0);
    }
  }
}

/** Rows of numbers in an array: `count` of them, `width` numbers each, `stride` from one to the next. */
export interface Rows {
  readonly at: number;
  readonly stride: number;
  readonly count: number;
  readonly width: number;
}

type Triple = readonly [number, number, number];

/** One mirrored coefficient before each axis and two after it: sampling needs no look at the borders. */
export const PADDING = 3;

/** Pole and gain of the cubic B-spline's direct filter. Unser 1993, part II, table I. */
const POLE = Math.sqrt(3) - 2;
const GAIN = 6;
/** The pole's powers beyond this are below 1e-13. */
const HORIZON = 24;

/** Where the coefficient of a voxel stands. */
export function paddedAt([nx, ny]: Triple, [i, j, k]: Triple): number {
  return ((k + 1) * (ny + PADDING) + j + 1) * (nx + PADDING) + i + 1;
}

/**
 * What each of the first samples of an axis adds to the first coefficient of the causal filter, the signal being
 * mirrored at both ends. Empty for a single sample, which is its own coefficient.
 */
export function startWeights(count: number): Float64Array {
  if (count < 2) return new Float64Array(0);
  const period = 2 * count - 2;
  const all = 1 - POLE ** period;
  return Float64Array.from({ length: Math.min(count, HORIZON) }, (_, n) => {
    const isEnd = n === 0 || n === count - 1;
    return (GAIN * (POLE ** n + (isEnd ? 0 : POLE ** (period - n)))) / all;
  });
}

/** The direct filter in place along neighbouring numbers. Unser 1993, part II, eq. 2.5; mirrored ends. */
export function filterLine(
  c: Float32Array,
  { at, count }: { at: number; count: number },
  weights: Float64Array,
): void {
  if (weights.length === 0) return;
  let now = 0;
  for (let n = 0; n < weights.length; n++) now += (weights[n] ?? 0) * (c[at + n] ?? 0);
  c[at] = now;
  const last = at + count - 1;
  for (let n = at + 1; n <= last; n++) {
    now = GAIN * (c[n] ?? 0) + POLE * now;
    c[n] = now;
  }
  now = (POLE / (POLE * POLE - 1)) * ((c[last] ?? 0) + POLE * (c[last - 1] ?? 0));
  c[last] = now;
  for (let n = last - 1; n >= at; n--) {
    now = POLE * (now - (c[n] ?? 0));
    c[n] = now;
  }
}

/** {@link filterLine} across rows, each number of a row with those at its place in the others. */
export function filterRows(c: Float32Array, { at, stride, count, width }: Rows, weights: Float64Array): void {
  if (weights.length === 0) return;
  const start = new Float64Array(width);
  for (const [n, weight] of weights.entries()) {
    const row = at + n * stride;
    for (let i = 0; i < width; i++) start[i] = (start[i] ?? 0) + weight * (c[row + i] ?? 0);
  }
  for (let i = 0; i < width; i++) c[at + i] = start[i] ?? 0;
  for (let n = 1; n < count; n++) {
    const row = at + n * stride;
    for (let i = row; i < row + width; i++) c[i] = GAIN * (c[i] ?? 0) + POLE * (c[i - stride] ?? 0);
  }
  const last = at + (count - 1) * stride;
  const end = POLE / (POLE * POLE - 1);
  for (let i = last; i < last + width; i++) c[i] = end * ((c[i] ?? 0) + POLE * (c[i - stride] ?? 0));
  for (let n = count - 2; n >= 0; n--) {
    const row = at + n * stride;
    for (let i = row; i < row + width; i++) c[i] = POLE * ((c[i + stride] ?? 0) - (c[i] ?? 0));
  }
}

/** Which coefficient stands at −1, n and n + 1 of an axis, mirrored about 0 and n − 1. */
function mirrored(index: number, count: number): number {
  if (count === 1) return 0;
  const period = 2 * count - 2;
  const within = ((index % period) + period) % period;
  return within < count ? within : period - within;
}

/** Fills the padding. */
export function mirrorBorders(c: Float32Array, dims: Triple): void {
  const [nx, ny, nz] = dims;
  const width = nx + PADDING;
  const plane = width * (ny + PADDING);
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const row = paddedAt(dims, [0, j, k]);
      for (const i of [-1, nx, nx + 1]) c[row + i] = c[row + mirrored(i, nx)] ?? 0;
    }
    for (const j of [-1, ny, ny + 1]) {
      const from = paddedAt(dims, [-1, mirrored(j, ny), k]);
      c.copyWithin(paddedAt(dims, [-1, j, k]), from, from + width);
    }
  }
  for (const k of [-1, nz, nz + 1]) {
    const from = (mirrored(k, nz) + 1) * plane;
    c.copyWithin((k + 1) * plane, from, from + plane);
  }
}

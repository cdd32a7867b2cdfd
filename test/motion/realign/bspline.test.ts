import { describe, expect, it } from 'vitest';
import { splineAlong, splineAt, splineCoefficients } from '../../../src/motion/realign/bspline.js';

type Triple = readonly [number, number, number];

/** Values that no polynomial gives, the same every time. */
function wild(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, n) => 500 + 400 * Math.sin(n * n * 0.37 + n));
}

function rendered(dims: Triple, of: (i: number, j: number, k: number) => number): Float32Array {
  const [nx, ny, nz] = dims;
  return Float32Array.from({ length: nx * ny * nz }, (_, n) =>
    of(n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))),
  );
}

describe('a cubic B-spline', () => {
  it.each<Triple>([
    [7, 6, 5],
    [40, 3, 33],
    [2, 9, 1],
    [1, 1, 4],
    [1, 1, 1],
  ])('goes through every voxel of a volume of %i × %i × %i', (...dims) => {
    const values = wild(dims[0] * dims[1] * dims[2]);
    const coefficients = splineCoefficients(values, dims);
    for (const [n, value] of values.entries()) {
      const at = [
        n % dims[0],
        Math.floor(n / dims[0]) % dims[1],
        Math.floor(n / (dims[0] * dims[1])),
      ] as const;
      expect(Math.abs(splineAt(coefficients, dims, at) - value)).toBeLessThan(2e-3);
    }
  });

  it('is a constant between the voxels of a constant', () => {
    const dims = [6, 5, 4] as const;
    const coefficients = splineCoefficients(new Float32Array(120).fill(42), dims);
    expect(splineAt(coefficients, dims, [2.3, 0.1, 2.9])).toBeCloseTo(42, 4);
  });

  it('meets a smooth function between the voxels, far from the borders', () => {
    const dims = [32, 30, 28] as const;
    const wave = (i: number, j: number, k: number): number =>
      100 * Math.sin(0.3 * i + 1) * Math.cos(0.25 * j) * Math.sin(0.35 * k + 0.4);
    const coefficients = splineCoefficients(rendered(dims, wave), dims);
    for (const at of [
      [15.5, 14.5, 13.5],
      [14.2, 16.7, 12.1],
      [17.9, 12.3, 15.6],
    ] as const) {
      // The error of a cubic spline is of the fourth order: (0.35)⁴ / 384 of the amplitude and less.
      expect(Math.abs(splineAt(coefficients, dims, at) - wave(at[0], at[1], at[2]))).toBeLessThan(0.01);
    }
  });

  it('is mirrored at the borders: its slope is 0 there', () => {
    const dims = [9, 9, 9] as const;
    const coefficients = splineCoefficients(wild(729), dims);
    const [border, near] = [0, 1e-3].map((x) => splineAt(coefficients, dims, [x, 4, 4]));
    expect(Math.abs((near ?? 0) - (border ?? 0))).toBeLessThan(5e-3);
  });

  it('leaves what it was made from as it was', () => {
    const values = wild(60);
    const before = values.slice();
    splineCoefficients(values, [3, 4, 5]);
    expect(values).toEqual(before);
  });

  it('has no value outside the volume, but at 1e-6 of a voxel beyond the border', () => {
    const dims = [5, 6, 7] as const;
    const coefficients = splineCoefficients(wild(210), dims);
    for (const at of [
      [-0.001, 2, 2],
      [4.001, 2, 2],
      [2, -1, 2],
      [2, 5.01, 2],
      [2, 2, -1e-5],
      [2, 2, 6.5],
      [Number.NaN, 2, 2],
    ] as const) {
      expect(splineAt(coefficients, dims, at)).toBeNaN();
    }
    expect(splineAt(coefficients, dims, [4 + 9e-7, 5 + 9e-7, -9e-7])).not.toBeNaN();
  });
});

describe('a spline along a line', () => {
  const dims = [12, 11, 10] as const;
  const coefficients = splineCoefficients(wild(1320), dims);

  it('gives what single points give', () => {
    const [from, step] = [[0.4, 9.7, 1.2] as const, [0.9, -0.8, 0.6] as const];
    const out = new Float32Array(16);
    splineAlong(coefficients, dims, { from, step }, out);
    const single = Array.from(out, (_, n) =>
      splineAt(coefficients, dims, [from[0] + n * step[0], from[1] + n * step[1], from[2] + n * step[2]]),
    );
    expect([...out]).toEqual(single);
    expect(single.some(Number.isNaN)).toBe(true);
    expect(single.some(Number.isFinite)).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { depthMm, type Lattice } from '../../../src/report/plots/distance-transform.js';

/** Each voxel against each, and against a layer around the field. */
function slowly(inside: Uint8Array, { dims, stepMm }: Lattice): number[] {
  const [nx, ny, nz] = dims;
  const outside: number[][] = [];
  for (let k = -1; k <= nz; k++) {
    for (let j = -1; j <= ny; j++) {
      for (let i = -1; i <= nx; i++) {
        const within = i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz;
        if (!within || !inside[i + nx * (j + ny * k)]) outside.push([i, j, k]);
      }
    }
  }
  return Array.from(inside, (_, voxel) => {
    const at = [voxel % nx, Math.floor(voxel / nx) % ny, Math.floor(voxel / (nx * ny))];
    return Math.min(
      ...outside.map((other) =>
        Math.hypot(...stepMm.map((step, a) => step * ((at[a] ?? 0) - (other[a] ?? 0)))),
      ),
    );
  });
}

describe('the depth below a surface', () => {
  test('is the Euclidean distance to the nearest voxel outside, on any grid', () => {
    const side = fc.integer({ min: 1, max: 6 });
    const step = fc.double({ min: 0.5, max: 8, noNaN: true });
    const lattice = fc.record({ dims: fc.tuple(side, side, side), stepMm: fc.tuple(step, step, step) });
    const sample = lattice.chain((l) => {
      const length = l.dims[0] * l.dims[1] * l.dims[2];
      const voxel = fc.constantFrom(1, 1, 1, 0);
      return fc.tuple(fc.constant(l), fc.array(voxel, { minLength: length, maxLength: length }));
    });
    fc.assert(
      fc.property(sample, ([l, voxels]) => {
        const inside = Uint8Array.from(voxels);
        const expected = slowly(inside, l);
        depthMm(inside, l).forEach((depth, voxel) => {
          expect(depth).toBeCloseTo(expected[voxel] ?? -1, 9);
        });
      }),
    );
  });

  test('counts from the border of the field where all of it is inside', () => {
    const depth = depthMm(new Uint8Array(5).fill(1), { dims: [5, 1, 1], stepMm: [2, 50, 50] });
    expect([...depth]).toEqual([2, 4, 6, 4, 2]);
  });

  test('is 0 outside', () => {
    expect([...depthMm(Uint8Array.of(0, 1, 0), { dims: [3, 1, 1], stepMm: [1, 9, 9] })]).toEqual([0, 1, 0]);
  });
});

import { describe, expect, it } from 'vitest';
import { inverseAffine, voxelToVoxel } from '../../../src/motion/realign/affine.js';
import { coarseFactors, coarseGrid, coarsen } from '../../../src/motion/realign/coarse.js';
import { signalMask } from '../../../src/motion/realign/mask.js';
import { centreOf, identity, type MotionGrid, product, rigidMatrix } from '../../../src/motion/rigid.js';

/** A sheared and turned grid. */
const GRID: MotionGrid = {
  dims: [64, 48, 26],
  spacingMm: [2.5, 3, Math.hypot(0.5, 1, 3.5)],
  affine: product(
    rigidMatrix({ translationMm: [5, 6, 7], rotationDeg: [10, -20, 30] }, [0, 0, 0]),
    Float64Array.of(2.5, 0, 0.5, -80, 0, 3, 1, -70, 0, 0, 3.5, -40, 0, 0, 0, 1),
  ),
};

function differs(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, n) => Math.abs(value - (b[n] ?? Number.NaN))));
}

describe('the inverse of an affine', () => {
  it('takes patient coordinates back to voxels, sheared grids too', () => {
    expect(differs(product(inverseAffine(GRID.affine), GRID.affine), identity())).toBeLessThan(1e-12);
    expect(differs(product(GRID.affine, inverseAffine(GRID.affine)), identity())).toBeLessThan(1e-12);
  });

  it('is no number where the grid is flat', () => {
    const flat = GRID.affine.slice();
    for (const row of [0, 4, 8]) flat[row + 2] = 0;
    expect(inverseAffine(flat)[0]).toBeNaN();
  });

  it('joins two grids and a movement: a voxel keeps its index where its grid moved along', () => {
    const moved = rigidMatrix({ translationMm: [1, 2, 3], rotationDeg: [4, 5, 6] }, [7, 8, 9]);
    const to = product(moved, GRID.affine);
    expect(differs(voxelToVoxel({ from: GRID.affine, moved, to }), identity())).toBeLessThan(1e-12);
  });
});

describe('a coarser grid', () => {
  const factors = coarseFactors(GRID);
  const coarse = coarseGrid(GRID, factors);

  it('has voxels of about 7 mm', () => {
    expect(factors).toEqual([3, 2, 2]);
    expect(coarse.dims).toEqual([21, 24, 13]);
    for (const mm of coarse.spacingMm) expect(Math.abs(mm - 7)).toBeLessThan(2.5);
  });

  it('lies where its voxels lay: the centre of the first is that of its block', () => {
    // The middle of voxels (0, 0, 0) to (2, 1, 1).
    const expected = [0, 4, 8].map(
      (row) =>
        (GRID.affine[row] ?? 0) * 1 +
        (GRID.affine[row + 1] ?? 0) * 0.5 +
        (GRID.affine[row + 2] ?? 0) * 0.5 +
        (GRID.affine[row + 3] ?? 0),
    );
    expect(
      differs([coarse.affine[3] ?? 0, coarse.affine[7] ?? 0, coarse.affine[11] ?? 0], expected),
    ).toBeLessThan(1e-9);
  });

  it('keeps the centre where the blocks fill the grid', () => {
    const even: MotionGrid = { ...GRID, dims: [63, 48, 26] };
    expect(differs(centreOf(coarseGrid(even, factors)), centreOf(even))).toBeLessThan(1e-9);
  });

  it('keeps at least eight voxels along an axis, and a short axis as it is', () => {
    expect(coarseFactors({ ...GRID, dims: [64, 48, 9], spacingMm: [1, 1, 1] })).toEqual([7, 6, 1]);
    expect(coarseFactors({ ...GRID, dims: [64, 48, 5], spacingMm: [9, 9, 20] })).toEqual([1, 1, 1]);
  });

  it('holds the means of its blocks', () => {
    const [nx, ny] = GRID.dims;
    const values = Float32Array.from(
      { length: 64 * 48 * 26 },
      (_, n) => (n % nx) + 10 * (Math.floor(n / nx) % ny) + 1000 * Math.floor(n / (nx * ny)),
    );
    const means = coarsen(values, { dims: GRID.dims, to: coarse, factors });
    expect(means).toHaveLength(21 * 24 * 13);
    expect(means[0]).toBeCloseTo(1 + 5 + 500, 3);
    expect(means[1]).toBeCloseTo(4 + 5 + 500, 3);
    expect(means[21]).toBeCloseTo(1 + 25 + 500, 3);
    expect(means[21 * 24]).toBeCloseTo(1 + 5 + 2500, 2);
  });
});

describe('the mask of signal', () => {
  it('holds what reaches 10 % of the 98th percentile, whatever a few bright voxels say', () => {
    const values = Float32Array.from({ length: 1000 }, (_, n) => (n < 400 ? 50 : 1000));
    values.fill(9000, 990);
    values.fill(99, 0, 50);
    values.fill(110, 50, 60);
    const { mask, voxels } = signalMask(values);
    expect(voxels).toBe(610);
    expect([mask[0], mask[55], mask[100], mask[500]]).toEqual([0, 1, 0, 1]);
  });

  it('is empty where nothing is above 0', () => {
    expect(signalMask(new Float32Array(99)).voxels).toBe(0);
    expect(signalMask(new Float32Array(99).fill(-4)).voxels).toBe(0);
    expect(signalMask(Float32Array.from({ length: 99 }, (_, n) => -n)).voxels).toBe(0);
  });
});

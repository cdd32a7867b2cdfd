import { describe, expect, it } from 'vitest';
import { random } from '../../../fixtures/random.js';
import { rowSums } from '../../../src/measure/intensity/row-sums.js';
import { type Sphere, sphereOf } from '../../../src/measure/intensity/sphere.js';
import { straight } from './regions.js';

const DIMS = [7, 6, 5] as const;
const { integer } = random('row-sums');
const VALUES = Float32Array.from({ length: 210 }, () => integer(100));
const SPHERE = sphereOf({ affine: straight([1, 1, 1]), dims: DIMS }, 2.3) as Sphere;

/** The sum over a sphere, voxel by voxel. */
function slowSum(values: ArrayLike<number>, [i, j, k]: readonly [number, number, number]): number {
  let sum = 0;
  for (const { dj, dk, from, to } of SPHERE.runs)
    for (let di = from; di <= to; di++) {
      const [x, y, z] = [i + di, j + dj, k + dk];
      if (x < 0 || y < 0 || z < 0 || x >= DIMS[0] || y >= DIMS[1] || z >= DIMS[2]) continue;
      const value = values[(z * DIMS[1] + y) * DIMS[0] + x] ?? 0;
      if (Number.isFinite(value)) sum += value;
    }
  return sum;
}

describe('rowSums', () => {
  it('has the sum over a sphere around every voxel, those at the edge too', () => {
    const sums = rowSums({ values: VALUES, dims: DIMS }, { origin: [0, 0, 0], size: DIMS }, SPHERE);
    for (let k = 0; k < DIMS[2]; k++) {
      sums.moveTo(k);
      for (let j = 0; j < DIMS[1]; j++)
        for (let i = 0; i < DIMS[0]; i++)
          expect(sums.sphereSum(i, j), `${i} ${j} ${k}`).toBe(slowSum(VALUES, [i, j, k]));
    }
    expect(sums.sawGap()).toBe(false);
  });

  it('counts within its box, and may move back', () => {
    const box = { origin: [3, 2, 1], size: [3, 2, 4] } as const;
    const sums = rowSums({ values: VALUES, dims: DIMS }, box, SPHERE);
    for (const k of [4, 1, 3]) {
      sums.moveTo(k);
      expect(sums.sphereSum(2, 1)).toBe(slowSum(VALUES, [5, 3, k]));
    }
  });

  it('takes what is no number for 0, and says that it saw it', () => {
    const values = VALUES.slice();
    values[0] = Number.NaN;
    values[4] = Number.POSITIVE_INFINITY;
    const sums = rowSums({ values, dims: DIMS }, { origin: [0, 0, 0], size: DIMS }, SPHERE);
    sums.moveTo(1);
    expect(sums.sphereSum(2, 1)).toBe(slowSum(values, [2, 1, 1]));
    expect(sums.sawGap()).toBe(true);
  });
});

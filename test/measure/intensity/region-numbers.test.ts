import { describe, expect, it } from 'vitest';
import { regionNumbers } from '../../../src/measure/intensity/region-numbers.js';
import { ofRegion, regionWhere } from './regions.js';

const GRID = { dims: [4, 3, 2] } as const;
const VALUES = Float32Array.from({ length: 24 }, (_, at) => at);

function numbers(isInside: (i: number, j: number, k: number) => boolean, factor = 1): number[] {
  const found = regionNumbers(ofRegion(regionWhere(GRID, isInside), VALUES, { factor }));
  return 'values' in found ? [...found.values] : [];
}

describe('regionNumbers', () => {
  it('has the values of the voxels inside, wherever their box lies', () => {
    expect(numbers(() => true)).toEqual([...VALUES]);
    expect(numbers((i, j, k) => i === 2 && j === 1 && k === 1)).toEqual([18]);
    expect(numbers((i, j) => i + j === 2)).toEqual([2, 5, 8, 14, 17, 20]);
  });

  it('multiplies in double precision', () => {
    expect(numbers((i, j, k) => i === 3 && j === 0 && k === 0, 0.1)).toEqual([3 * 0.1]);
  });

  it('does not mind what lies outside the region', () => {
    const values = VALUES.slice();
    values[0] = Number.NaN;
    const region = regionWhere(GRID, (i) => i > 0);
    const found = regionNumbers(ofRegion(region, values));
    expect('values' in found && found.values).toHaveLength(18);
  });

  it('has no numbers of a region that miscounts its voxels', () => {
    const region = regionWhere(GRID, () => true);
    for (const voxelCount of [23, 25]) {
      const found = regionNumbers(ofRegion({ ...region, voxelCount }, VALUES));
      expect(found).toEqual({ why: 'the region does not have the voxels that it counts' });
    }
  });

  it('has no numbers of a value that overflows', () => {
    const region = regionWhere(GRID, () => true);
    const found = regionNumbers(ofRegion(region, VALUES, { factor: 1e308 }));
    expect(found).toEqual({ why: '22 of 24 voxels of the region have no value' });
  });
});

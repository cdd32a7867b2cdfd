import { expect, it } from 'vitest';
import { rowEndsOf } from '../../../src/measure/solid/row-ends.js';
import { randomRegion, regionOf } from './regions.js';

it('finds the first and last voxel of each row, gaps or not', () => {
  const region = regionOf([5, 2, 2], (i, j, k) => j === k && (i === 1 || i === 3));
  const { first, last, voxelCount, sliceCounts, meanIndex } = rowEndsOf(region);
  expect([...first]).toEqual([1, -1, -1, 1]);
  expect([...last]).toEqual([3, -1, -1, 3]);
  expect(voxelCount).toBe(4);
  expect([...sliceCounts]).toEqual([2, 2]);
  expect(meanIndex).toEqual([2, 0.5, 0.5]);
});

it('counts from where the box lies in the grid', () => {
  const region = { ...regionOf([3, 3, 3], () => true), origin: [10, 20, 30] as const };
  expect(rowEndsOf(region).meanIndex).toEqual([11, 21, 31]);
});

it('has no mean of no voxels', () => {
  const { voxelCount, meanIndex } = rowEndsOf(regionOf([2, 2, 2], () => false));
  expect(voxelCount).toBe(0);
  expect(meanIndex.every(Number.isNaN)).toBe(true);
});

it('counts every voxel of any region', () => {
  for (let seed = 0; seed < 20; seed++) {
    const region = randomRegion(`rows ${seed}`);
    expect(rowEndsOf(region).voxelCount).toBe(region.voxelCount);
  }
});

import { expect, it } from 'vitest';
import { pixelAreaMm2, stepsOf, voxelVolumeMm3 } from '../../../src/measure/solid/index-space.js';
import { affineOf, regionOf, SHEARED } from './regions.js';

it('reads the steps from the columns of the affine', () => {
  expect(stepsOf(regionOf([1, 1, 1], () => true, SHEARED).grid)).toEqual([
    [0.6, 0.35, 0.1],
    [-0.4, 0.75, -0.05],
    [0.1, 0.5, 2.4],
  ]);
});

it('measures a voxel and a pixel', () => {
  const steps = stepsOf(regionOf([1, 1, 1], () => true, affineOf([0.5, 0.8, -3])).grid);
  expect(voxelVolumeMm3(steps)).toBeCloseTo(1.2, 12);
  expect(pixelAreaMm2(steps)).toBeCloseTo(0.4, 12);
});

it('has no step of slices where their distance is not known', () => {
  const { grid } = regionOf([1, 1, 1], () => true);
  for (const distance of [Number.NaN, 0, -2, Number.POSITIVE_INFINITY]) {
    expect(stepsOf({ ...grid, spacingMm: [1, 1, distance] })[2].every(Number.isNaN)).toBe(true);
  }
});

import { expect, it } from 'vitest';
import { parseContourData } from '../../../src/measure/rtstruct/contour-data.js';
import { roiRegion } from '../../../src/measure/rtstruct/roi-region.js';
import { blob, leaningGrid, onGrid, roiOf } from './rois.js';

it('400 contours of 1,000 points are voxels of a 512 × 512 × 400 image', () => {
  const grid = leaningGrid([512, 512, 400]);
  const points = blob([256, 250], 200, { count: 1000, wobble: 0.15 });
  const roi = roiOf(Array.from({ length: 400 }, (_, k) => onGrid(grid, k, points)));
  const { region, problems } = roiRegion(roi, grid);
  expect(problems).toEqual([]);
  // Area of r = 200 (1 + 0.15 sin 5φ): π 200² (1 + 0.15² / 2), in each of the slices.
  const expected = Math.PI * 200 ** 2 * (1 + 0.15 ** 2 / 2);
  expect(Math.abs(region.voxelCount / 400 / expected - 1)).toBeLessThan(1e-3);
});

it('a million points are read', () => {
  const text = Array.from({ length: 3e6 }, (_, n) => ((n % 9973) * 0.37 - 1800).toFixed(3)).join('\\');
  const points = parseContourData(text);
  expect(points?.length).toBe(3e6);
  expect(points?.[9972]).toBe(Number((9972 * 0.37 - 1800).toFixed(3)));
});

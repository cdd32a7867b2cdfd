import { expect, it } from 'vitest';
import { fitsGrid } from '../../../src/measure/rtstruct/choose-grid.js';
import { blob, contourOf, leaningGrid, onGrid, plainGrid, rectangle, roiOf } from './rois.js';

const grid = leaningGrid([30, 30, 6]);
const points = blob([14, 15], 7);

it('a ROI fits the grid whose planes all its closed contours lie on', () => {
  const roi = roiOf([1, 2, 3].map((k) => onGrid(grid, k, points)));
  expect(fitsGrid(roi, grid)).toEqual({ fits: true, on: 3, off: 0 });
  expect(fitsGrid(roi, plainGrid([200, 200, 200]))).toEqual({ fits: false, on: 0, off: 3 });
});

it('contours between planes, beyond the stack and beyond the pixels do not fit', () => {
  const off = [
    onGrid(grid, 2.4, points),
    onGrid(grid, 6, points),
    onGrid(grid, 2, rectangle([-4, 3], [9, 9])),
  ];
  const roi = roiOf([onGrid(grid, 1, points), ...off]);
  expect(fitsGrid(roi, grid)).toEqual({ fits: false, on: 1, off: 3 });
});

it('lines, points and contours of two points do not count', () => {
  const roi = roiOf([
    onGrid(grid, 1, points),
    onGrid(grid, 2.5, points, 'OPEN_PLANAR'),
    contourOf([[0, 0, 0]], 'POINT'),
    onGrid(grid, 2.5, points.slice(0, 2)),
  ]);
  expect(fitsGrid(roi, grid)).toEqual({ fits: true, on: 1, off: 0 });
});

it('a ROI without closed contours fits no grid, and nothing fits a flat one', () => {
  expect(fitsGrid(roiOf([]), grid)).toEqual({ fits: false, on: 0, off: 0 });
  const flat = { ...grid, affine: new Float64Array(16) };
  expect(fitsGrid(roiOf([onGrid(grid, 1, points)]), flat)).toEqual({ fits: false, on: 0, off: 1 });
});

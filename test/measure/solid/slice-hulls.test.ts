import { expect, it } from 'vitest';
import { rowEndsOf } from '../../../src/measure/solid/row-ends.js';
import { sliceHulls } from '../../../src/measure/solid/slice-hulls.js';
import { randomRegion, regionOf } from './regions.js';

const hullsOf = (region: ReturnType<typeof regionOf>) => sliceHulls(region, rowEndsOf(region));

function cornersOf(region: ReturnType<typeof regionOf>, slice: number): string[] {
  const { columns, rows, slices, starts } = hullsOf(region);
  const corners = new Set<string>();
  for (let at = starts[slice]!; at < starts[slice + 1]!; at++) {
    expect(slices[at]).toBe(slice);
    corners.add(`${columns[at]},${rows[at]}`);
  }
  return [...corners].sort();
}

it('keeps the four corners of a rectangle and nothing of its sides', () => {
  const region = regionOf([6, 5, 2], (i, j, k) => k === 1 && i > 0 && j > 1);
  expect(cornersOf(region, 0)).toEqual([]);
  expect(cornersOf(region, 1)).toEqual(['1,2', '1,4', '5,2', '5,4']);
});

it('passes over hollows and rows without voxels', () => {
  const region = regionOf([5, 5, 1], (i, j) => j !== 2 && (i === j || i === 4 - j));
  expect(cornersOf(region, 0)).toEqual(['0,0', '0,4', '4,0', '4,4']);
});

it('holds an end of the slice in every direction', () => {
  for (let seed = 0; seed < 40; seed++) {
    const region = randomRegion(`hull ${seed}`);
    const [columns, rows, slices] = region.size;
    for (let slice = 0; slice < slices; slice++) {
      const corners = cornersOf(region, slice).map((text) => text.split(',').map(Number));
      for (let angle = 0; angle < 12; angle++) {
        const along = (i: number, j: number): number => i * Math.cos(angle) + j * Math.sin(angle);
        let most = Number.NEGATIVE_INFINITY;
        for (let at = 0; at < columns * rows; at++) {
          if (region.inside[slice * columns * rows + at] === 1) {
            most = Math.max(most, along(at % columns, Math.floor(at / columns)));
          }
        }
        expect(Math.max(...corners.map(([i, j]) => along(i!, j!)))).toBeCloseTo(most, 12);
      }
    }
  }
});

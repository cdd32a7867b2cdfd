import { expect, it } from 'vitest';
import { sliceOutline } from '../../../src/measure/solid/slice-outline.js';
import { randomRegion, regionOf } from './regions.js';

/** Area to the left of all segments, in voxels: the shoelace formula over half voxels. */
function areaOf(outline: Int32Array): number {
  let twice = 0;
  for (let at = 0; at < outline.length; at += 4) {
    const [x0, y0, x1, y1] = outline.subarray(at, at + 4) as unknown as [number, number, number, number];
    twice += x0 * y1 - x1 * y0;
  }
  return Math.abs(twice) / 8;
}

it('draws a rhombus around one voxel', () => {
  const outline = sliceOutline(
    regionOf([3, 3, 2], (i, j, k) => i === 1 && j === 1 && k === 1),
    1,
  );
  expect(outline).toHaveLength(16);
  expect(areaOf(outline)).toBeCloseTo(1 / 2, 12);
  const corners = new Set<string>();
  for (let at = 0; at < outline.length; at += 2) corners.add(`${outline[at]},${outline[at + 1]}`);
  expect([...corners].sort()).toEqual(['1,2', '2,1', '2,3', '3,2']);
});

it('cuts the four corners off a rectangle that fills the grid', () => {
  const outline = sliceOutline(
    regionOf([4, 3, 1], () => true),
    0,
  );
  expect(areaOf(outline)).toBeCloseTo(4 * 3 - 4 / 8, 12);
});

it('keeps voxels apart that touch by a corner', () => {
  for (const isRising of [true, false]) {
    const outline = sliceOutline(
      regionOf([2, 2, 1], (i, j) => (i === j) === isRising),
      0,
    );
    expect(areaOf(outline)).toBeCloseTo(1, 12);
    expect(outline).toHaveLength(32);
  }
});

it('is closed: every corner ends two segments, of which one begins there', () => {
  for (let seed = 0; seed < 60; seed++) {
    const region = randomRegion(`outline ${seed}`, undefined, 9);
    const outline = sliceOutline(region, 0);
    const [begins, ends] = [new Map<string, number>(), new Map<string, number>()];
    for (let at = 0; at < outline.length; at += 4) {
      const [from, to] = [`${outline[at]},${outline[at + 1]}`, `${outline[at + 2]},${outline[at + 3]}`];
      begins.set(from, (begins.get(from) ?? 0) + 1);
      ends.set(to, (ends.get(to) ?? 0) + 1);
    }
    expect(begins).toEqual(new Map([...begins.keys()].map((key) => [key, 1])));
    expect([...ends.keys()].sort()).toEqual([...begins.keys()].sort());
    // Corners lie halfway between an inside and an outside voxel: one coordinate is odd.
    for (const corner of begins.keys()) {
      const [x, y] = corner.split(',').map(Number);
      expect((Math.abs(x!) % 2) + (Math.abs(y!) % 2)).toBe(1);
    }
  }
});

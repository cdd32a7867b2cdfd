import { expect, it } from 'vitest';
import { maximumDiameterMm } from '../../../src/measure/solid/farthest-pair.js';
import { stepsOf } from '../../../src/measure/solid/index-space.js';
import { rowEndsOf } from '../../../src/measure/solid/row-ends.js';
import { sliceHulls } from '../../../src/measure/solid/slice-hulls.js';
import {
  affineOf,
  ellipsoid,
  farthest,
  flipped,
  ibsiPhantom,
  meshVertices,
  randomRegion,
  regionOf,
  SHEARED,
} from './regions.js';

const diameterOf = (region: ReturnType<typeof regionOf>): number =>
  maximumDiameterMm(sliceHulls(region, rowEndsOf(region)), stepsOf(region.grid));

it('meets what IBSI publishes for the digital phantom', () => {
  expect(Math.abs(diameterOf(ibsiPhantom()) - 13.1)).toBeLessThanOrEqual(0.1);
  expect(diameterOf(ibsiPhantom())).toBeCloseTo(farthest(meshVertices(ibsiPhantom())), 12);
});

it('is the longest side of one voxel', () => {
  expect(diameterOf(regionOf([1, 1, 1], () => true, affineOf([0.5, 0.7, 3])))).toBeCloseTo(3, 12);
});

it('is 0 of no voxels', () => {
  expect(diameterOf(regionOf([2, 2, 2], () => false))).toBe(0);
});

it('joins a corner of a box with the one across, half a voxel beyond its centre along one axis', () => {
  const diameter = diameterOf(regionOf([5, 3, 4], () => true, affineOf([1, 2, 3])));
  expect(diameter).toBeCloseTo(Math.max(Math.hypot(5, 4, 9), Math.hypot(4, 6, 9), Math.hypot(4, 4, 12)), 12);
});

it('meets the diameter of balls within a voxel', () => {
  for (const radius of [3, 7.3, 15]) {
    const diameter = diameterOf(ellipsoid([radius, radius, radius], [0.8, 0.8, 1]));
    expect(Math.abs(diameter - 2 * radius)).toBeLessThanOrEqual(1 + 1e-9);
  }
});

it('is exact: as long as the longest of all pairs of vertices of the mesh, in straight and sheared grids', () => {
  for (let seed = 0; seed < 60; seed++) {
    for (const affine of [affineOf([0.7, 0.7, 2.5]), SHEARED]) {
      const region = randomRegion(`pair ${seed}`, affine, 6);
      expect(diameterOf(region)).toBeCloseTo(farthest(meshVertices(region)), 10);
    }
  }
});

it('is exact where corners fill many cells', () => {
  const grid = affineOf([0.8, 0.8, 0.8]);
  const bumpy = regionOf(
    [32, 32, 32],
    (i, j, k) => {
      const [x, y, z] = [i - 15.5, j - 15.5, k - 15.5];
      return x * x + y * y + z * z < (13 + 2 * Math.sin(x / 3 + 1) * Math.cos(y / 4) + Math.sin(z)) ** 2;
    },
    grid,
  );
  const hulls = sliceHulls(bumpy, rowEndsOf(bumpy));
  expect(hulls.columns.length).toBeGreaterThan(300);
  const diameter = diameterOf(bumpy);
  // All vertices that lie far enough out to matter.
  const vertices = meshVertices(bumpy).filter(
    ([x, y, z]) => Math.hypot(x - 12.4, y - 12.4, z - 12.4) > diameter / 2 - 1.5,
  );
  expect(diameter).toBeGreaterThanOrEqual(farthest(vertices) - 1e-9);
  const exhaustive = maximumDiameterMm(everyVoxel(bumpy), stepsOf(bumpy.grid));
  expect(diameter).toBeCloseTo(exhaustive, 10);
});

it('gives a body and its mirror image the same', () => {
  for (let seed = 0; seed < 20; seed++) {
    const region = randomRegion(`flip ${seed}`, affineOf([0.6, 0.9, 2.5]), 9);
    for (const axis of [0, 1, 2] as const) {
      expect(diameterOf(flipped(region, axis))).toBeCloseTo(diameterOf(region), 10);
    }
  }
});

/** All voxels instead of the corners of hulls. */
function everyVoxel({ size: [columns, rows], inside }: ReturnType<typeof regionOf>) {
  const at = [...inside.keys()].filter((index) => inside[index] === 1);
  return {
    columns: Int32Array.from(at, (index) => index % columns),
    rows: Int32Array.from(at, (index) => Math.floor(index / columns) % rows),
    slices: Int32Array.from(at, (index) => Math.floor(index / columns / rows)),
    starts: new Int32Array(0),
  };
}

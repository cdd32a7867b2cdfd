import { expect, it } from 'vitest';
import { axialDiameters } from '../../../src/measure/solid/axial-diameters.js';
import { stepsOf } from '../../../src/measure/solid/index-space.js';
import { rowEndsOf } from '../../../src/measure/solid/row-ends.js';
import { sliceHulls } from '../../../src/measure/solid/slice-hulls.js';
import {
  affineOf,
  ellipsoid,
  farthest,
  flipped,
  isInsideAt,
  meshVertices,
  randomRegion,
  regionOf,
  SHEARED,
} from './regions.js';

type Region = ReturnType<typeof regionOf>;

function diametersOf(region: Region) {
  const rows = rowEndsOf(region);
  return axialDiameters(
    region,
    { hulls: sliceHulls(region, rows), sliceCounts: rows.sliceCounts },
    stepsOf(region.grid),
  );
}

function sliceAlone(region: Region, slice: number): Region {
  return regionOf(
    [region.size[0], region.size[1], 1],
    (i, j) => isInsideAt(region, [i, j, slice]),
    region.grid.affine,
  );
}

it('measures one voxel from side to side, both ways', () => {
  const { maximumMm, perpendicularMm } = diametersOf(
    regionOf([1, 1, 1], () => true, affineOf([0.5, 0.8, 5])),
  );
  expect(maximumMm).toBeCloseTo(0.8, 12);
  expect(perpendicularMm).toBeCloseTo(0.5, 12);
});

it('meets long and short axis of an ellipse within a voxel, in the largest slice', () => {
  const { maximumMm, perpendicularMm } = diametersOf(ellipsoid([16, 9, 30], [0.7, 0.7, 3]));
  expect(Math.abs(maximumMm - 32)).toBeLessThan(0.7);
  expect(Math.abs(perpendicularMm - 18)).toBeLessThan(0.7);
});

it('measures a bar from the middle of one end to a corner of the other', () => {
  const { maximumMm, perpendicularMm } = diametersOf(regionOf([21, 3, 2], () => true));
  expect(maximumMm).toBeCloseTo(Math.hypot(21, 2), 12);
  // At right angles to that line: from side to side, by the cosine of its slope.
  expect(perpendicularMm).toBeCloseTo((3 * Math.hypot(21, 2)) / 21, 10);
});

it('keeps the perpendicular chord within a concave outline', () => {
  // A ring of one voxel around a square.
  const ring = diametersOf(regionOf([21, 5, 1], (i, j) => i === 0 || i === 20 || j === 0 || j === 4));
  expect(ring.maximumMm).toBeCloseTo(Math.hypot(21, 4), 12);
  const solid = diametersOf(regionOf([21, 5, 1], () => true));
  expect(solid.maximumMm).toBeCloseTo(ring.maximumMm, 12);
  expect(ring.perpendicularMm).toBeLessThan(solid.perpendicularMm);
});

it('takes the slice with the largest diameter, and lines through slices do not count', () => {
  const region = regionOf(
    [9, 9, 8],
    (i, j, k) => (k === 5 ? j === 4 : i === 4 && j === 4),
    affineOf([1, 1, 9]),
  );
  expect(diametersOf(region)).toEqual({ maximumMm: 9, perpendicularMm: 1 });
});

it('is exact: as long as the longest pair of vertices of the outline of any slice, in straight and sheared grids', () => {
  for (let seed = 0; seed < 60; seed++) {
    for (const affine of [affineOf([0.7, 0.9, 2.5]), SHEARED]) {
      const region = randomRegion(`axial ${seed}`, affine);
      let most = 0;
      for (let slice = 0; slice < region.size[2]; slice++) {
        most = Math.max(most, farthest(meshVertices(sliceAlone(region, slice), [0, 1])));
      }
      expect(diametersOf(region).maximumMm).toBeCloseTo(most, 10);
    }
  }
});

it('has no perpendicular longer than the diameter', () => {
  for (let seed = 0; seed < 60; seed++) {
    const { maximumMm, perpendicularMm } = diametersOf(randomRegion(`short ${seed}`, SHEARED, 9));
    expect(perpendicularMm).toBeLessThanOrEqual(maximumMm + 1e-9);
  }
});

it('gives a body and its mirror image the same, ties included', () => {
  for (let seed = 0; seed < 40; seed++) {
    const region = randomRegion(`mirror ${seed}`, affineOf([0.7, 0.7, 2]));
    for (const axis of [0, 1, 2] as const) {
      const { maximumMm, perpendicularMm } = diametersOf(flipped(region, axis));
      expect(maximumMm).toBeCloseTo(diametersOf(region).maximumMm, 10);
      expect(perpendicularMm).toBeCloseTo(diametersOf(region).perpendicularMm, 10);
    }
  }
});

it('takes of equal diameters that of the fuller slice, in either order of slices', () => {
  const bar = (j: number): boolean => j === 2;
  const full = regionOf([9, 5, 2], (i, j, k) => bar(j) || (k === 1 && i === 4));
  for (const region of [full, flipped(full, 2)]) {
    expect(diametersOf(region)).toEqual({ maximumMm: 9, perpendicularMm: 5 });
  }
});

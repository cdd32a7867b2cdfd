import { expect, it } from 'vitest';
import { stepsOf } from '../../../src/measure/solid/index-space.js';
import { meshFigures } from '../../../src/measure/solid/mesh-figures.js';
import { affineOf, ellipsoid, flipped, ibsiPhantom, randomRegion, regionOf, SHEARED } from './regions.js';

const figuresOf = (region: ReturnType<typeof regionOf>) => meshFigures(region, stepsOf(region.grid));

it('meets what IBSI publishes for the digital phantom', () => {
  const { volumeMm3, areaMm2 } = figuresOf(ibsiPhantom());
  expect(Math.abs(volumeMm3 - 556)).toBeLessThanOrEqual(4);
  expect(Math.abs(areaMm2 - 388)).toBeLessThanOrEqual(3);
  expect(volumeMm3).toBeCloseTo(556 + 1 / 3, 9);
  expect(areaMm2).toBeCloseTo(388.0706298811, 9);
});

it('makes an octahedron of one voxel', () => {
  const { volumeMm3, areaMm2 } = figuresOf(regionOf([1, 1, 1], () => true, affineOf([2, 2, 2])));
  expect(volumeMm3).toBeCloseTo(8 / 6, 12);
  expect(areaMm2).toBeCloseTo(4 * Math.sqrt(3), 12);
});

it('makes a bevelled box of a box, whatever the lengths of its voxels', () => {
  const [a, b, c] = [5, 3, 4];
  const [x, y, z] = [0.5, 0.8, 3];
  const { volumeMm3, areaMm2 } = figuresOf(regionOf([a, b, c], () => true, affineOf([x, y, z])));
  // The box less a bevel along its twelve edges and less its eight corners.
  expect(volumeMm3).toBeCloseTo(x * y * z * (a * b * c - (a + b + c - 3) / 2 - 5 / 6), 10);
  const faces = 2 * ((a - 1) * (b - 1) * x * y + (b - 1) * (c - 1) * y * z + (a - 1) * (c - 1) * x * z);
  const edges =
    2 * ((a - 1) * x * Math.hypot(y, z) + (b - 1) * y * Math.hypot(x, z) + (c - 1) * z * Math.hypot(x, y));
  const corners = Math.hypot(x * y, y * z, x * z);
  expect(areaMm2).toBeCloseTo(faces + edges + corners, 10);
});

it('meets the volume of balls and ellipsoids within 1 %', () => {
  for (const [half, spacing] of [
    [
      [20, 20, 20],
      [1, 1, 1],
    ],
    [
      [18, 13, 26],
      [0.7, 0.7, 1.5],
    ],
  ] as const) {
    const { volumeMm3 } = figuresOf(ellipsoid(half, spacing));
    const truth = (4 / 3) * Math.PI * half[0] * half[1] * half[2];
    expect(Math.abs(volumeMm3 / truth - 1)).toBeLessThan(0.01);
  }
});

it('overestimates the surface of a ball by what a mesh of a mask does, 5 % to 10 %', () => {
  const { areaMm2 } = figuresOf(ellipsoid([15, 15, 15], [1, 1, 1]));
  expect(areaMm2 / (4 * Math.PI * 15 ** 2)).toBeGreaterThan(1.05);
  expect(areaMm2 / (4 * Math.PI * 15 ** 2)).toBeLessThan(1.1);
});

it('scales the volume by the voxel in a grid that is turned and sheared', () => {
  const region = randomRegion('sheared');
  const sheared = { ...region, grid: { ...region.grid, affine: SHEARED } };
  const [a, b, c, , d, e, f, , g, h, i] = SHEARED as unknown as number[];
  const det = a! * (e! * i! - f! * h!) - b! * (d! * i! - f! * g!) + c! * (d! * h! - e! * g!);
  expect(figuresOf(sheared).volumeMm3).toBeCloseTo(figuresOf(region).volumeMm3 * Math.abs(det), 10);
});

it('keeps volume and area in a grid that is only turned or handed the other way', () => {
  const region = { ...randomRegion('turned'), origin: [3, 4, 5] as const };
  const [cos, sin] = [Math.cos(0.3), Math.sin(0.3)];
  const spaced = { ...region, grid: { ...region.grid, affine: affineOf([0.7, 0.9, 3]) } };
  const affine = Float64Array.of(
    ...[0.7 * cos, 0.9 * sin, 0, 9],
    ...[0.7 * sin, -0.9 * cos, 0, 9],
    ...[0, 0, 3, 9],
    ...[0, 0, 0, 1],
  );
  const turned = { ...region, grid: { ...region.grid, affine } };
  expect(figuresOf(turned).volumeMm3).toBeCloseTo(figuresOf(spaced).volumeMm3, 9);
  expect(figuresOf(turned).areaMm2).toBeCloseTo(figuresOf(spaced).areaMm2, 9);
});

it('gives a body and its mirror image the same, in grids of three lengths', () => {
  for (let seed = 0; seed < 30; seed++) {
    const region = randomRegion(`mirror ${seed}`, affineOf([0.6, 0.9, 2.5]));
    const { volumeMm3, areaMm2 } = figuresOf(region);
    for (const axis of [0, 1, 2] as const) {
      const mirrored = figuresOf(flipped(region, axis));
      expect(mirrored.volumeMm3).toBeCloseTo(volumeMm3, 9);
      expect(mirrored.areaMm2).toBeCloseTo(areaMm2, 9);
    }
  }
});

it('adds up bodies that do not touch, and does not change with the box around them', () => {
  const one = figuresOf(regionOf([2, 2, 2], () => true));
  const two = figuresOf(regionOf([6, 4, 4], (i, j, k) => i !== 2 && i < 5 && j < 2 && k < 2));
  expect(two.volumeMm3).toBeCloseTo(2 * one.volumeMm3, 12);
  expect(two.areaMm2).toBeCloseTo(2 * one.areaMm2, 12);
});

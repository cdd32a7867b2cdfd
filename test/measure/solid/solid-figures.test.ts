import { expect, it } from 'vitest';
import { solidFigures } from '../../../src/measure/solid/solid-figures.js';
import { affineOf, ellipsoid, ibsiPhantom, regionOf, SHEARED } from './regions.js';

type Region = ReturnType<typeof regionOf>;

const NAMES = [
  ['voxelCount', '{voxels}'],
  ['volume', 'mm3'],
  ['meshVolume', 'mm3'],
  ['surfaceArea', 'mm2'],
  ['maximum3DDiameter', 'mm'],
  ['maximumAxialDiameter', 'mm'],
  ['perpendicularAxialDiameter', 'mm'],
  ['centroidX', 'mm'],
  ['centroidY', 'mm'],
  ['centroidZ', 'mm'],
];

const valuesOf = (region: Region): Record<string, number | undefined> =>
  Object.fromEntries(solidFigures(region).map(({ name, value }) => [name, value]));

const withGrid = (region: Region, grid: Partial<Region['grid']>): Region => ({
  ...region,
  grid: { ...region.grid, ...grid },
});

it('gives every figure with its unit, in the order of the table', () => {
  const figures = solidFigures(ibsiPhantom());
  expect(figures.map(({ name, unit }) => [name, unit])).toEqual(NAMES);
  for (const { value, why } of figures) {
    expect(Number.isFinite(value)).toBe(true);
    expect(why).toBeUndefined();
  }
});

it('meets what IBSI publishes for the digital phantom', () => {
  const values = valuesOf(ibsiPhantom());
  expect(values.voxelCount).toBe(74);
  expect(values.volume).toBe(592);
  expect(Math.abs(values.meshVolume! - 556)).toBeLessThanOrEqual(4);
  expect(Math.abs(values.surfaceArea! - 388)).toBeLessThanOrEqual(3);
  expect(Math.abs(values.maximum3DDiameter! - 13.1)).toBeLessThanOrEqual(0.1);
});

it('says of an empty region that it has 0 voxels and no volume, and of the rest why not', () => {
  for (const size of [
    [0, 0, 0],
    [2, 3, 1],
  ] as const) {
    const figures = solidFigures(regionOf(size, () => false, SHEARED));
    expect(figures.map(({ name }) => name)).toEqual(NAMES.map(([name]) => name));
    expect(figures.slice(0, 2).map(({ value }) => value)).toEqual([0, 0]);
    for (const { value, why } of figures.slice(2)) {
      expect(value).toBeUndefined();
      expect(why).toBe('the region has no voxels');
    }
  }
});

it('places the centroid in the patient, by where the box lies in a sheared grid', () => {
  const region = { ...regionOf([3, 1, 5], () => true, SHEARED), origin: [10, 20, 30] as const };
  const values = valuesOf(region);
  const [i, j, k] = [11, 20, 32];
  expect(values.centroidX).toBeCloseTo(0.6 * i - 0.4 * j + 0.1 * k + 12, 10);
  expect(values.centroidY).toBeCloseTo(0.35 * i + 0.75 * j + 0.5 * k - 7, 10);
  expect(values.centroidZ).toBeCloseTo(0.1 * i - 0.05 * j + 2.4 * k + 30, 10);
});

it('meets volume and diameter of a ball', () => {
  const values = valuesOf(ellipsoid([20, 20, 20], [1, 1, 2]));
  const truth = (4 / 3) * Math.PI * 20 ** 3;
  expect(Math.abs(values.volume! / truth - 1)).toBeLessThan(0.01);
  expect(Math.abs(values.meshVolume! / truth - 1)).toBeLessThan(0.01);
  expect(Math.abs(values.maximum3DDiameter! - 40)).toBeLessThanOrEqual(2);
  expect(Math.abs(values.maximumAxialDiameter! - 40)).toBeLessThanOrEqual(1 + 1e-9);
});

it('measures within slices where nothing tells the distance of the slices', () => {
  const region = regionOf([9, 5, 1], () => true, affineOf([1, 1, 1]));
  for (const distance of [Number.NaN, 0, -1]) {
    const affine = region.grid.affine.map((value, at) => (at % 4 === 2 ? value * distance : value));
    const figures = solidFigures(withGrid(region, { affine, spacingMm: [1, 1, distance] }));
    const why = Object.fromEntries(figures.map((figure) => [figure.name, figure.why]));
    for (const name of ['volume', 'meshVolume', 'surfaceArea', 'maximum3DDiameter']) {
      expect(why[name]).toBe('nothing tells the distance of the slices');
    }
    const values = Object.fromEntries(figures.map(({ name, value }) => [name, value]));
    expect(values.voxelCount).toBe(45);
    expect(values.maximumAxialDiameter).toBeCloseTo(Math.hypot(9, 4), 12);
    expect([values.centroidX, values.centroidY, values.centroidZ]).toEqual([4, 2, 0]);
  }
});

it('does not place a centroid beyond the first slice without the distance of slices', () => {
  const region = { ...regionOf([2, 2, 2], () => true), origin: [0, 0, 3] as const };
  const values = valuesOf(withGrid(region, { spacingMm: [1, 1, Number.NaN] }));
  expect([values.centroidX, values.centroidY, values.centroidZ]).toEqual([undefined, undefined, undefined]);
  expect(values.voxelCount).toBe(8);
});

it('gives only the count where the grid is damaged', () => {
  const region = regionOf([3, 3, 3], () => true);
  for (const [at, value] of [
    [0, Number.NaN],
    [0, 0],
    [5, Number.POSITIVE_INFINITY],
    [5, 0],
  ] as const) {
    const affine = region.grid.affine.map((old, place) => (place === at ? value : old));
    const [count, ...others] = solidFigures(withGrid(region, { affine }));
    expect(count?.value).toBe(27);
    for (const figure of others) {
      expect(figure.value).toBeUndefined();
      expect(figure.why).toBe('nothing places the voxels in the patient');
    }
  }
});

it('never gives a value that is not finite, in grids of the largest and smallest numbers', () => {
  for (const size of [1e-300, 1e-120, 1e120, 1e300]) {
    const region = regionOf([3, 3, 3], () => true, affineOf([size, size, size]));
    for (const { value, why } of solidFigures(region)) {
      expect(value === undefined ? typeof why : Number.isFinite(value)).toBe(
        value === undefined ? 'string' : true,
      );
      if (value === 0) expect(why).toBeUndefined();
    }
  }
});

it('says nothing of a flat grid but the count and what lies in its slices', () => {
  const region = regionOf([3, 3, 3], () => true);
  const affine = region.grid.affine.map((value, at) =>
    at % 4 === 2 ? (region.grid.affine[at - 1] ?? 0) : value,
  );
  const values = valuesOf(withGrid(region, { affine }));
  expect(values.volume).toBeUndefined();
  expect(values.meshVolume).toBeUndefined();
  expect(values.maximum3DDiameter).toBeUndefined();
  expect(values.maximumAxialDiameter).toBeCloseTo(Math.hypot(3, 2), 12);
});

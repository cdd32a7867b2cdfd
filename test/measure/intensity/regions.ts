import { expect } from 'vitest';
import type { FigureName, Quantity, RecomputedFigure } from '../../../src/measure/figures.js';
import type { RegionValues } from '../../../src/measure/intensity/value-figures.js';
import type { VoxelRegion } from '../../../src/measure/region.js';

type Triple = readonly [number, number, number];

/** HU. */
export const HU: Quantity = {
  kind: 'modality',
  concept: { value: '112031', scheme: 'DCM', meaning: 'Attenuation Coefficient' },
  unit: "[hnsf'U]",
};

/** SUVbw. */
export const SUV: Quantity = {
  kind: 'suvbw',
  concept: { value: '126401', scheme: 'DCM', meaning: 'SUVbw' },
  unit: 'g/ml{SUVbw}',
};

/** Affine of a grid whose axes are x, y and z. */
export function straight([i, j, k]: Triple, [x, y, z]: Triple = [0, 0, 0]): Float64Array {
  return Float64Array.of(i, 0, 0, x, 0, j, 0, y, 0, 0, k, z, 0, 0, 0, 1);
}

/** A grid of cubes, or of whatever the affine says. */
export interface TestGrid {
  readonly dims: Triple;
  readonly spacingMm?: Triple;
  readonly affine?: Float64Array;
}

/** The voxels of a grid that satisfy a condition, in the smallest box around them. */
export function regionWhere(
  { dims, spacingMm = [1, 1, 1], affine = straight(spacingMm) }: TestGrid,
  isInside: (i: number, j: number, k: number) => boolean,
): VoxelRegion {
  const found: Triple[] = [];
  for (let k = 0; k < dims[2]; k++)
    for (let j = 0; j < dims[1]; j++)
      for (let i = 0; i < dims[0]; i++) if (isInside(i, j, k)) found.push([i, j, k]);
  const grid = { dims, affine, spacingMm };
  if (found.length === 0)
    return { grid, origin: [0, 0, 0], size: [0, 0, 0], inside: new Uint8Array(0), voxelCount: 0 };
  const least = (axis: 0 | 1 | 2) => found.reduce((a, at) => Math.min(a, at[axis]), Infinity);
  const most = (axis: 0 | 1 | 2) => found.reduce((a, at) => Math.max(a, at[axis]), -Infinity);
  const origin: Triple = [least(0), least(1), least(2)];
  const size: Triple = [most(0) - origin[0] + 1, most(1) - origin[1] + 1, most(2) - origin[2] + 1];
  const inside = new Uint8Array(size[0] * size[1] * size[2]);
  for (const [i, j, k] of found)
    inside[((k - origin[2]) * size[1] + j - origin[1]) * size[0] + i - origin[0]] = 1;
  return { grid, origin, size, inside, voxelCount: found.length };
}

/** Values of a region in HU, as they stand. */
export function ofRegion(
  region: VoxelRegion,
  values: Float32Array | Float64Array,
  own: Partial<RegionValues> = {},
): RegionValues {
  return { region, values, dims: region.grid.dims, quantity: HU, factor: 1, dimensions: 3, ...own };
}

/** The values of a row of voxels, all of them in the region. */
export function rowOf(...values: number[]): RegionValues {
  const region = regionWhere({ dims: [values.length, 1, 1] }, () => true);
  return ofRegion(region, Float64Array.from(values));
}

/** The figure of a name. */
export function figure(figures: readonly RecomputedFigure[], name: FigureName): RecomputedFigure {
  const found = figures.filter((one) => one.name === name);
  expect(found, name).toHaveLength(1);
  return found[0] as RecomputedFigure;
}

/** Values of the IBSI digital phantom, a slice a line, a row a word; a dot and a star lie outside the region. */
const PHANTOM = [
  ['44641', '44611', '11611', '11611'],
  ['41641', '.1311', '11*11', '11111'],
  ['14611', '11611', '11111', '11111'],
  ['14411', '14411', '144..', '144..'],
];

/** The IBSI digital phantom: 5 × 4 × 4 voxels of 2 mm, a dot 1 and the star 9. arXiv:1612.07003v11, 5.1. */
export function digitalPhantom(): RegionValues {
  const cells = PHANTOM.flatMap((slice) => slice.flatMap((row) => [...row]));
  const grid: TestGrid = { dims: [5, 4, 4], spacingMm: [2, 2, 2] };
  const region = regionWhere(grid, (i, j, k) => /\d/.test(cells[(k * 4 + j) * 5 + i] ?? ''));
  const values = cells.map((cell) => (cell === '.' ? 1 : cell === '*' ? 9 : Number(cell)));
  return ofRegion(region, Float32Array.from(values));
}

import { voxelToPatient } from '../../study/volume/grid.js';
import { type RecomputedFigure, SOLID_FIGURES, type SolidFigureName } from '../figures.js';
import type { RegionGrid, VoxelRegion } from '../region.js';
import { axialDiameters } from './axial-diameters.js';
import { maximumDiameterMm } from './farthest-pair.js';
import { pixelAreaMm2, type Steps, stepsOf, voxelVolumeMm3 } from './index-space.js';
import { meshFigures } from './mesh-figures.js';
import { type RowEnds, rowEndsOf } from './row-ends.js';
import { sliceHulls } from './slice-hulls.js';

type Name = Exclude<SolidFigureName, 'fractionSum' | 'fractionalVolume' | 'planimetricVolume'>;
/** A value for each figure, or why there is none. */
type Values = Partial<Record<Name, number | string>>;

const EMPTY = 'the region has no voxels';
const NO_SLICE_SPACING = 'nothing tells the distance of the slices';
const NO_GRID = 'nothing places the voxels in the patient';
const NOT_FINITE = 'it is too large to be a number';

/**
 * Count, volume by voxels and by mesh, surface, diameters and centroid of a region: `SOLID_FIGURES` but those of
 * fractions and contours. An empty region has 0 voxels and volume 0; what it cannot have says why. Without a distance
 * of slices there are still the count and what lies within one slice.
 */
export function solidFigures(region: VoxelRegion): RecomputedFigure[] {
  const rows = rowEndsOf(region);
  const values = rows.voxelCount === 0 ? emptyValues() : valuesOf(region, rows);
  return SOLID_FIGURES.flatMap(({ name, unit }): RecomputedFigure[] => {
    if (name === 'fractionSum' || name === 'fractionalVolume' || name === 'planimetricVolume') return [];
    const value = values[name] ?? NO_GRID;
    if (typeof value === 'string') return [{ name, unit, why: value }];
    return [Number.isFinite(value) ? { name, unit, value } : { name, unit, why: NOT_FINITE }];
  });
}

function emptyValues(): Values {
  return {
    voxelCount: 0,
    volume: 0,
    meshVolume: EMPTY,
    surfaceArea: EMPTY,
    maximum3DDiameter: EMPTY,
    maximumAxialDiameter: EMPTY,
    perpendicularAxialDiameter: EMPTY,
    centroidX: EMPTY,
    centroidY: EMPTY,
    centroidZ: EMPTY,
  };
}

function valuesOf(region: VoxelRegion, rows: RowEnds): Values {
  const steps = stepsOf(region.grid);
  const count = { voxelCount: rows.voxelCount };
  if (!isPositive(pixelAreaMm2(steps))) return count;
  const hulls = sliceHulls(region, rows);
  const { maximumMm, perpendicularMm } = axialDiameters(
    region,
    { hulls, sliceCounts: rows.sliceCounts },
    steps,
  );
  const values = {
    ...count,
    ...centroid(region.grid, rows, steps),
    maximumAxialDiameter: maximumMm,
    perpendicularAxialDiameter: perpendicularMm,
  };
  const why = whyNotSolid(region.grid, steps);
  if (why) return { ...values, volume: why, meshVolume: why, surfaceArea: why, maximum3DDiameter: why };
  const { volumeMm3, areaMm2 } = meshFigures(region, steps);
  return {
    ...values,
    volume: rows.voxelCount * voxelVolumeMm3(steps),
    meshVolume: volumeMm3,
    surfaceArea: areaMm2,
    maximum3DDiameter: maximumDiameterMm(hulls, steps),
  };
}

function whyNotSolid({ spacingMm }: RegionGrid, steps: Steps): string | undefined {
  if (isPositive(voxelVolumeMm3(steps))) return undefined;
  return isPositive(spacingMm[2]) ? NO_GRID : NO_SLICE_SPACING;
}

/** Mean of the voxel centres, patient LPS mm. In the first slice alone the distance of slices does not count. */
function centroid(grid: RegionGrid, { meanIndex }: RowEnds, steps: Steps): Values {
  const [i, j, k] = meanIndex;
  const isKnown = steps[2].every(Number.isFinite);
  if (!isKnown && k !== 0) {
    const why = isPositive(grid.spacingMm[2]) ? NO_GRID : NO_SLICE_SPACING;
    return { centroidX: why, centroidY: why, centroidZ: why };
  }
  const affine = isKnown ? grid.affine : grid.affine.map((value, at) => (at % 4 === 2 ? 0 : value));
  const [x, y, z] = voxelToPatient({ affine }, [i, j, k]);
  if (![x, y, z].every(Number.isFinite))
    return { centroidX: NO_GRID, centroidY: NO_GRID, centroidZ: NO_GRID };
  return { centroidX: x, centroidY: y, centroidZ: z };
}

function isPositive(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

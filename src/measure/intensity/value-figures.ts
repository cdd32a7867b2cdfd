import { codeKey } from '../code.js';
import {
  PET_FIGURES,
  type PetFigureName,
  type Quantity,
  type RecomputedFigure,
  VALUE_FIGURES,
  type ValueFigureName,
} from '../figures.js';
import type { VoxelRegion } from '../region.js';
import { both, type Peaks, peaks } from './peaks.js';
import { SUV_BW } from './quantities.js';
import { regionNumbers } from './region-numbers.js';
import { voxelVolumeMm3 } from './sphere.js';
import { type Figure, statistics } from './statistics.js';

/** Values of the grid that a region lies in. */
export interface RegionValues {
  /** Counts in `dims`: the region's grid is that of the values. */
  readonly region: VoxelRegion;
  /** Columns fastest; NaN where there is no value (padding, unmapped). */
  readonly values: Float32Array | Float64Array;
  readonly dims: readonly [number, number, number];
  readonly quantity: Quantity;
  /** The quantity is a value times this; above 0. */
  readonly factor: number;
  /** 2: of a plane; peaks are for volumes only. */
  readonly dimensions: 2 | 3;
}

/**
 * First-order statistics (IBSI 3.3) and peaks (IBSI 3.2: sphere of 1 cm³ by voxel centres) of a region, and for SUVbw
 * metabolic volume and total lesion glycolysis. Voxels without a value leave every figure undefined, with the reason.
 */
export function valueFigures(input: RegionValues): RecomputedFigure[] {
  const { quantity } = input;
  const found = figuresOf(input);
  const figures: RecomputedFigure[] = VALUE_FIGURES.map(({ name, unit }) =>
    recomputed({ name, unit: unitOf(unit, quantity.unit), of: quantity }, found(name)),
  );
  if (codeKey(quantity.concept) !== codeKey(SUV_BW)) return figures;
  const ofPet = petFigures(input, found('mean'));
  return [
    ...figures,
    ...PET_FIGURES.map(({ name, unit }) => recomputed({ name, unit, of: quantity }, ofPet[name])),
  ];
}

type Found = (name: ValueFigureName) => Figure;

function figuresOf(input: RegionValues): Found {
  const numbers = regionNumbers(input);
  if ('why' in numbers) return () => numbers;
  const figures = { ...statistics(numbers.values), ...peaksOf(input) };
  return (name) => figures[name];
}

function peaksOf({ region, values, factor, dimensions }: RegionValues): Peaks {
  if (dimensions === 2) return both({ why: 'a plane holds no sphere' });
  const { localPeak, globalPeak } = peaks(region, values);
  return { localPeak: scaled(localPeak, factor), globalPeak: scaled(globalPeak, factor) };
}

function scaled(figure: Figure, factor: number): Figure {
  if (typeof figure !== 'number') return figure;
  const value = figure * factor;
  return Number.isFinite(value) ? value : { why: 'the values are too large' };
}

/** Metabolic volume in mm³, and total lesion glycolysis in g: mean SUVbw (g/ml) × that volume in ml. */
function petFigures({ region, dimensions }: RegionValues, mean: Figure): Record<PetFigureName, Figure> {
  const volumeMm3 = region.voxelCount * voxelVolumeMm3(region.grid);
  const why = noVolume(dimensions, volumeMm3);
  if (why !== undefined) return { metabolicVolume: { why }, totalLesionGlycolysis: { why } };
  if (typeof mean !== 'number') return { metabolicVolume: mean, totalLesionGlycolysis: mean };
  return { metabolicVolume: volumeMm3, totalLesionGlycolysis: scaled(mean, volumeMm3 / 1000) };
}

function noVolume(dimensions: 2 | 3, volumeMm3: number): string | undefined {
  if (dimensions === 2) return 'a plane has no volume';
  return volumeMm3 > 0 && Number.isFinite(volumeMm3) ? undefined : 'the voxels have no volume';
}

function recomputed(named: Pick<RecomputedFigure, 'name' | 'unit' | 'of'>, figure: Figure): RecomputedFigure {
  return typeof figure === 'number' ? { ...named, value: figure } : { ...named, why: figure.why };
}

/** A unit in terms of that of the values. UCUM §7: an exponent belongs to a unit atom, so what is more is multiplied. */
function unitOf(term: string, unit: string): string {
  if (term === 'unit') return unit;
  if (term === '1' || unit === '1') return '1';
  return /^([A-Za-z]+|\[[^\]]+\])$/.test(unit) ? `${unit}2` : `(${unit}).(${unit})`;
}

import { voxelToPatient } from '../../../study/volume/grid.js';
import { isKnown, type Measured } from '../../image/image-volume.js';
import type { Slice2d } from '../find/find-disc.js';
import type { PhantomImage, PhantomPart, PhantomResult } from '../phantom-image.js';
import type { AdcSpec } from '../phantom-spec.js';
import { INNER } from './disc-contrast.js';
import { findVials } from './find-vials.js';
import { noiseLevel } from './noise-level.js';
import { type PlacedVial, pixelsWithin } from './settle-vials.js';
import { type Shell, shellsOf } from './shells.js';
import { largestOf, type VialAdc, vialAdc } from './vial-adc.js';

/** Figures of vials of known diffusion coefficient, images of two b-values and more. */
export type AdcFigureName = 'adcErrorPercent' | 'adcNoisePercent';

/** Air begins this far from a vial, in radii. */
const AIR_FROM = 1.5;
/** Positions of images of one set may differ by rounding, mm; their axes by less, mm a voxel. */
const SAME_PLACE_MM = 0.1;
const SAME_AXES_MM = 1e-3;
/** A slice with less signal than this share of what the brightest has is not of the phantom. */
const LEAST_SIGNAL = 0.5;

/**
 * Measures vials of known diffusion coefficient in images of two b-values and more: the vials stand across the slices
 * and are found in the images of the least b-value; directions of one b-value are averaged geometrically. What is in the
 * noise at the highest b-value has no figure, and then neither has the largest error: restrict the b-values.
 */
export function measureAdc(images: readonly PhantomImage[], spec: AdcSpec): PhantomResult {
  const [first, ...others] = images.filter(({ bValue }) => bValue !== undefined);
  if (!first) return { notFound: 'b-values', parts: [] };
  if (!others.every((other) => isSameGrid(first, other))) return { notFound: 'images-differ', parts: [] };
  const shells = shellsOf([first, ...others], spec.bValues);
  const [lowest] = shells ?? [];
  if (!shells || !lowest) return { notFound: 'b-values', parts: [] };
  const slices = middleSlices(first.dims, lowest.values);
  if (slices.length === 0) return { notFound: 'no-object', parts: [] };
  const placed = findVials(flat(first, lowest.values, slices), spec.vials);
  if (!placed) return { notFound: 'structure-not-found', parts: [] };
  return measured({ image: first, shells, slices, placed });
}

interface Found {
  readonly image: PhantomImage;
  readonly shells: readonly Shell[];
  readonly slices: readonly number[];
  readonly placed: readonly PlacedVial[];
}

function measured(found: Found): PhantomResult {
  const { image, shells, slices, placed } = found;
  const voxels = placed.map(({ vial, at }) => voxelsOf(image, slices, at, INNER * vial.radiusMm));
  const last = shells.at(-1);
  const sigma = last ? noiseLevel(last, voxels, airOf(found)) : Number.NaN;
  const vials = placed.map((one, i) => {
    const adc = vialAdc(shells, voxels[i] ?? new Int32Array(0), sigma);
    return { ...one, ...adc, errorPercent: errorOf(adc, one.vial.adcMm2PerS) };
  });
  const figures: Readonly<Record<AdcFigureName, Measured>> = {
    adcErrorPercent: largestOf(
      vials.map(({ errorPercent }) => (isKnown(errorPercent) ? Math.abs(errorPercent) : errorPercent)),
    ),
    adcNoisePercent: largestOf(vials.map(({ noisePercent }) => noisePercent)),
  };
  const slice = slices[slices.length >> 1] ?? 0;
  return {
    figures,
    parts: vials.map(({ vial, at, adcMm2PerS, noisePercent, errorPercent }): PhantomPart => {
      const values = { adcMm2PerS, truthMm2PerS: vial.adcMm2PerS, errorPercent, noisePercent };
      return {
        name: `vial ${vial.name}`,
        shape: 'circle',
        centreMm: voxelToPatient(image, [at[0], at[1], slice]),
        sizeMm: [vial.radiusMm, vial.radiusMm],
        slice,
        values: Object.fromEntries(
          Object.entries(values).flatMap(([key, value]) => (isKnown(value) ? [[key, value]] : [])),
        ),
      };
    }),
  };
}

/** Signed, %. */
function errorOf({ adcMm2PerS }: VialAdc, truth: number): Measured {
  return isKnown(adcMm2PerS) ? 100 * (adcMm2PerS / truth - 1) : adcMm2PerS;
}

function isSameGrid(a: PhantomImage, b: PhantomImage): boolean {
  return (
    a.dims.every((size, axis) => size === b.dims[axis]) &&
    a.affine.every((value, i) => {
      const tolerance = i % 4 === 3 ? SAME_PLACE_MM : SAME_AXES_MM;
      return Math.abs(value - (b.affine[i] ?? Number.NaN)) <= tolerance;
    }) &&
    a.unit === b.unit
  );
}

/** The middle half of the slices that show the phantom. */
function middleSlices([columns, rows, count]: PhantomImage['dims'], values: Float32Array): number[] {
  const size = columns * rows;
  const signal = Array.from({ length: count }, (_, k) => {
    let sum = 0;
    for (let v = k * size; v < (k + 1) * size; v++) sum += Math.max(values[v] || 0, 0);
    return sum;
  });
  const least = LEAST_SIGNAL * Math.max(...signal);
  if (!(least > 0)) return [];
  const first = signal.findIndex((sum) => sum >= least);
  const last = signal.findLastIndex((sum) => sum >= least);
  const trim = Math.floor((last - first + 1) / 4);
  return Array.from({ length: last - first + 1 - 2 * trim }, (_, k) => first + trim + k);
}

/** Mean over slices; what has no value counts as 0. */
function flat(image: PhantomImage, values: Float32Array, slices: readonly number[]): Slice2d {
  const [columns, rows] = image.dims;
  const mean = new Float32Array(columns * rows);
  for (const k of slices) {
    const at = k * mean.length;
    for (let p = 0; p < mean.length; p++) mean[p] = (mean[p] ?? 0) + (values[at + p] || 0) / slices.length;
  }
  return { values: mean, ...planeOf(image) };
}

function planeOf({ dims: [columns, rows], spacingMm }: PhantomImage): Omit<Slice2d, 'values'> {
  return { columns, rows, spacingMm: [spacingMm[0], spacingMm[1]] };
}

function voxelsOf(
  image: PhantomImage,
  slices: readonly number[],
  at: PlacedVial['at'],
  radiusMm: number,
): Int32Array {
  const pixels = pixelsWithin(planeOf(image), at, radiusMm);
  const size = image.dims[0] * image.dims[1];
  return Int32Array.from(slices.flatMap((k) => pixels.map(({ index }) => k * size + index)));
}

/** 1 where it is far from every vial, in the slices that are measured. */
function airOf({ image, slices, placed }: Found): Uint8Array {
  const plane = new Uint8Array(image.dims[0] * image.dims[1]).fill(1);
  for (const { vial, at } of placed) {
    for (const { index } of pixelsWithin(planeOf(image), at, AIR_FROM * vial.radiusMm)) plane[index] = 0;
  }
  const air = new Uint8Array(plane.length * image.dims[2]);
  for (const k of slices) air.set(plane, k * plane.length);
  return air;
}

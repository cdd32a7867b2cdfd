import { ghostRegions } from '../../spatial/ghost.js';
import { median, select } from '../../temporal/order-statistics.js';
import type { ImageMasks } from '../contrast/image-masks.js';
import type { ImageVolume, Measured } from '../image-volume.js';

/** No more voxels than about these are looked at: slices are left out evenly. */
const MOST_VOXELS = 1.5e6;
/** Ghost and background must each hold this share of the voxels looked at, as of the ghost of a run. */
const LEAST_SHARE = 0.002;
/** Lines within so many of one through the object hold its blurred edge. */
const GUARD_LINES = 2;

/** Of each region the brightest voxels are left out: dark tissue that the mask misses, spikes, lines at the border. */
const KEPT_SHARE = 0.95;

/** Background that is brighter than the ghost's place by more than this, % of the object, holds artefacts itself. */
const MOST_BRIGHTER = 1;

/** Magnitudes of a region, in the making. */
interface Region {
  readonly magnitudes: Float64Array;
  voxels: number;
}

/** A ghost and what it is told from. */
interface GhostRegion {
  readonly ghost: Region;
  readonly background: Region;
}

/**
 * Ghosting along the phase-encoding axis, % of the object's median. Two ghosts are looked for, the larger counts: that
 * at half the field against the rest of the air (Giannelli et al. 2010), and any before or behind the object along the
 * axis against the air beside it (as of the ACR's percent signal ghosting). Background is taken off as power: the mean
 * square of a magnitude is that of the signal plus that of the noise, Rician or of several channels, whatever their
 * ratio, where a difference of means would lose a ghost in the noise. Where what is left of a ghost reaches the
 * brightness of the object it may be another part of it, and what is brighter than both ghosts is no background:
 * uncertain.
 */
export function ghostPercent(
  image: ImageVolume,
  masks: ImageMasks,
  phaseAxis: 'i' | 'j' | undefined,
): Measured {
  if (!phaseAxis) return { absent: 'no-phase-axis' };
  if (masks.airState !== 'usable') return { absent: masks.airState };
  const inside: Float32Array[] = [];
  const [columns, rows, slices] = image.dims;
  const size = columns * rows;
  const step = Math.ceil((size * slices) / MOST_VOXELS);
  const [half, shadow] = [
    ghostRegion(size * Math.ceil(slices / step)),
    ghostRegion(size * Math.ceil(slices / step)),
  ];
  let looked = 0;
  for (let k = step >> 1; k < slices; k += step) {
    const slice = sliceOf(image, masks, k);
    if (!slice.mask.includes(1)) continue;
    looked += size;
    inside.push(slice.values.filter((value, n) => slice.mask[n] === 1 && Number.isFinite(value)));
    addHalf(half, slice, phaseAxis);
    addShadow(shadow, slice, phaseAxis);
  }
  const signal = medianOf(inside);
  if (!(signal > 0)) return { absent: 'no-signal' };
  const least = Math.max(1, LEAST_SHARE * looked);
  const known = [half, shadow].filter((one) => Math.min(one.ghost.voxels, one.background.voxels) >= least);
  if (known.length === 0) return { absent: 'little-air' };
  if (known.some(({ ghost }) => brightest(ghost) > masks.threshold)) return { absent: 'uncertain' };
  const found = Math.max(...known.map((one) => (100 * amplitude(one)) / signal));
  return found < -MOST_BRIGHTER ? { absent: 'uncertain' } : Math.max(0, found);
}

function ghostRegion(most: number): GhostRegion {
  const region = (): Region => ({ magnitudes: new Float64Array(most), voxels: 0 });
  return { ghost: region(), background: region() };
}

/** One slice of an image and its masks. */
interface Slice {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
  readonly mask: Uint8Array;
  readonly air: Uint8Array;
}

function sliceOf({ values, dims: [columns, rows] }: ImageVolume, masks: ImageMasks, k: number): Slice {
  const [from, to] = [k * columns * rows, (k + 1) * columns * rows];
  return {
    columns,
    rows,
    values: values.subarray(from, to),
    mask: masks.foreground.subarray(from, to),
    air: masks.air.subarray(from, to),
  };
}

function addHalf(regions: GhostRegion, { columns, rows, values, mask, air }: Slice, axis: 'i' | 'j'): void {
  const { ghost, background } = ghostRegions(mask, { grid: { dims: [columns, rows, 1] }, axis });
  for (const n of ghost) if (air[n] === 1) add(regions.ghost, values[n]);
  for (const n of background) if (air[n] === 1) add(regions.background, values[n]);
}

/** Lines along the axis that cross the object hold its ghosts, those well beside it hold none. */
function addShadow(regions: GhostRegion, { columns, rows, values, mask, air }: Slice, axis: 'i' | 'j'): void {
  const [lines, length, lineStep, step] =
    axis === 'i' ? [rows, columns, columns, 1] : [columns, rows, 1, columns];
  const crosses = new Uint8Array(lines);
  for (let line = 0; line < lines; line++) {
    for (let at = 0; at < length; at++) {
      if (mask[line * lineStep + at * step] === 1) crosses[line] = 1;
    }
  }
  for (let line = 0; line < lines; line++) {
    const isBeside = !crosses.subarray(Math.max(0, line - GUARD_LINES), line + GUARD_LINES + 1).includes(1);
    if (!isBeside && crosses[line] === 0) continue;
    const region = isBeside ? regions.background : regions.ghost;
    for (let at = 0; at < length; at++) {
      const n = line * lineStep + at * step;
      if (air[n] === 1) add(region, values[n]);
    }
  }
}

function add(region: Region, value = Number.NaN): void {
  if (Number.isFinite(value)) region.magnitudes[region.voxels++] = value;
}

const kept = ({ voxels }: Region): number => Math.max(1, Math.floor(KEPT_SHARE * voxels));

/** The largest magnitude that is kept; afterwards all that are kept stand before the others. */
const brightest = (region: Region): number => select(region.magnitudes, region.voxels, kept(region) - 1);

function meanSquare(region: Region): number {
  brightest(region);
  const count = kept(region);
  let sum = 0;
  for (let n = 0; n < count; n++) sum += (region.magnitudes[n] ?? 0) ** 2;
  return sum / count;
}

/** The root of the power of a ghost beyond that of its background; negative where it has less. */
function amplitude({ ghost, background }: GhostRegion): number {
  const power = meanSquare(ghost) - meanSquare(background);
  return Math.sign(power) * Math.sqrt(Math.abs(power));
}

function medianOf(parts: readonly Float32Array[]): number {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return median(all, all.length);
}

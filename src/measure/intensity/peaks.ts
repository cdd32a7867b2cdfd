import type { VoxelRegion } from '../region.js';
import { type Box, rowSums, type Volume } from './row-sums.js';
import { PEAK_RADIUS_MM, type Sphere, sphereOf } from './sphere.js';
import type { Figure } from './statistics.js';
import { sumOf } from './sums.js';

/** Local and global peak, in the unit of the values. */
export interface Peaks {
  readonly localPeak: Figure;
  readonly globalPeak: Figure;
}

/** So many additions take some ten seconds; a region and voxels that take more are no lesion's. */
const MAX_ADDITIONS = 5e9;

/** Voxels of the box: outside, inside, inside and of the region's maximum. */
const INSIDE = 1;
const MAXIMUM = 2;

/**
 * Mean in a sphere of 1 cm³, by voxel centres: of the region's maximum (of several the highest mean), and the highest
 * around any voxel of the region. The sphere may reach beyond the region; of voxels beyond the image there are none. A
 * sphere that reaches voxels without a value leaves no peak.
 * Method: IBSI reference manual, arXiv:1612.07003v11, 3.2, VJGA and 0F91.
 */
export function peaks(region: VoxelRegion, values: Float32Array | Float64Array): Peaks {
  const { dims } = region.grid;
  const sphere = sphereOf(region.grid, PEAK_RADIUS_MM);
  const why = unfit(region, sphere);
  if (why !== undefined || !sphere) return both({ why: why ?? 'the voxels have no volume' });
  const marks = marked(region, values);
  const volume = { values, dims };
  const found = highest({ volume, region, marks, sphere });
  const gaps = found.sawGap && highest({ volume: { values: gapsOf(values), dims }, region, marks, sphere });
  const peak = (which: 'local' | 'global'): Figure =>
    gaps && gaps[which].mean > 0
      ? { why: 'the sphere reaches voxels without a value' }
      : exactMean(volume, sphere, found[which].at);
  return { localPeak: peak('local'), globalPeak: peak('global') };
}

/** The same for both peaks. */
export function both(figure: Figure): Peaks {
  return { localPeak: figure, globalPeak: figure };
}

function unfit({ grid, voxelCount }: VoxelRegion, sphere: Sphere | undefined): string | undefined {
  if (!sphere) return 'the voxels have no volume';
  if (grid.dims[2] < 2) return 'a single slice holds no sphere';
  return voxelCount * sphere.runs.length > MAX_ADDITIONS ? 'the region has too many voxels' : undefined;
}

/** 1 where there is no value. */
function gapsOf(values: Float32Array | Float64Array): Uint8Array {
  const gaps = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) gaps[at] = 1;
  return gaps;
}

/** The region with the voxels of its maximum marked. */
function marked({ grid, origin, size, inside }: VoxelRegion, values: Float32Array | Float64Array) {
  const [columns, rows] = grid.dims;
  let maximum = Number.NEGATIVE_INFINITY;
  let places: number[] = [];
  for (let k = 0, at = 0; k < size[2]; k++) {
    for (let j = 0; j < size[1]; j++) {
      const row = ((origin[2] + k) * rows + origin[1] + j) * columns + origin[0];
      for (let i = 0; i < size[0]; i++, at++) {
        const value = inside[at] === INSIDE ? (values[row + i] ?? Number.NaN) : Number.NaN;
        if (value > maximum) {
          maximum = value;
          places = [at];
        } else if (value === maximum) {
          places.push(at);
        }
      }
    }
  }
  const marks = inside.slice();
  for (const place of places) marks[place] = MAXIMUM;
  return marks;
}

interface Search {
  readonly volume: Volume;
  readonly region: Box;
  readonly marks: Uint8Array;
  readonly sphere: Sphere;
}

/** A voxel of the volume, and the mean around it. */
interface Summit {
  mean: number;
  at: [number, number, number];
}

/** The highest mean around any voxel inside, and around those of the maximum; the first of several. */
function highest({ volume, region, marks, sphere }: Search) {
  const { origin, size } = region;
  const sums = rowSums(volume, region, sphere);
  const global: Summit = { mean: Number.NEGATIVE_INFINITY, at: [0, 0, 0] };
  const local: Summit = { mean: Number.NEGATIVE_INFINITY, at: [0, 0, 0] };
  for (let k = 0, at = 0; k < size[2]; k++) {
    sums.moveTo(origin[2] + k);
    for (let j = 0; j < size[1]; j++) {
      const rowAt = [0, origin[1] + j, origin[2] + k] as [number, number, number];
      for (let i = 0; i < size[0]; i++, at++) {
        const mark = marks[at];
        if (mark !== INSIDE && mark !== MAXIMUM) continue;
        rowAt[0] = origin[0] + i;
        const mean = sums.sphereSum(i, j) / countAt(rowAt, sphere, volume.dims);
        if (mean > global.mean) take(global, mean, rowAt);
        if (mark === MAXIMUM && mean > local.mean) take(local, mean, rowAt);
      }
    }
  }
  return { global, local, sawGap: sums.sawGap() };
}

function take(summit: Summit, mean: number, at: readonly [number, number, number]): void {
  summit.mean = mean;
  summit.at = [...at];
}

type Place = readonly [number, number, number];

/** How many voxels of a sphere the volume has. */
function countAt([i, j, k]: Place, { runs, reach, voxelCount }: Sphere, dims: Volume['dims']): number {
  const isInner = (at: number, axis: 0 | 1 | 2): boolean =>
    at >= reach[axis] && at + reach[axis] < dims[axis];
  if (isInner(i, 0) && isInner(j, 1) && isInner(k, 2)) return voxelCount;
  let count = 0;
  for (const { dj, dk, from, to } of runs) {
    if (j + dj < 0 || j + dj >= dims[1] || k + dk < 0 || k + dk >= dims[2]) continue;
    count += Math.max(0, Math.min(i + to, dims[0] - 1) - Math.max(i + from, 0) + 1);
  }
  return count;
}

/** The mean in the sphere around a voxel, added up afresh: differences of running sums round. */
function exactMean({ values, dims }: Volume, { runs }: Sphere, [i, j, k]: Place): Figure {
  const near: number[] = [];
  for (const { dj, dk, from, to } of runs) {
    if (j + dj < 0 || j + dj >= dims[1] || k + dk < 0 || k + dk >= dims[2]) continue;
    const row = ((k + dk) * dims[1] + j + dj) * dims[0];
    for (let x = Math.max(i + from, 0); x <= Math.min(i + to, dims[0] - 1); x++) {
      near.push(values[row + x] ?? Number.NaN);
    }
  }
  const mean = sumOf(near, (value) => value) / near.length;
  return Number.isFinite(mean) ? mean : { why: 'the values are too large' };
}

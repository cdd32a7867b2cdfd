import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { RegionGrid, VoxelRegion } from '../../../src/measure/region.js';
import { readStructureSet } from '../../../src/measure/rtstruct/read-structure-set.js';
import type { Roi } from '../../../src/measure/rtstruct/structure-set.js';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';
import { inputsFromPaths } from '../../../src/pipeline/scan/inputs.js';
import { scan } from '../../../src/pipeline/scan/scan.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { buildDelivery } from '../../../src/study/model.js';
import { voxelToPatient } from '../../../src/study/volume/grid.js';
import { planVolumes } from '../../../src/study/volume/plan.js';
import { VolumeError } from '../../../src/study/volume/volume-error.js';
import { readShared, SHARED_DICOM } from '../shared-data.js';

/** The grid of the only volume in a shared folder. */
export async function sharedGrid(folder: string): Promise<RegionGrid> {
  const inputs = inputsFromPaths([`${SHARED_DICOM}/${folder}`], new GlobExclusion([]));
  const { instances } = await scan(inputs, {
    ...{ checksums: false, jobs: 1, signal: new AbortController().signal },
    progress: NO_PROGRESS,
  });
  const series = buildDelivery(instances).studies.flatMap((study) => study.series);
  const grids = series
    .flatMap((one) => planVolumes(instances, one.instances).volumes)
    .map(({ grid }) => grid);
  const [grid, ...others] = grids;
  if (!grid || grid instanceof VolumeError || others.length > 0)
    throw new RangeError(`${folder}: no one volume`);
  return grid;
}

/** The ROIs of a shared structure set. */
export function sharedRois(path: string): readonly Roi[] {
  const file = readShared(path);
  if (typeof file === 'string') throw new RangeError(`${path}: ${file}`);
  const { rois, problems } = readStructureSet(file.dataset);
  if (problems.length > 0) throw new RangeError(`${path}: ${problems.map(({ code }) => code)}`);
  return rois;
}

/** A mask of a gzipped NIfTI-1 file: its voxels by the patient LPS mm of their centres. */
export interface NiftiMask {
  readonly dims: readonly [number, number, number];
  readonly values: Uint8Array;
  /** Voxel index → RAS mm, 3 × 4: the qform. */
  readonly affine: readonly number[];
}

/** Reads 8-bit masks that are placed by a quaternion (`qform`). nifti1.h. */
export function readMask(path: string): NiftiMask {
  const bytes = gunzipSync(readFileSync(`${SHARED_DICOM}/${path}`));
  const float = (at: number): number => bytes.readFloatLE(at);
  const dims = [bytes.readInt16LE(42), bytes.readInt16LE(44), bytes.readInt16LE(46)] as const;
  if (bytes.readInt16LE(70) !== 2 || bytes.readInt16LE(252) < 1)
    throw new RangeError(`${path}: not such a mask`);
  const [b, c, d] = [float(256), float(260), float(264)];
  const a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
  const [dx, dy, dz] = [float(80), float(84), float(88) * (float(76) < 0 ? -1 : 1)];
  const affine = [
    ...[(a * a + b * b - c * c - d * d) * dx, 2 * (b * c - a * d) * dy, 2 * (b * d + a * c) * dz, float(268)],
    ...[2 * (b * c + a * d) * dx, (a * a + c * c - b * b - d * d) * dy, 2 * (c * d - a * b) * dz, float(272)],
    ...[2 * (b * d - a * c) * dx, 2 * (c * d + a * b) * dy, (a * a + d * d - b * b - c * c) * dz, float(276)],
  ];
  const start = float(108);
  return { dims, affine, values: bytes.subarray(start, start + dims[0] * dims[1] * dims[2]) };
}

/** Voxels in both, in the region alone and in the mask alone, matched by where their centres lie. */
export function comparedToMask(region: VoxelRegion, mask: NiftiMask) {
  const { origin, size, inside, grid } = region;
  const axes = [0, 1, 2].map((c) => [0, 1, 2].map((r) => mask.affine[4 * r + c] ?? 0));
  let both = 0;
  let farthest = 0;
  for (let at = 0; at < inside.length; at++) {
    if (inside[at] !== 1) continue;
    const [i, j, k] = [at % size[0], Math.floor(at / size[0]) % size[1], Math.floor(at / size[0] / size[1])];
    const [x, y, z] = voxelToPatient(grid, [origin[0] + i, origin[1] + j, origin[2] + k]);
    const ras = [-x, -y, z].map((value, r) => value - (mask.affine[4 * r + 3] ?? 0));
    // The axes of these masks are at right angles.
    const index = axes.map((axis) => {
      const along = axis.reduce((sum, value, r) => sum + value * (ras[r] ?? 0), 0);
      return along / axis.reduce((sum, value) => sum + value * value, 0);
    });
    const [u, v, w] = index.map(Math.round) as [number, number, number];
    farthest = Math.max(farthest, ...index.map((value) => Math.abs(value - Math.round(value))));
    const isIn = u >= 0 && v >= 0 && w >= 0 && u < mask.dims[0] && v < mask.dims[1] && w < mask.dims[2];
    if (isIn && mask.values[u + mask.dims[0] * (v + mask.dims[1] * w)] !== 0) both++;
  }
  const masked = mask.values.reduce((sum, value) => sum + Number(value !== 0), 0);
  return { both, regionAlone: region.voxelCount - both, maskAlone: masked - both, farthest };
}

import { GlobExclusion } from '../../src/pipeline/scan/exclusion.js';
import { inputsFromPaths } from '../../src/pipeline/scan/inputs.js';
import { type Scan, scan } from '../../src/pipeline/scan/scan.js';
import { loadSeriesVolumes } from '../../src/pipeline/volumes/load-series-volumes.js';
import { NO_PROGRESS } from '../../src/report/progress.js';
import { buildDelivery } from '../../src/study/model.js';
import type { Volume } from '../../src/study/volume/assemble.js';
import { planVolumes } from '../../src/study/volume/plan.js';
import { VolumeError } from '../../src/study/volume/volume-error.js';
import type { Nifti } from './nifti.js';

/** Which axes of a NIfTI volume run against ours: rows always do, all of a 3D acquisition may. */
type Flip = readonly [i: boolean, j: boolean, k: boolean];

const FLIPS: readonly Flip[] = Array.from({ length: 8 }, (_, bits) => [
  (bits & 1) > 0,
  (bits & 2) > 0,
  (bits & 4) > 0,
]);

/** Where our voxels lie in RAS mm, with axes run backwards as `flip` says. */
function rasAffine({ affine, dims }: Volume, flip: Flip): number[] {
  const rows = [0, 1, 2].map((row) => {
    const sign = row < 2 ? -1 : 1; // LPS → RAS
    const axes = [...affine.subarray(4 * row, 4 * row + 3)];
    const back = axes.reduce((sum, step, axis) => sum + (flip[axis] ? step * ((dims[axis] ?? 1) - 1) : 0), 0);
    const turned = axes.map((step, axis) => (flip[axis] ? -step : step));
    return [...turned, (affine[4 * row + 3] ?? 0) + back].map((value) => sign * value);
  });
  return rows.flat();
}

/** The largest difference between entries of the affines, mm, and the flip with which it is least. */
export function affineDifference(volume: Volume, nifti: Nifti): { flip: Flip; mm: number } {
  const measured = FLIPS.map((flip) => {
    const differences = rasAffine(volume, flip).map((value, i) => Math.abs(value - (nifti.affine[i] ?? 0)));
    return { flip, mm: Math.max(...differences) };
  });
  return measured.reduce((best, one) => (one.mm < best.mm ? one : best));
}

/** True when all voxels are the same: exactly where both are as stored, else to single precision. */
export function sameValues(volume: Volume, nifti: Nifti, { t, flip }: { t: number; flip: Flip }): boolean {
  const stored = nifti.stored(t);
  const [columns, rows, slices] = volume.dims;
  if (stored.length !== volume.values.length) return false;
  const isStored = volume.scale === 'stored';
  const { slope, intercept } = isStored ? { slope: 1, intercept: 0 } : nifti;
  for (let at = 0; at < stored.length; at++) {
    const i = at % columns;
    const j = Math.floor(at / columns) % rows;
    const k = Math.floor(at / (columns * rows));
    const row = (flip[2] ? slices - 1 - k : k) * rows + (flip[1] ? rows - 1 - j : j);
    const theirs = (stored[row * columns + (flip[0] ? columns - 1 - i : i)] ?? 0) * slope + intercept;
    const ours = volume.values[at] ?? 0;
    if (isStored ? ours !== theirs : Math.abs(ours - theirs) > 1e-6 * Math.abs(theirs)) return false;
  }
  return true;
}

/** Our slope and intercept are those of the NIfTI header, which keeps them in single precision. */
export function sameScale({ transform, scale }: Volume, nifti: Nifti): boolean {
  if (scale !== 'stored') return true;
  const { slope, intercept } = transform?.kind === 'linear' ? transform : { slope: 1, intercept: 0 };
  return Math.fround(slope) === nifti.slope && Math.fround(intercept) === nifti.intercept;
}

/** Every series of a folder with the volumes that it has, as stored where that is possible. */
export async function* seriesVolumes(folder: string) {
  const inputs = inputsFromPaths([folder], new GlobExclusion([]));
  const found: Scan = await scan(inputs, {
    ...{ checksums: false, jobs: 1, signal: new AbortController().signal },
    progress: NO_PROGRESS,
  });
  const pathOf = (file: number): Buffer =>
    Buffer.from(`${folder}/${found.files.path(file).toString('latin1')}`, 'latin1');
  for (const { seriesUID, instances } of buildDelivery(found.instances).studies.flatMap(
    ({ series }) => series,
  )) {
    const { volumes } = planVolumes(found.instances, instances);
    const job = { instances: found.instances, volumes, pathOf, scale: 'stored' } as const;
    yield { seriesUID, table: found.instances, loaded: loadSeriesVolumes(job) };
  }
}

/** Why a volume did not come: the fault of its geometry, else the error's code. */
export function faultOf(error: { readonly code: string }): string {
  return error instanceof VolumeError ? error.fault : error.code;
}

import type { MaskedSeries } from './masked-series.js';

/**
 * Volumes that hold, voxel for voxel, what another one holds, ascending: noise never does that, so that they are copies.
 * Of equal ones the first is taken for the original, or `original`, where it is one of them. A volume with a value
 * missing is no copy.
 */
export function repeatedVolumes({ volumes, voxels, values }: MaskedSeries, original = 0): number[] {
  if (voxels === 0) return [];
  const at = (volume: number) => values.subarray(volume * voxels, (volume + 1) * voxels);
  const order = Array.from({ length: volumes }, (_, volume) => volume).filter(
    (volume) => volume !== original,
  );
  const seen = original < volumes ? [at(original)] : [];
  const repeated: number[] = [];
  for (const volume of order) {
    const now = at(volume);
    if (seen.some((other) => isSame(now, other))) repeated.push(volume);
    else seen.push(now);
  }
  return repeated;
}

/** Ends with the first difference: of volumes that are not copies, after a few voxels. */
function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return false;
  return true;
}

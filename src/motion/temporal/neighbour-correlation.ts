import type { MaskedSeries } from './masked-series.js';

/**
 * Pearson correlation of each volume with the one before it, over the voxels that both have; NaN for the first volume,
 * and where one of the two is constant.
 */
export function neighbourCorrelations({ volumes, voxels, values }: MaskedSeries): Float64Array {
  const out = new Float64Array(volumes).fill(Number.NaN);
  for (let volume = 1; volume < volumes; volume++) {
    const now = values.subarray(volume * voxels, (volume + 1) * voxels);
    const before = values.subarray((volume - 1) * voxels, volume * voxels);
    out[volume] = correlation(now, before);
  }
  return out;
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let count = 0;
  let [sumA, sumB] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    count++;
    sumA += x;
    sumB += y;
  }
  const [meanA, meanB] = [sumA / count, sumB / count];
  let [aa, bb, ab] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [(a[i] ?? Number.NaN) - meanA, (b[i] ?? Number.NaN) - meanB];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Number.NaN;
}

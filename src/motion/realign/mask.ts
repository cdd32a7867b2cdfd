/** The mask's limit as a share of this percentile of the smoothed reference. */
const LIMIT_SHARE = 0.1;
const PERCENTILE = 0.98;
/** Bins in which the percentile is sought: to 1/4096 of the range, far finer than the mask needs. */
const BINS = 4096;

/** 1 where values reach 10 % of their 98th percentile, and none where they have none above 0. */
export function signalMask(values: Float32Array): { mask: Uint8Array; voxels: number } {
  const mask = new Uint8Array(values.length);
  const limit = LIMIT_SHARE * percentile(values, PERCENTILE);
  let voxels = 0;
  if (!(limit > 0)) return { mask, voxels };
  for (let n = 0; n < values.length; n++) {
    if ((values[n] ?? 0) < limit) continue;
    mask[n] = 1;
    voxels++;
  }
  return { mask, voxels };
}

/** A percentile of the values as a histogram tells it: the upper end of its bin. */
function percentile(values: Float32Array, share: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let n = 0; n < values.length; n++) {
    const value = values[n] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > low)) return high;
  const counts = new Float64Array(BINS);
  const scale = (BINS - 1) / (high - low);
  for (let n = 0; n < values.length; n++) {
    const bin = Math.floor(((values[n] ?? 0) - low) * scale);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  let left = share * values.length;
  const found = counts.findIndex((count) => {
    left -= count;
    return left <= 0;
  });
  return low + (found + 1) / scale;
}

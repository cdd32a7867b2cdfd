/** How many voxels are looked at for levels: a share of them is then known to 0.2 %. */
const SAMPLE = 200_000;
/** Steps by the golden ratio fall evenly over an interval and never in rhythm with rows (Weyl 1916). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Some 200,000 finite values, sorted, spread over the voxels where `mask` is 1, of which there are `count`. */
export function sortedSample(values: Float32Array, mask?: Uint8Array, count = values.length): Float32Array {
  const step = Math.max(1, Math.ceil(count / SAMPLE));
  const out = new Float32Array(Math.ceil(count / step));
  let kept = 0;
  let seen = 0;
  let stratum = 0;
  let next = 0;
  // Without a mask nothing has to be counted on the way from one to the next.
  for (let at = 0; at < values.length; at = mask ? at + 1 : next) {
    if (mask && (mask[at] === 0 || seen++ !== next)) continue;
    stratum++;
    next = stratum * step + Math.floor(step * ((stratum * GOLDEN) % 1));
    const value = values[at] ?? Number.NaN;
    if (Number.isFinite(value)) out[kept++] = value;
  }
  return out.subarray(0, kept).sort();
}

/** The value below which a share of sorted ones lies. NaN of none. */
export function quantile(sorted: Float32Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = Math.floor(share * sorted.length);
  return sorted[Math.max(0, Math.min(sorted.length - 1, at))] ?? Number.NaN;
}

/** How many of sorted values are less than `bound`. */
export function countBelow(sorted: Float32Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The step in which values were stored: most of the neighbouring distinct ones are that far apart. 0 of equal ones. */
export function stepOf(sorted: Float32Array): number {
  const steps = new Float32Array(sorted.length);
  let count = 0;
  for (let at = 1; at < sorted.length; at++) {
    const step = (sorted[at] ?? 0) - (sorted[at - 1] ?? 0);
    if (step > 0) steps[count++] = step;
  }
  // In sparse tails values are left out between neighbours, so a low quantile.
  return count > 0 ? quantile(steps.subarray(0, count).sort(), 0.1) : 0;
}

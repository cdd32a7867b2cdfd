/** A pile-up of fewer of the values than this is not told from chance. */
const LEAST_SHARE = 0.005;
/** Of noise, at most this many times as many voxels have a value as have either of its neighbours. */
const BELOW_ALL = 1.5;
const AMONG_OTHERS = 4;

/**
 * The values of a background that was set: those at which the voxels pile up, below `threshold`. Magnitudes of noise
 * have fewer voxels at their least value than at the next (Rayleigh), and neighbouring values about equally many.
 * @param sorted sorted intensities
 */
export function fillValues(sorted: Float32Array, threshold: number): readonly number[] {
  const fills: number[] = [];
  let before = 0;
  let at = 0;
  while (at < sorted.length) {
    const value = sorted[at] ?? 0;
    if (value >= threshold) break;
    const end = endOfRun(sorted, at);
    const here = end - at;
    const after = end < sorted.length ? endOfRun(sorted, end) - end : 0;
    const first = at === 0;
    const excess = here > (first ? BELOW_ALL * after : AMONG_OTHERS * Math.max(before, after));
    if (excess && here >= LEAST_SHARE * sorted.length) fills.push(value);
    before = here;
    at = end;
  }
  return fills;
}

/** Where values equal to that at `from` end. */
export function endOfRun(sorted: Float32Array, from: number): number {
  const value = sorted[from];
  let end = Math.min(from + 1, sorted.length);
  while (end < sorted.length && sorted[end] === value) end++;
  return end;
}

/** Excitations less than this apart are one moment: times are stored to 0.1 ms and, by Siemens, rounded to 2.5 ms. */
const SAME_MOMENT_S = 0.003;

/**
 * Slices by the pass in which they were acquired: a pass ends where the next slice in time lies behind the one before.
 * Slices of one moment (multiband) are in one pass. One group: sequential, in whichever direction, or all at once.
 * @param timesS of each slice, from the start of the volume, s
 * @returns slices of each pass, rising; passes in the order of time; nothing where a time is unknown
 */
export function interleaveGroups(timesS: ArrayLike<number>): number[][] {
  const times = Array.from(timesS);
  if (times.length === 0 || !times.every(Number.isFinite)) return [];
  const moments = momentsOf(times);
  const steps = moments.slice(1).map((slices, n) => (slices[0] ?? 0) - (moments[n]?.[0] ?? 0));
  const rising = steps.filter((step) => step > 0).length;
  const forward = 2 * rising >= steps.length ? 1 : -1;
  const passes: number[][] = [];
  for (const [n, slices] of moments.entries()) {
    const step = (steps[n - 1] ?? -1) * forward;
    const pass = passes.at(-1);
    if (n > 0 && pass && step > 0) pass.push(...slices);
    else passes.push([...slices]);
  }
  return passes.map((pass) => pass.sort((a, b) => a - b));
}

/** Slices that were excited together, each lot rising, in the order of time. */
function momentsOf(times: readonly number[]): number[][] {
  const order = Array.from(times.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  const moments: number[][] = [];
  let start = Number.NEGATIVE_INFINITY;
  for (const slice of order) {
    const time = times[slice] ?? 0;
    if (time - start >= SAME_MOMENT_S) {
      moments.push([]);
      start = time;
    }
    moments.at(-1)?.push(slice);
  }
  return moments.map((slices) => slices.sort((a, b) => a - b));
}

/** With more passes than this each holds too few slices to be registered by itself. */
const MOST_PASSES = 4;

/**
 * Passes as they are registered: up to four as they are; more are joined to an early and a late half, so that each half
 * holds slices from all over the volume.
 */
export function registrationGroups(passes: readonly (readonly number[])[]): number[][] {
  if (passes.length <= MOST_PASSES) return passes.map((pass) => [...pass]);
  const half = Math.ceil(passes.length / 2);
  return [passes.slice(0, half), passes.slice(half)].map((some) => some.flat().sort((a, b) => a - b));
}

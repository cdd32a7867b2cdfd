/** A slice is compared where this many voxels have a value in it and in both of its neighbours. */
const LEAST_VOXELS = 40;

/**
 * How much each slice differs from the mean of its two neighbours, over how much these differ from each other: mean
 * squares of `r(k) − (r(k−1) + r(k+1)) / 2` and `r(k−1) − r(k+1)`, each over its expectation in white noise (3/2 and 2).
 * White noise gives 1, an error that goes on from slice to slice less or about as much; where every other slice
 * lies elsewhere, the neighbours agree with each other but not with the slice between them.
 * @param left what a fit leaves of a volume, NaN where there is nothing
 * @param dims columns, rows, slices
 * @returns one a slice; NaN for the outer ones
 */
export function combRatios(left: Float32Array, dims: readonly [number, number, number]): Float64Array {
  const size = dims[0] * dims[1];
  const ratios = new Float64Array(dims[2]).fill(Number.NaN);
  for (let k = 1; k + 1 < dims[2]; k++) {
    let voxels = 0;
    let off = 0;
    let across = 0;
    for (let n = k * size; n < (k + 1) * size; n++) {
      const below = left[n - size] ?? 0;
      const above = left[n + size] ?? 0;
      const comb = (left[n] ?? 0) - (below + above) / 2;
      // NaN where any of the three is.
      if (Number.isNaN(comb)) continue;
      voxels++;
      off += comb * comb;
      across += (below - above) * (below - above);
    }
    if (voxels >= LEAST_VOXELS && across > 0) ratios[k] = off / 1.5 / (across / 2);
  }
  return ratios;
}

/** The grid of what is smoothed. */
interface SmoothGrid {
  readonly dims: readonly [number, number, number];
  readonly spacingMm: readonly [number, number, number];
}

/** A pass along one axis: `outer` blocks of `count` rows of `width` neighbouring numbers. */
interface Pass {
  readonly outer: number;
  readonly count: number;
  readonly width: number;
}

/** Full width at half maximum of a Gaussian of standard deviation 1. */
export const FWHM_OF_SIGMA = Math.sqrt(8 * Math.log(2));
/** Where the Gaussian is cut: beyond, it weighs less than 0.3 % of its peak. */
const REACH = 3.4;

/** Gaussian smoothing, separable, weights normalised at the borders; a new array. `fwhmMm` along each axis; 0 leaves it. */
export function smooth(
  values: Float32Array,
  { dims, spacingMm }: SmoothGrid,
  fwhmMm: number | readonly [number, number, number],
): Float32Array {
  const [nx, ny, nz] = dims;
  const passes: readonly Pass[] = [
    { outer: ny * nz, count: nx, width: 1 },
    { outer: nz, count: ny, width: nx },
    { outer: 1, count: nz, width: nx * ny },
  ];
  let now = values;
  for (const [axis, pass] of passes.entries()) {
    const fwhm = typeof fwhmMm === 'number' ? fwhmMm : (fwhmMm[axis] ?? 0);
    const kernel = gaussianHalf(fwhm / FWHM_OF_SIGMA / (spacingMm[axis] ?? 1));
    if (kernel.length > 1 && pass.count > 1) now = along(now, pass, kernel);
  }
  return now === values ? values.slice() : now;
}

/** The centre and one side of a sampled Gaussian; `sigma` in voxels. Its whole sum is 1. */
export function gaussianHalf(sigma: number): Float64Array {
  if (!(sigma > 0)) return Float64Array.of(1);
  const half = Float64Array.from({ length: Math.ceil(REACH * sigma) + 1 }, (_, n) =>
    Math.exp(-(n * n) / (2 * sigma * sigma)),
  );
  const sum = half.reduce((total, weight, n) => total + (n === 0 ? weight : 2 * weight), 0);
  return half.map((weight) => weight / sum);
}

/** The reciprocal of the weights that lie within the axis, at each place. */
function normalisation(count: number, kernel: Float64Array): Float64Array {
  return Float64Array.from({ length: count }, (_, at) => {
    let sum = 0;
    for (let other = 0; other < count; other++) sum += kernel[Math.abs(other - at)] ?? 0;
    return 1 / sum;
  });
}

function along(values: Float32Array, { outer, count, width }: Pass, kernel: Float64Array): Float32Array {
  const out = new Float32Array(values.length);
  const norm = normalisation(count, kernel);
  const reach = kernel.length - 1;
  // Few neighbouring numbers are gathered at a time: the sum stays in the processor's nearest memory.
  const sum = new Float64Array(width);
  for (let block = 0; block < outer; block++) {
    const base = block * count * width;
    for (let n = 0; n < count; n++) {
      const scale = norm[n] ?? 0;
      if (width === 1) {
        out[base + n] = scale * lineSum(values, { base, n, count }, kernel);
        continue;
      }
      const first = Math.max(0, n - reach);
      const last = Math.min(count - 1, n + reach);
      sum.fill(0);
      for (let other = first; other <= last; other++) {
        const weight = scale * (kernel[Math.abs(other - n)] ?? 0);
        const row = base + other * width;
        for (let i = 0; i < width; i++) sum[i] = (sum[i] ?? 0) + weight * (values[row + i] ?? 0);
      }
      out.set(sum, base + n * width);
    }
  }
  return out;
}

/** Weighted sum about one of neighbouring numbers. */
function lineSum(
  values: Float32Array,
  { base, n, count }: { base: number; n: number; count: number },
  kernel: Float64Array,
): number {
  let sum = (kernel[0] ?? 0) * (values[base + n] ?? 0);
  for (let step = 1; step < kernel.length; step++) {
    let pair = 0;
    if (n >= step) pair += values[base + n - step] ?? 0;
    if (n + step < count) pair += values[base + n + step] ?? 0;
    sum += (kernel[step] ?? 0) * pair;
  }
  return sum;
}

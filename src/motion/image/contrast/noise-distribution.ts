import { countBelow, quantile } from './intensities.js';
import { spreadQuantile } from './rayleigh.js';

/** Noise of magnitudes: x²·shape/power is distributed as a gamma variable of that shape. */
interface MagnitudeNoise {
  /** 1 for one channel (Rayleigh), n for the root of the sum of squares of n channels (chi of 2n degrees of freedom). */
  readonly shape: number;
  readonly scale: number;
}

/** More channels than these are not told apart. */
const MOST_CHANNELS = 64;
const ROUNDS = 50;

/** The quantiles that are matched: low ones, for what is not noise is bright and must show, not be fitted. */
const LOW = 0.15;
const HIGH = 0.45;

/**
 * The distribution of magnitude noise that has two of the sample's quantiles, no wider than one channel's: chi of any
 * number of degrees of freedom (Constantinides et al. 1997, Magn Reson Med 38:852).
 */
function fitNoise(sorted: Float32Array): MagnitudeNoise {
  const high = spreadQuantile(sorted, HIGH);
  const ratio = (spreadQuantile(sorted, LOW) / high) ** 2;
  let few = 1;
  let many = MOST_CHANNELS;
  for (let round = 0; round < ROUNDS; round++) {
    const shape = (few + many) / 2;
    // More channels spread less: too few voxels below the lower quantile ask for fewer of them.
    if (gammaShare(shape, gammaQuantile(shape, HIGH) * ratio) < LOW) many = shape;
    else few = shape;
  }
  return { shape: few, scale: gammaQuantile(few, HIGH) / (high * high) };
}

/** Bins: an eighth of the median each, up to four times the median, and one for what lies beyond. */
const BINS_A_MEDIAN = 8;
const MEDIANS = 4;

/**
 * How far intensities of air are from the distribution of noise that fits them best: half the sum of the absolute
 * differences of the two histograms, which is the share of the voxels that lie where noise would not put them; 0 to 1.
 * @param sorted sorted intensities of the air without its artefacts
 * @param step in which intensities were stored
 */
export function noiseDistance(sorted: Float32Array, step: number): number {
  const noise = fitNoise(sorted);
  // Bins of whole steps, their edges half way between values, for rounding moves nothing across them.
  const steps = Math.max(1, Math.round(quantile(sorted, 0.5) / BINS_A_MEDIAN / step));
  let below = 0;
  let expectedBelow = 0;
  let sum = 0;
  const least = quantile(sorted, 0);
  for (let bin = 1; bin <= BINS_A_MEDIAN * MEDIANS; bin++) {
    const edge = least + (bin * steps - 0.5) * step;
    const share = countBelow(sorted, edge) / sorted.length;
    const expected = edge > 0 ? gammaShare(noise.shape, noise.scale * edge * edge) : 0;
    sum += Math.abs(share - below - (expected - expectedBelow));
    below = share;
    expectedBelow = expected;
  }
  return (sum + Math.abs(expectedBelow - below)) / 2;
}

function gammaQuantile(shape: number, share: number): number {
  let low = 0;
  let high = 2 * shape;
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (gammaShare(shape, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const TERMS = 400;

/**
 * The share of a gamma variable below x ≥ 0: the regularised lower incomplete gamma function, shape ≥ 1.
 * Method: series (Abramowitz & Stegun 6.5.29), γ(a, x) = x^a·e^−x·Σ xⁿ/(a(a+1)…(a+n)); all terms are positive.
 */
export function gammaShare(shape: number, x: number): number {
  if (!(x > 0)) return 0;
  // Beyond, the rest is less than 1e-12 for every shape that is asked for.
  if (x > shape + 12 * Math.sqrt(shape) + 30) return 1;
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < TERMS && term > 1e-15 * sum; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return Math.min(1, sum * Math.exp(shape * Math.log(x) - x - logGamma(shape)));
}

/** ln Γ(x), x ≥ 1, to 1e-9. Method: Stirling's series (Abramowitz & Stegun 6.1.41) after a shift by eight. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < x + 8) shift += Math.log(z++);
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5);
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - shift;
}

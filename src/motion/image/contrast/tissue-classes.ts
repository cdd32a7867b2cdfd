import { quantile } from './intensities.js';

/** A class of intensity: of what kind of tissue it is, is not claimed. */
interface IntensityClass {
  readonly mean: number;
  readonly sigma: number;
  /** Share of the object's voxels. */
  readonly share: number;
}

/** A mixture of three, darkest first, by its parameters. */
interface Mixture {
  readonly mean: Float64Array;
  readonly sigma: Float64Array;
  readonly share: Float64Array;
}

/** The histogram of the object: its least value, the width of its bins, and the share of the voxels in each. */
interface Histogram {
  readonly least: number;
  readonly width: number;
  readonly shares: Float64Array;
}

const BINS = 160;
/** A few bright vessels and dark holes are no class. */
const TRIM = 0.005;
/** Beyond the trimmed range, as a share of it: room for the tails of the outer classes, whose spread is asked for. */
const MARGIN = 0.15;
const ROUNDS = 600;
/** Ashman's D: above 2, two normal distributions are told apart (Ashman et al. 1994, Astron J 108:2348). */
const LEAST_SEPARATION = 2;
/** The histogram falls to less than this share of the lower of two peaks between them. */
const VALLEY = 0.85;
/** Fewer of the voxels are no class. */
const LEAST_SHARE = 0.05;

/**
 * The middle and the brightest of three classes of intensity in the object, or undefined where they are not told apart:
 * where they overlap, where no valley lies between them, or where one holds less than a twentieth of the voxels.
 * Method: a mixture of three normal distributions fitted to the histogram by expectation-maximisation (Dempster et al.
 * 1977, J R Stat Soc B 39:1), begun from the best split in three (Otsu 1979). Cut-off tails do not narrow the classes.
 * @param sorted sorted intensities of the object
 */
export function brighterClasses(sorted: Float32Array): readonly [IntensityClass, IntensityClass] | undefined {
  const histogram = histogramOf(sorted);
  if (!histogram) return undefined;
  const mixture = fitted(histogram, bestSplit(histogram));
  const order = [0, 1, 2].sort((a, b) => (mixture.mean[a] ?? 0) - (mixture.mean[b] ?? 0));
  const [, middle, bright] = order.map((at) => ({
    mean: mixture.mean[at] ?? 0,
    sigma: mixture.sigma[at] ?? 0,
    share: mixture.share[at] ?? 0,
  }));
  if (!middle || !bright || Math.min(middle.share, bright.share) < LEAST_SHARE) return undefined;
  const separation = (Math.SQRT2 * (bright.mean - middle.mean)) / Math.hypot(bright.sigma, middle.sigma);
  if (!(separation > LEAST_SEPARATION) || !hasValley(histogram, middle.mean, bright.mean)) return undefined;
  return [middle, bright];
}

function histogramOf(sorted: Float32Array): Histogram | undefined {
  const [low, high] = [quantile(sorted, TRIM), quantile(sorted, 1 - TRIM)];
  const least = low - MARGIN * (high - low);
  const width = ((1 + 2 * MARGIN) * (high - low)) / BINS;
  if (!(width > 0)) return undefined;
  const shares = new Float64Array(BINS);
  let inside = 0;
  for (const value of sorted) {
    const bin = Math.floor((value - least) / width);
    if (bin < 0 || bin >= BINS) continue;
    shares[bin] = (shares[bin] ?? 0) + 1;
    inside++;
  }
  return inside > 0 ? { least, width, shares: shares.map((count) => count / inside) } : undefined;
}

/** Sums of shares, of shares times bin, and of shares times bin², below each bin. */
function cumulated(shares: Float64Array, power: number): Float64Array {
  const out = new Float64Array(shares.length + 1);
  shares.forEach((share, bin) => {
    out[bin + 1] = (out[bin] ?? 0) + share * bin ** power;
  });
  return out;
}

/** The split of the histogram in three with the least variance within the parts, as a mixture in bins. */
function bestSplit({ shares }: Histogram): Mixture {
  const [mass, first, second] = [0, 1, 2].map((power) => cumulated(shares, power));
  const part = (from: number, end: number): [number, number, number] => {
    const weight = (mass?.[end] ?? 0) - (mass?.[from] ?? 0);
    if (!(weight > 0)) return [0, (from + end) / 2, 0];
    const mean = ((first?.[end] ?? 0) - (first?.[from] ?? 0)) / weight;
    return [weight, mean, Math.max(0, ((second?.[end] ?? 0) - (second?.[from] ?? 0)) / weight - mean * mean)];
  };
  let best = Number.POSITIVE_INFINITY;
  let parts = [part(0, BINS), part(0, BINS), part(0, BINS)];
  for (let a = 1; a < BINS - 1; a++) {
    for (let b = a + 1; b < BINS; b++) {
      const three = [part(0, a), part(a, b), part(b, BINS)];
      const within = three.reduce((sum, [weight, , variance]) => sum + weight * variance, 0);
      if (within < best) {
        best = within;
        parts = three;
      }
    }
  }
  return {
    share: Float64Array.from(parts, ([weight]) => weight),
    mean: Float64Array.from(parts, ([, mean]) => mean),
    sigma: Float64Array.from(parts, ([, , variance]) => Math.sqrt(Math.max(variance, 1 / 12))),
  };
}

/** Expectation-maximisation in bins; the result in intensities. */
function fitted({ least, width, shares }: Histogram, mixture: Mixture): Mixture {
  const sums: Sums = { mass: new Float64Array(3), first: new Float64Array(3), second: new Float64Array(3) };
  for (let round = 0; round < ROUNDS; round++) {
    expect(shares, mixture, sums);
    maximise(mixture, sums);
  }
  const { share, mean, sigma } = mixture;
  return {
    share,
    mean: mean.map((bin) => least + (bin + 0.5) * width),
    sigma: sigma.map((bins) => bins * width),
  };
}

/** Of each class: its part of the voxels, and their sums of bin and bin². */
interface Sums {
  readonly mass: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

function expect(shares: Float64Array, { mean, sigma, share }: Mixture, { mass, first, second }: Sums): void {
  mass.fill(0);
  first.fill(0);
  second.fill(0);
  const weight = new Float64Array(3);
  for (let bin = 0; bin < BINS; bin++) {
    let total = 0;
    for (let k = 0; k < 3; k++) {
      const z = (bin - (mean[k] ?? 0)) / (sigma[k] ?? 1);
      weight[k] = ((share[k] ?? 0) / (sigma[k] ?? 1)) * Math.exp(-0.5 * z * z);
      total += weight[k] ?? 0;
    }
    if (!(total > 0)) continue;
    for (let k = 0; k < 3; k++) {
      const part = ((shares[bin] ?? 0) * (weight[k] ?? 0)) / total;
      mass[k] = (mass[k] ?? 0) + part;
      first[k] = (first[k] ?? 0) + part * bin;
      second[k] = (second[k] ?? 0) + part * bin * bin;
    }
  }
}

function maximise({ mean, sigma, share }: Mixture, { mass, first, second }: Sums): void {
  for (let k = 0; k < 3; k++) {
    const part = mass[k] ?? 0;
    // A class that has lost its voxels stays where it is.
    if (!(part > 1e-9)) continue;
    const centre = (first[k] ?? 0) / part;
    share[k] = part;
    mean[k] = centre;
    // A class is no narrower than what a bin spreads.
    sigma[k] = Math.sqrt(Math.max(1 / 12, (second[k] ?? 0) / part - centre * centre));
  }
}

/** Whether the histogram, smoothed over five bins, falls well below both peaks between them. */
function hasValley({ least, width, shares }: Histogram, from: number, to: number): boolean {
  const level = (bin: number): number => {
    let sum = 0;
    for (let other = bin - 2; other <= bin + 2; other++) sum += shares[other] ?? 0;
    return sum;
  };
  const first = Math.round((from - least) / width);
  const last = Math.round((to - least) / width);
  let valley = Number.POSITIVE_INFINITY;
  for (let bin = first; bin <= last; bin++) valley = Math.min(valley, level(bin));
  return valley < VALLEY * Math.min(level(first), level(last));
}

import { finiteMedian } from '../../slices/robust.js';
import { select } from '../../temporal/order-statistics.js';

/** Bins of the histogram that the two levels are told from. */
const BINS = 256;
/** Values that are looked at: so many tell the levels as well as all do. */
const SAMPLE = 20000;

/** The two levels of an image, and the value half-way between them. */
export interface Levels {
  readonly low: number;
  readonly high: number;
  readonly half: number;
}

/**
 * The levels of a dark ground and of a bright object: medians of the two classes that Otsu's threshold makes.
 * Otsu 1979, IEEE Trans Syst Man Cybern 9:62.
 * @returns undefined where the image is one value
 */
export function twoLevels(values: Float32Array): Levels | undefined {
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  const sample = Float64Array.from(values.filter((value, i) => i % step === 0 && Number.isFinite(value)));
  if (sample.length < 2) return undefined;
  const least = select(sample, sample.length, Math.floor(0.001 * (sample.length - 1)));
  const most = select(sample, sample.length, Math.ceil(0.999 * (sample.length - 1)));
  if (!(most > least)) return undefined;
  const threshold = otsu(sample, least, most);
  const low = finiteMedian(sample.filter((value) => value < threshold));
  const high = finiteMedian(sample.filter((value) => value >= threshold));
  return high > low ? { low, high, half: (low + high) / 2 } : undefined;
}

function otsu(sample: Float64Array, least: number, most: number): number {
  const histogram = new Float64Array(BINS);
  const scale = (BINS - 1) / (most - least);
  let all = 0;
  for (const value of sample) {
    const bin = Math.round(Math.max(0, Math.min(1, (value - least) / (most - least))) * (BINS - 1));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
    all += bin;
  }
  let [below, sum, best, bestBin] = [0, 0, -1, 0];
  for (let bin = 0; bin < BINS - 1; bin++) {
    below += histogram[bin] ?? 0;
    sum += bin * (histogram[bin] ?? 0);
    const above = sample.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sum / below - (all - sum) / above) ** 2;
    if (between > best) [best, bestBin] = [between, bin];
  }
  return least + (bestBin + 0.5) / scale;
}

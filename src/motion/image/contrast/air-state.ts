import { endOfRun } from './fill-values.js';
import { quantile, sortedSample, stepOf } from './intensities.js';
import { spreadQuantile } from './rayleigh.js';

/** Whether figures of air can be had. */
export type AirState = 'usable' | 'masked-background' | 'little-air';

/** A standard deviation of so many values is known to 2.5 %. */
const LEAST_VOXELS = 1000;
const LEAST_SHARE = 0.005;
/** Air is darker than this share of the object; what is brighter is dark tissue of an object that fills the field. */
const DARK = 0.2;
/** In Hounsfield units nothing but air lies below this. */
const AIR_HU = -850;
const HOUNSFIELD = -500;
/** Noise has to spread its middle half over this many steps of the values that are stored. */
const LEAST_STEPS = 1;

/**
 * The number of magnitudes of noise below x rises as x² or faster, so that a tenth of them lies below 0.69 of what a
 * fifth lies below. Where a scanner pulls noise towards 0, it is a half of it or less.
 */
const RISE = 0.58;
/** And the least value that is left is more frequent than the next by more than chance. */
const FALL = 1.5;
const SURE = 0.01;

/** What is known of the air when the masks stand. */
interface AirFacts {
  readonly values: Float32Array;
  readonly foreground: Uint8Array;
  readonly air: Uint8Array;
  readonly foregroundVoxels: number;
  readonly airVoxels: number;
  /** Voxels well outside of the object, those set to one value among them. */
  readonly outside: number;
}

/** Whether the air can be measured: enough of it, dark, and with noise that is more than rounding. */
export function airState(facts: AirFacts): AirState {
  const { values, foreground, air, foregroundVoxels, airVoxels, outside } = facts;
  if (airVoxels < Math.max(LEAST_VOXELS, LEAST_SHARE * values.length)) {
    return outside - airVoxels > airVoxels ? 'masked-background' : 'little-air';
  }
  const inAir = sortedSample(values, air, airVoxels);
  const level = quantile(inAir, 0.5);
  const object = quantile(sortedSample(values, foreground, foregroundVoxels), 0.5);
  if (level < HOUNSFIELD ? level > AIR_HU : level > DARK * object) return 'little-air';
  if (level >= HOUNSFIELD && isSuppressed(inAir)) return 'masked-background';
  const spread = quantile(inAir, 0.75) - quantile(inAir, 0.25);
  return spread > 0 && spread >= LEAST_STEPS * stepOf(inAir) ? 'usable' : 'masked-background';
}

/** Whether small values are far more frequent than in magnitudes of noise: what was not set to 0 was pulled to it. */
function isSuppressed(sorted: Float32Array): boolean {
  const [tenth, fifth] = [spreadQuantile(sorted, 0.1), spreadQuantile(sorted, 0.2)];
  if (tenth >= 0 && tenth < RISE * fifth) return true;
  const first = endOfRun(sorted, 0);
  return first > SURE * sorted.length && first > FALL * (endOfRun(sorted, first) - first);
}

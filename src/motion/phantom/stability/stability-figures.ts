import type { Measured } from '../../image/image-volume.js';
import { detrend, type TimeBasis, timeBasis } from './detrend.js';
import { meanCourse, type RegionCourses } from './region-courses.js';

/** Figures of a region over time, by Friedman & Glover 2006, J Magn Reson Imaging 23:827. */
export interface RegionFigures {
  /** Mean over the pixels of mean over standard deviation in time. */
  readonly sfnr: Measured;
  readonly staticSnr: Measured;
  readonly fluctuationPercent: Measured;
  readonly driftPercent: Measured;
  readonly decorrelationRadiusPixels: Measured;
}

/** A standard deviation below this share of the mean is none: the volumes are copies. */
const LEAST_DEVIATION = 1e-9;
const UNCERTAIN: Measured = { absent: 'uncertain' };

/**
 * Measures a square region over time. Nothing is known of it where a value is no number, or where a pixel does not
 * fluctuate at all: it is clipped, or the volumes are copies.
 */
export function stabilityFigures(region: RegionCourses): RegionFigures {
  const basis = timeBasis(region.volumes);
  const whole = detrend(meanCourse(region, region.side), basis);
  const known = (value: number): Measured => (Number.isFinite(value) ? value : UNCERTAIN);
  if (whole.mean <= 0) return nothing({ absent: 'no-signal' });
  const sfnr = meanSfnr(region, basis);
  if (!Number.isFinite(sfnr)) return nothing(UNCERTAIN);
  return {
    sfnr,
    staticSnr: known(staticSnr(region, whole.mean)),
    fluctuationPercent: known((100 * whole.deviation) / whole.mean),
    driftPercent: known((100 * whole.fitRange) / whole.mean),
    decorrelationRadiusPixels: known(decorrelationRadius(region, basis)),
  };
}

function nothing(absent: Measured): RegionFigures {
  return {
    sfnr: absent,
    staticSnr: absent,
    fluctuationPercent: absent,
    driftPercent: absent,
    decorrelationRadiusPixels: absent,
  };
}

/** NaN where a pixel does not fluctuate at all. */
function meanSfnr({ side, volumes, courses }: RegionCourses, basis: TimeBasis): number {
  let sum = 0;
  for (let pixel = 0; pixel < side * side; pixel++) {
    const { mean, deviation } = detrend(courses.subarray(pixel * volumes, (pixel + 1) * volumes), basis);
    if (!(deviation > LEAST_DEVIATION * mean)) return Number.NaN;
    sum += mean / deviation;
  }
  return sum / (side * side);
}

/**
 * Static spatial noise: the variance over the region of the sum of the odd less that of the even volumes is that of as
 * many volumes as there are. A last volume without partner is left out.
 */
function staticSnr({ side, volumes, courses }: RegionCourses, signal: number): number {
  const even = volumes - (volumes % 2);
  let [sum, squares] = [0, 0];
  for (let pixel = 0; pixel < side * side; pixel++) {
    let difference = 0;
    for (let volume = 0; volume < even; volume++)
      difference += (volume % 2 === 0 ? 1 : -1) * (courses[pixel * volumes + volume] ?? 0);
    sum += difference;
    squares += difference * difference;
  }
  const pixels = side * side;
  const variance = (squares - (sum * sum) / pixels) / (pixels - 1);
  return variance > (LEAST_DEVIATION * signal) ** 2 ? signal / Math.sqrt(variance / even) : Number.NaN;
}

/**
 * Weisskoff 1996, Magn Reson Med 36:643: the coefficient of variation of one pixel in the middle over that of the whole
 * region. Were the noise of all pixels independent, it would be the region's side.
 */
function decorrelationRadius(region: RegionCourses, basis: TimeBasis): number {
  const variation = (inner: number): number => {
    const { mean, deviation } = detrend(meanCourse(region, inner), basis);
    return deviation > LEAST_DEVIATION * mean ? deviation / mean : Number.NaN;
  };
  return variation(1) / variation(region.side);
}

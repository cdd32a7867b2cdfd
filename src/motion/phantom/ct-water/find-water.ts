import { robustDeviation } from '../../slices/robust.js';
import { type FoundDisc, findDisc, type Slice2d } from '../find/find-disc.js';
import type { NotFoundReason, PhantomImage } from '../phantom-image.js';
import { type Circle, circleValues, moments, sliceOf } from './circle.js';
import { type RadialProfile, radialProfile, ringMeans, smoothProfile } from './radial-profile.js';

/** The water of one slice: without the wall. */
export interface Water extends Circle {
  readonly slice: number;
  readonly image: Slice2d;
  readonly profile: RadialProfile;
}

/** Padding outside of the circle of reconstruction lies lower than air. */
const AIR_HU = -1000;
/** What lies outside is air at most so high. */
const MOST_AIR_HU = -800;
/** Water is not this far from 0 HU, however badly a scanner is calibrated: it is another filling or another unit. */
const MOST_WATER_HU = 200;
/** Directions in which the outline must be seen; a table may touch it. */
const LEAST_SHARE = 0.8;
/** Half axes may differ by this, and the outline leave a circle by this share of its radius. */
const MOST_ELONGATION = 0.05;
const MOST_ROUGHNESS = 0.03;
/** Smaller discs have no room for the regions. */
const LEAST_RADIUS_MM = 40;

/** Finds the water in a slice, or says why it is none. */
export function findWater(image: PhantomImage, slice: number): Water | NotFoundReason {
  const own = sliceOf(image, slice);
  const air = own.values.map((value) => Math.max(value, AIR_HU));
  const disc = findDisc({ ...own, values: air });
  if (!disc) return 'no-object';
  if (disc.outside > MOST_AIR_HU || Math.abs(disc.inside) > MOST_WATER_HU) return 'no-object';
  if (disc.share < LEAST_SHARE) return 'cut-off';
  if (!isRound(disc)) return 'other-shape';
  if (disc.radiusMm < LEAST_RADIUS_MM) return 'other-size';
  const { centre } = disc;
  const whole = radialProfile(own, { centre, radiusMm: disc.radiusMm });
  const radiusMm = innerRadiusMm(whole, disc.radiusMm);
  if (radiusMm === undefined) return 'structure-not-found';
  const water: Water = { slice, image: own, centre, radiusMm, profile: whole };
  return isHomogeneous(water) ? water : 'structure-not-found';
}

function isRound({ halfAxesMm: [a, b], roughnessMm, radiusMm }: FoundDisc): boolean {
  const elongation = Math.max(a, b) / Math.min(a, b) - 1;
  return elongation <= MOST_ELONGATION && roughnessMm <= MOST_ROUGHNESS * radiusMm;
}

/** The wall is looked for outside of this share of the radius. */
const SURELY_WATER = 0.8;
/** What is this far from the water's profile is no water, HU. */
const WALL_HU = 10;
/** Rings in line that must look like water. */
const WATER_RINGS = 3;

/**
 * Where the water ends: inwards from the outline the first rings that continue the profile of the middle; where the wall
 * is denser than water, half way up to it.
 */
function innerRadiusMm(profile: RadialProfile, outerMm: number): number | undefined {
  const smooth = smoothProfile(profile, { degree: 1, radiusMm: SURELY_WATER * outerMm });
  if (!smooth) return undefined;
  const above = ringMeans(profile).means.map((mean, ring) => mean - (smooth[ring] ?? 0));
  const inner = Math.floor((SURELY_WATER * outerMm) / profile.stepMm);
  const tolerance = Math.max(WALL_HU, 4 * robustDeviation(Array.from(above.subarray(inner >> 1, inner))));
  const isWater = (ring: number): boolean => Math.abs(above[ring] ?? Number.NaN) <= tolerance;
  for (let ring = above.length - 1; ring >= inner; ring--) {
    if (!Array.from({ length: WATER_RINGS }, (_, n) => ring - n).every(isWater)) continue;
    const half = Math.max(...above.subarray(ring)) / 2;
    let edge = ring;
    if (half > tolerance) while (edge + 1 < above.length && (above[edge + 1] ?? 0) < half) edge++;
    return (edge + 1) * profile.stepMm;
  }
  return undefined;
}

/** Side of the squares that are averaged to see structures in noise. */
const BLOCK_MM = 3;
/** The share of the radius that is looked at. */
const LOOKED_AT = 0.9;
/** A structure differs by so much, HU, and by so many standard deviations of the squares… */
const STRUCTURE_HU = 40;
const STRUCTURE_DEVIATIONS = 5;
/** …and takes more than this share of the disc. */
const STRUCTURE_SHARE = 0.01;

/** Whether there is nothing in the water: inserts, bone, air. */
function isHomogeneous({ image, centre, radiusMm, profile }: Water): boolean {
  const smooth = smoothProfile(profile, { degree: 2, radiusMm: LOOKED_AT * radiusMm });
  if (!smooth) return false;
  const [pixelMm, rowMm] = image.spacingMm;
  const reach = [radiusMm / pixelMm, radiusMm / rowMm] as const;
  const step = [
    Math.max(1, Math.round(BLOCK_MM / pixelMm)),
    Math.max(1, Math.round(BLOCK_MM / rowMm)),
  ] as const;
  const deviations: number[] = [];
  for (let y = centre[1] - reach[1]; y <= centre[1] + reach[1]; y += step[1]) {
    for (let x = centre[0] - reach[0]; x <= centre[0] + reach[0]; x += step[0]) {
      const r = Math.hypot((x - centre[0]) * pixelMm, (y - centre[1]) * rowMm);
      if (r > LOOKED_AT * radiusMm) continue;
      const { mean } = moments(circleValues(image, { centre: [x, y], radiusMm: BLOCK_MM / 2 }));
      deviations.push(mean - (smooth[Math.floor(r / profile.stepMm)] ?? 0));
    }
  }
  const limit = Math.max(STRUCTURE_HU, STRUCTURE_DEVIATIONS * robustDeviation(deviations));
  const odd = deviations.filter((deviation) => Math.abs(deviation) > limit).length;
  return odd <= STRUCTURE_SHARE * deviations.length;
}

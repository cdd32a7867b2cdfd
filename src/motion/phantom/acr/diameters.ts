import type { Absent } from '../../image/image-volume.js';
import { finiteMedian, robustDeviation } from '../../slices/robust.js';
import type { FoundDisc, Slice2d } from '../find/find-disc.js';
import { distanceFrom, type Ellipse, type PointMm } from '../find/fit-ellipse.js';
import { outline } from '../find/outline.js';
import { smoothed } from '../find/smoothed.js';

/** A diameter of the phantom: its ends, mm from the image's first pixel's centre, and its length. */
export interface Diameter {
  readonly lengthMm: number;
  readonly from: PointMm;
  readonly to: PointMm;
}

/** Half the angle on either side of a direction whose outline gives the end of a diameter: ± 20 mm at the rim. */
const FAN_RAD = (12 * Math.PI) / 180;
/** Points this far from the ellipse are bubbles or inserts, mm, unless the whole outline is as rough. */
const OFF_MM = 1.5;
const OFF_DEVIATIONS = 3;
/** Of a fan's directions so many must show the outline. */
const LEAST_SHARE = 0.3;
/** Fewer points of a fan are not looked at. */
const RAYS_IN_FAN = 24;

/** The outline of a slice. */
export interface Outline {
  readonly ellipse: Ellipse;
  /** Points on the outline: direction from its centre, and how far they lie outside of the ellipse, mm. */
  readonly points: readonly { readonly angle: number; readonly offMm: number }[];
}

/** The outline of a slice, at half height between the water and the air beside it, without bubbles and inserts. */
export function outlineOf(slice: Slice2d, disc: FoundDisc): Outline {
  const { centre, halfAxesMm: halfAxes, inside: high, outside: low } = disc;
  const [dx, dy] = slice.spacingMm;
  const ellipse: Ellipse = { centre: [centre[0] * dx, centre[1] * dy], halfAxes };
  const levels = { low, high, half: (low + high) / 2 };
  const all = outline({ slice: smoothed(slice), levels, near: ellipse }).map((point) => ({
    angle: Math.atan2(point[1] - ellipse.centre[1], point[0] - ellipse.centre[0]),
    offMm: distanceFrom(ellipse, point),
  }));
  const allowed = Math.max(OFF_MM, OFF_DEVIATIONS * robustDeviation(all.map(({ offMm }) => offMm)));
  return { ellipse, points: all.filter(({ offMm }) => Math.abs(offMm) <= allowed) };
}

/**
 * The diameter in a direction: at either end where the outline lies in the median over 20 mm to both sides, so that
 * bars, pegs and bubbles at the very end do not count.
 * @param angleRad from the image's right, clockwise
 * @returns absent where too little of the outline is seen there
 */
export function diameterAt(rim: Outline, angleRad: number): Diameter | Absent {
  const ends = [angleRad + Math.PI, angleRad].map((angle) => endAt(rim, angle));
  const [from, to] = ends;
  if (!from || !to) return { absent: 'uncertain' };
  return { lengthMm: Math.hypot(to[0] - from[0], to[1] - from[1]), from, to };
}

function endAt({ ellipse, points }: Outline, angle: number): PointMm | undefined {
  const near = points.filter((point) => Math.abs(turned(point.angle - angle)) <= FAN_RAD);
  if (near.length < LEAST_SHARE * RAYS_IN_FAN) return undefined;
  const [x, y] = [Math.cos(angle), Math.sin(angle)];
  const { centre, halfAxes } = ellipse;
  const radius =
    1 / Math.hypot(x / halfAxes[0], y / halfAxes[1]) + finiteMedian(near.map(({ offMm }) => offMm));
  return [centre[0] + radius * x, centre[1] + radius * y];
}

/** An angle between -π and π. */
function turned(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

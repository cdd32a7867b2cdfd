import { median } from '../../temporal/order-statistics.js';
import { type Ellipse, type FittedEllipse, fitEllipse } from './fit-ellipse.js';
import { largestComponent } from './largest-component.js';
import { type Levels, twoLevels } from './levels.js';
import { outline, RAYS } from './outline.js';
import type { Slice2d } from './slice-2d.js';
import { smoothed } from './smoothed.js';

export type { Slice2d } from './slice-2d.js';

/** A disc in a slice. Pixel coordinates: a pixel's index means its centre. */
export interface FoundDisc {
  readonly centre: readonly [number, number];
  /** Mean radius of the outline, mm: the geometric mean of the half axes. */
  readonly radiusMm: number;
  /** Half axes along a row and along a column, mm: as the outline has them. */
  readonly halfAxesMm: readonly [number, number];
  /** Root mean square distance of the outline's points from the ellipse, mm. */
  readonly roughnessMm: number;
  /** Share of the outline's directions in which an edge was found. */
  readonly share: number;
  /** Median inside, without what is darker than half (inserts), and median outside. */
  readonly inside: number;
  readonly outside: number;
}

/** An object smaller than this is not told from noise, pixels. */
const LEAST_PIXELS = 40;
/** Edges must be found in so many directions, and so many of them lie on one ellipse. */
const LEAST_SHARE = 0.4;
/** The object must be above its surroundings by so many robust standard deviations of either. */
const LEAST_CONTRAST = 2;
const ROUNDS = 5;
/** An outline that moves less from round to round is found, mm. */
const SETTLED_MM = 0.01;
/** How far the first rays go, as a share of the diagonal of what they start from. */
const REACH_SHARE = 0.75;
/** Standard deviations of a normal distribution in its median absolute deviation. */
const MAD_TO_SD = 1.4826;
/** Where levels are taken: within and beyond these shares of the radius. */
const WITHIN = 0.9;
const BEYOND = 1.15;

/**
 * Finds a bright disc (or ellipse along the axes): its outline at half height between inside and outside, to a fraction
 * of a pixel, along rays from its centre; points that are not on the outline (bubbles, inserts at the rim) are left out
 * robustly.
 * @returns undefined where there is none
 */
export function findDisc(slice: Slice2d): FoundDisc | undefined {
  const { spacingMm } = slice;
  const soft = smoothed(slice);
  const levels = twoLevels(soft.values);
  const object = levels && largestComponent({ ...soft, level: levels.half });
  if (!levels || !object || object.pixels < LEAST_PIXELS) return undefined;
  const [left, right, top, bottom] = object.box;
  const centre = [object.centre[0] * spacingMm[0], object.centre[1] * spacingMm[1]] as const;
  // Centroid and box of an object with dark inserts are not its outline's: rays go a little past the farthest corner.
  const reach =
    Math.hypot((right - left + 4) * spacingMm[0], (bottom - top + 4) * spacingMm[1]) * REACH_SHARE;
  const first = outline({ slice: soft, levels, near: { centre, halfAxes: [reach, reach] }, last: true });
  let fitted = fitEllipse(first);
  let edges = first.length;
  for (let round = 0, settled = false; round < ROUNDS && fitted && !settled; round++) {
    const near: FittedEllipse = fitted;
    const points = outline({ slice: soft, levels, near });
    edges = points.length;
    fitted = fitEllipse(points);
    settled = fitted !== undefined && movedBy(near, fitted) < SETTLED_MM;
  }
  if (!fitted || edges < LEAST_SHARE * RAYS || fitted.on < LEAST_SHARE * RAYS) return undefined;
  return described(slice, levels, { fitted, edges });
}

function described(
  slice: Slice2d,
  levels: Levels,
  { fitted, edges }: { fitted: FittedEllipse; edges: number },
): FoundDisc | undefined {
  const { halfAxes, centre, roughness } = fitted;
  const inside = medianWhere(slice, fitted, { share: (share) => share < WITHIN, least: levels.half });
  const beyond = (share: number): boolean => share > BEYOND;
  const ground = medianWhere(slice, fitted, { share: beyond });
  const outside = Number.isNaN(ground) ? levels.low : ground;
  const deviation = medianWhere(slice, fitted, { share: beyond, from: outside });
  const noise = Number.isNaN(deviation) ? 0 : MAD_TO_SD * deviation;
  if (!(inside - outside > LEAST_CONTRAST * noise)) return undefined;
  return {
    centre: [centre[0] / slice.spacingMm[0], centre[1] / slice.spacingMm[1]],
    radiusMm: Math.sqrt(halfAxes[0] * halfAxes[1]),
    halfAxesMm: halfAxes,
    roughnessMm: roughness,
    share: edges / RAYS,
    inside,
    outside,
  };
}

/** How far the centre or an axis of an ellipse is from another's, mm. */
function movedBy(a: Ellipse, b: Ellipse): number {
  return Math.max(
    Math.hypot(a.centre[0] - b.centre[0], a.centre[1] - b.centre[1]),
    Math.abs(a.halfAxes[0] - b.halfAxes[0]),
    Math.abs(a.halfAxes[1] - b.halfAxes[1]),
  );
}

/** Which pixels a median is taken over, by their distance from an ellipse's centre as a share of its radius. */
interface Where {
  readonly share: (share: number) => boolean;
  /** Of the distances from this value instead of the values. */
  readonly from?: number;
  /** Values below this do not count. */
  readonly least?: number;
}

/** Median of the values of pixels; NaN of none. */
function medianWhere(
  slice: Slice2d,
  { centre, halfAxes }: Ellipse,
  { share, from, least = Number.NEGATIVE_INFINITY }: Where,
): number {
  const { values, columns, rows, spacingMm } = slice;
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let j = 0; j < rows; j++) {
    const y = (j * spacingMm[1] - centre[1]) / halfAxes[1];
    for (let i = 0; i < columns; i++) {
      const x = (i * spacingMm[0] - centre[0]) / halfAxes[0];
      const value = values[j * columns + i] ?? Number.NaN;
      if (!Number.isFinite(value) || value < least || !share(Math.sqrt(x * x + y * y))) continue;
      kept[count++] = from === undefined ? value : Math.abs(value - from);
    }
  }
  return median(kept, count);
}

import { median } from '../../temporal/order-statistics.js';
import { crossing, sampleAt } from './edge-position.js';
import type { Ellipse, PointMm } from './fit-ellipse.js';
import type { Levels } from './levels.js';
import type { Slice2d } from './slice-2d.js';

/** Directions that the outline is looked for in. */
export const RAYS = 360;
/** Samples a pixel along a ray. */
const PER_PIXEL = 2;
/** Where an edge is looked for, and where the object's level near it is taken: shares of the ellipse's radius. */
const ZONE = { from: 0.8, to: 1.2, levelTo: 0.94 } as const;
/** An object this much darker or brighter than its median is an insert or a bubble, and does not count. */
const LEVEL_RANGE = { least: 0.6, most: 1.6 } as const;

/** Samples along a ray, and where they lie on it. */
interface Ray {
  readonly values: Float64Array;
  readonly count: number;
  readonly fromMm: number;
  readonly stepMm: number;
}

/** What the outline is looked for with. */
export interface OutlineSearch {
  readonly slice: Slice2d;
  readonly levels: Levels;
  /** Edges nearest to this ellipse are taken, or, where `last`, those that rays from its centre meet last within it. */
  readonly near: Ellipse;
  readonly last?: boolean;
}

/**
 * Points in mm where rays from a centre leave a bright object: at half height, which is local where the object's
 * brightness varies. Directions without an edge are left out.
 */
export function outline({ slice, levels, near, last = false }: OutlineSearch): PointMm[] {
  const [dx, dy] = slice.spacingMm;
  const stepMm = Math.min(dx, dy) / PER_PIXEL;
  const most = Math.ceil((ZONE.to * Math.max(...near.halfAxes)) / stepMm) + 2;
  const values = new Float64Array(most);
  const points: PointMm[] = [];
  for (let n = 0; n < RAYS; n++) {
    const angle = (2 * Math.PI * n) / RAYS;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    const radius = 1 / Math.hypot(x / near.halfAxes[0], y / near.halfAxes[1]);
    const fromMm = last ? 0 : ZONE.from * radius;
    const count = Math.min(most, Math.floor(((last ? 1 : ZONE.to) * radius - fromMm) / stepMm) + 1);
    for (let i = 0; i < count; i++) {
      const mm = fromMm + i * stepMm;
      values[i] = sampleAt(slice, (near.centre[0] + mm * x) / dx, (near.centre[1] + mm * y) / dy);
    }
    const ray = { values, count, fromMm, stepMm };
    const mm = edgeOf(ray, last ? levels.half : localHalf(ray, radius, levels), last ? undefined : radius);
    if (mm !== undefined) points.push([near.centre[0] + mm * x, near.centre[1] + mm * y]);
  }
  return points;
}

/** Where a ray falls below a level: nearest to a distance, or last. */
function edgeOf({ values, count, fromMm, stepMm }: Ray, level: number, nearMm?: number): number | undefined {
  let best: number | undefined;
  for (let i = count - 2; i >= 0; i--) {
    const [inner, outer] = [values[i] ?? 0, values[i + 1] ?? 0];
    if (!(inner >= level && outer < level)) continue;
    const mm = fromMm + (i + (crossing(inner, outer, level) ?? 0)) * stepMm;
    if (nearMm === undefined) return mm;
    if (best === undefined || Math.abs(mm - nearMm) < Math.abs(best - nearMm)) best = mm;
  }
  return best;
}

function localHalf(
  { values, count, fromMm, stepMm }: Ray,
  radius: number,
  { low, high, half }: Levels,
): number {
  const inside = Math.min(count, Math.floor((ZONE.levelTo * radius - fromMm) / stepMm));
  const level = (median(values.slice(0, inside), inside) - low) / (high - low);
  return level >= LEVEL_RANGE.least && level <= LEVEL_RANGE.most ? low + (level * (high - low)) / 2 : half;
}

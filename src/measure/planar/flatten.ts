import { addScaled, cross, dot, type Vector3 } from '../../study/vectors.js';
import { between, lengthOf } from './mm-shape.js';
import type { PlanePoint } from './outline.js';

/** The points of an outline in the plane that they lie in. */
export interface Flattened {
  readonly points: readonly PlanePoint[];
  /** Size of the outline: twice the largest distance from its first point at most, mm. */
  readonly extentMm: number;
  /** Largest distance of a point from the plane, mm. */
  readonly offPlaneMm: number;
}

/** An area vector that is shorter than this share of the outline's square does not tell the plane. */
const MIN_AREA_SHARE = 1e-6;

/**
 * Lays an outline into its plane. The plane's normal is the outline's area vector (M. E. Newell's method; Tampieri
 * 1992, Graphics Gems III), or, where its parts cancel, that of its widest triangle.
 * @returns undefined for points on one line
 */
export function flatten(corners: readonly Vector3[]): Flattened | undefined {
  const origin = corners[0] ?? [0, 0, 0];
  const arms = corners.map((corner) => between(origin, corner));
  const far = arms.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a), [0, 0, 0] as Vector3);
  const extentMm = lengthOf(far);
  const normal = normalOf(arms, far);
  if (!normal) return undefined;
  const across = addScaled(far, normal, -dot(far, normal));
  const x = unit(across);
  const y = cross(normal, x);
  // Mean distance first: the plane goes through the middle of the points, not through one of them.
  const heights = arms.map((arm) => dot(arm, normal));
  const mean = heights.reduce((sum, height) => sum + height, 0) / heights.length;
  return {
    points: arms.map((arm) => [dot(arm, x), dot(arm, y)]),
    extentMm,
    offPlaneMm: heights.reduce((most, height) => Math.max(most, Math.abs(height - mean)), 0),
  };
}

function normalOf(arms: readonly Vector3[], far: Vector3): Vector3 | undefined {
  const smallest = MIN_AREA_SHARE * dot(far, far);
  let area: Vector3 = [0, 0, 0];
  let widest: Vector3 = [0, 0, 0];
  for (const [i, arm] of arms.entries()) {
    area = addScaled(area, cross(arm, arms[i + 1] ?? [0, 0, 0]), 1);
    const triangle = cross(far, arm);
    if (lengthOf(triangle) > lengthOf(widest)) widest = triangle;
  }
  const normal = lengthOf(area) > smallest ? area : widest;
  return lengthOf(normal) > 1e-9 * dot(far, far) ? unit(normal) : undefined;
}

function unit(vector: Vector3): Vector3 {
  return addScaled([0, 0, 0], vector, 1 / lengthOf(vector));
}

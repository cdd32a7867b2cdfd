import { valueAt } from '../find/edge-position.js';
import type { FoundDisc, Slice2d } from '../find/find-disc.js';

/** Inner radius of the insert's ring, mm, as it is in images; and how far a phantom may differ. */
const RING_MM = 45;
const TOLERANCE_MM = 3;
/** Where no ring is met, the discs lie about the phantom's centre within this radius. */
const BARE_RADIUS_MM = 45;
const RAYS = 72;
const STEP_MM = 0.25;
/** Share of rays that must meet the ring at its place for it to be one. */
const LEAST_SHARE = 0.8;

/** The round region that the discs lie in: centre in pixels, and radius. */
export interface Insert {
  readonly centre: readonly [number, number];
  readonly radiusMm: number;
}

/** Distance in mm along a ray at which the image falls below half, or undefined before `most`. */
function darkAt(
  slice: Slice2d,
  from: readonly [number, number],
  ray: { angle: number; half: number; most: number },
) {
  for (let mm = 0; mm <= ray.most; mm += STEP_MM) {
    const column = from[0] + (mm * Math.cos(ray.angle)) / slice.spacingMm[0];
    const value = valueAt(slice, column, from[1] + (mm * Math.sin(ray.angle)) / slice.spacingMm[1]);
    if (value === undefined || value < ray.half) return mm;
  }
  return undefined;
}

/** The centre of the circle through points at `mm` along evenly spread rays: first harmonic of the distance, refined. */
function ringCentre(slice: Slice2d, disc: FoundDisc): Insert | undefined {
  let centre = disc.centre;
  let radiusMm = 0;
  const half = (disc.inside + disc.outside) / 2;
  for (let round = 0; round < 4; round++) {
    let [sum, x, y, met] = [0, 0, 0, 0];
    for (let n = 0; n < RAYS; n++) {
      const angle = (2 * Math.PI * n) / RAYS;
      const mm = darkAt(slice, centre, { angle, half, most: RING_MM + 25 });
      if (mm === undefined) continue;
      met++;
      sum += mm;
      x += mm * Math.cos(angle);
      y += mm * Math.sin(angle);
    }
    if (met < LEAST_SHARE * RAYS) return undefined;
    radiusMm = sum / met;
    centre = [centre[0] + (2 * x) / met / slice.spacingMm[0], centre[1] + (2 * y) / met / slice.spacingMm[1]];
  }
  return { centre, radiusMm };
}

/**
 * Finds the insert that the low-contrast discs lie in: within the dark ring about the phantom's middle or, in a phantom
 * without one, about the phantom's centre.
 * @returns undefined where there is a ring of another size
 */
export function findInsert(slice: Slice2d, disc: FoundDisc): Insert | undefined {
  const ring = ringCentre(slice, disc);
  if (!ring) return { centre: disc.centre, radiusMm: BARE_RADIUS_MM };
  return Math.abs(ring.radiusMm - RING_MM) <= TOLERANCE_MM ? ring : undefined;
}

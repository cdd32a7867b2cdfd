import { sampleAt } from '../find/edge-position.js';
import type { Slice2d } from '../find/find-disc.js';
import type { Insert } from './low-contrast-insert.js';
import type { ContrastMap } from './low-contrast-map.js';
import {
  discRadiusMm,
  HALF_SPOKE_RAD,
  type Pattern,
  placeOf,
  RING_RADII_MM,
  SPOKES,
} from './low-contrast-pattern.js';
import { templateFit } from './low-contrast-template.js';

/** A place of the pattern: on a spoke or, where `spoke` is a half, between two. */
interface Place {
  readonly spoke: number;
  readonly ring: 0 | 1 | 2;
  /** How bright it should be: the share of the square of {@link localContrast} that a disc fills. */
  readonly expected: number;
}

const SQUARE_MM2 = 2.5 * 2.5;
const PLACES: readonly Place[] = ([0, 1, 2] as const).flatMap((ring) =>
  Array.from({ length: 2 * SPOKES }, (_, n): Place => {
    const radiusMm = discRadiusMm(Math.floor(n / 2));
    const expected = n % 2 === 0 ? Math.min(1, (Math.PI * radiusMm ** 2) / SQUARE_MM2) : 0;
    return { spoke: n / 2, ring, expected };
  }),
);
const COUNT = PLACES.length;
const MEAN = PLACES.reduce((sum, { expected }) => sum + expected, 0) / COUNT;
const SPREAD = Math.sqrt(PLACES.reduce((sum, { expected }) => sum + (expected - MEAN) ** 2, 0));

/** Correlation of the contrasts at the pattern's discs and between its spokes with what they should be; −1 to 1. */
function matchOf(contrast: Slice2d, pattern: Pattern): number {
  let [sum, squares, product] = [0, 0, 0];
  for (const { spoke, ring, expected } of PLACES) {
    const place = placeOf(pattern, { spoke, distanceMm: pattern.ringsMm[ring] }, contrast.spacingMm);
    const value = sampleAt(contrast, place[0], place[1]);
    sum += value;
    squares += value * value;
    product += value * (expected - MEAN);
  }
  const spread = Math.sqrt(squares - (sum * sum) / COUNT);
  return spread > 0 ? product / (spread * SPREAD) : 0;
}

/** A pattern and how well it fits. */
interface Match {
  readonly pattern: Pattern;
  readonly fit: number;
}

const COARSE_MM = 1;
const COARSE_REACH_MM = 2;
const COARSE_STEPS = 120;

/** The best fit of every turning and handedness, over centres about the insert's. */
function coarse(contrast: Slice2d, insert: Insert): Match[] {
  const [column, row] = contrast.spacingMm;
  return ([1, -1] as const).flatMap((handedness) =>
    Array.from({ length: COARSE_STEPS }, (_, n): Match => {
      const angleRad = (2 * Math.PI * n) / COARSE_STEPS;
      let best: Match | undefined;
      for (let y = -COARSE_REACH_MM; y <= COARSE_REACH_MM; y += COARSE_MM) {
        for (let x = -COARSE_REACH_MM; x <= COARSE_REACH_MM; x += COARSE_MM) {
          const centre = [insert.centre[0] + x / column, insert.centre[1] + y / row] as const;
          const pattern: Pattern = { centre, angleRad, handedness, ringsMm: [...RING_RADII_MM] };
          const fit = matchOf(contrast, pattern);
          if (!best || fit > best.fit) best = { pattern, fit };
        }
      }
      return (
        best ?? {
          pattern: { centre: insert.centre, angleRad, handedness, ringsMm: [...RING_RADII_MM] },
          fit: 0,
        }
      );
    }),
  );
}

/** Centre (column, row) in mm, angle in rad, radii of the rings in mm. */
type Freedom = readonly [number, number, number, number, number, number];
const FIRST_STEPS: Freedom = [0.5, 0.5, 0.03, 0.5, 0.5, 0.5];
/** How far the fit may go from where it began. */
const REACHES: Freedom = [1.5, 1.5, 0.06, 1.5, 1.5, 1.5];
const HALVINGS = 4;
const MOST_ROUNDS = 8;
const DIRECTIONS = FIRST_STEPS.flatMap((_, freedom) => [[freedom, -1] as const, [freedom, 1] as const]);

function movedBy(
  { centre, angleRad, handedness, ringsMm }: Pattern,
  by: Freedom,
  spacingMm: readonly [number, number],
): Pattern {
  return {
    centre: [centre[0] + by[0] / spacingMm[0], centre[1] + by[1] / spacingMm[1]],
    angleRad: angleRad + by[2],
    handedness,
    ringsMm: [ringsMm[0] + by[3], ringsMm[1] + by[4], ringsMm[2] + by[5]],
  };
}

/**
 * Climbs from a pattern to the best {@link templateFit} nearby, one freedom after the other, by halving steps.
 */
function refine(contrast: ContrastMap, from: Pattern): Match {
  let by: Freedom = [0, 0, 0, 0, 0, 0];
  let fit = templateFit(contrast, from);
  for (let halving = 0; halving <= HALVINGS; halving++) {
    for (let climbing = true, round = 0; climbing && round < MOST_ROUNDS; round++) {
      climbing = false;
      for (const [freedom, sign] of DIRECTIONS) {
        const step = ((FIRST_STEPS[freedom] ?? 0) * sign) / 2 ** halving;
        const next = by.map((at, i) => (i === freedom ? at + step : at)) as unknown as Freedom;
        if (Math.abs(next[freedom] ?? 0) > (REACHES[freedom] ?? 0)) continue;
        const nextFit = templateFit(contrast, movedBy(from, next, contrast.spacingMm));
        if (nextFit <= fit) continue;
        [by, fit, climbing] = [next, nextFit, true];
      }
    }
  }
  return { pattern: movedBy(from, by, contrast.spacingMm), fit };
}

/** Difference of two angles, rad, 0 to π. */
function apart(a: number, b: number): number {
  return Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
}

/**
 * Finds the pattern in a map of local contrast, turned by any angle and in either handedness.
 * @returns the best match, and the fit of the best one that is turned by half a spoke and more or mirrored
 */
export function matchPattern(contrast: ContrastMap, insert: Insert): Match & { readonly rival: number } {
  const all = coarse(contrast, insert).sort((a, b) => b.fit - a.fit);
  const refined = all.slice(0, 6).map(({ pattern }) => refine(contrast, pattern));
  const best = refined.reduce((a, b) => (b.fit > a.fit ? b : a));
  const rivals = all.filter(
    ({ pattern }) =>
      pattern.handedness !== best.pattern.handedness ||
      apart(pattern.angleRad, best.pattern.angleRad) > HALF_SPOKE_RAD,
  );
  const rival = rivals[0] ? refine(contrast, rivals[0].pattern).fit : -1;
  return { ...best, rival };
}

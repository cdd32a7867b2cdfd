import { finiteMedian, robustDeviation } from '../../slices/robust.js';
import { qginv } from '../../temporal/normal-quantile.js';
import type { Slice2d } from '../find/find-disc.js';
import type { Insert } from './low-contrast-insert.js';
import { discRadiusMm, type Pattern, placeOf, SPOKES } from './low-contrast-pattern.js';
import { withoutRinging } from './low-contrast-ringing.js';
import { discShare } from './low-contrast-template.js';

/** Surroundings that a disc is told from: so far beyond its edge, mm. */
const AROUND_MM = 4;
/** Pixels nearer to another disc's edge, or to the insert's, are of no surroundings, mm. */
const CLEAR_MM = 1;
/** Fewer pixels do not tell the surroundings' slope and noise. */
const LEAST_PIXELS = 20;

/** Chance that any of a slice's discs is told where there is none (Bonferroni). */
const ALPHA = 0.05;
const RINGS = 3;
const LEAST_Z = qginv(ALPHA / (SPOKES * RINGS));

/** A disc's place, pixels, and its radius. */
interface Spot {
  readonly place: readonly [number, number];
  readonly radiusMm: number;
}

/** A disc of the insert and how surely it is told from its surroundings. */
export interface TestedDisc {
  /** Pixels. */
  readonly centre: readonly [number, number];
  readonly radiusMm: number;
  /** 1 (the largest discs) to 10. */
  readonly spoke: number;
  /** Standard deviations by which it is brighter, on the scale of places where there is no disc. */
  readonly z: number;
  readonly told: boolean;
}

/** Solves the normal equations of four unknowns: the last unknown, and its variance but for the noise's. */
function lastOf(matrix: Float64Array, right: Float64Array): { value: number; variance: number } | undefined {
  // Gaussian elimination to an upper triangle; the last row then holds the last unknown alone.
  for (let pivot = 0; pivot < 4; pivot++) {
    const diagonal = matrix[pivot * 5] ?? 0;
    if (!(diagonal > 1e-9)) return undefined;
    for (let row = pivot + 1; row < 4; row++) {
      const factor = (matrix[row * 4 + pivot] ?? 0) / diagonal;
      for (let i = pivot; i < 4; i++) {
        matrix[row * 4 + i] = (matrix[row * 4 + i] ?? 0) - factor * (matrix[pivot * 4 + i] ?? 0);
      }
      right[row] = (right[row] ?? 0) - factor * (right[pivot] ?? 0);
    }
  }
  const last = matrix[15] ?? 0;
  return { value: (right[3] ?? 0) / last, variance: 1 / last };
}

/** Pixels about a spot that belong to it or to its surroundings: offset in mm, share of the disc, and value. */
function samplesAbout(slice: Slice2d, spot: Spot, others: readonly Spot[], insert: Insert): number[][] {
  const { columns, rows, spacingMm, values } = slice;
  const [sx, sy] = spacingMm;
  const far = (a: readonly [number, number], column: number, row: number): number =>
    Math.hypot((column - a[0]) * sx, (row - a[1]) * sy);
  const reach = spot.radiusMm + AROUND_MM;
  const edgeMm = Math.max(sx, sy);
  const near = others.filter(
    ({ place, radiusMm }) => far(place, ...spot.place) < reach + radiusMm + CLEAR_MM,
  );
  const samples: number[][] = [];
  const lastRow = Math.min(rows - 1, Math.floor(spot.place[1] + reach / sy));
  const lastColumn = Math.min(columns - 1, Math.floor(spot.place[0] + reach / sx));
  for (let row = Math.max(0, Math.ceil(spot.place[1] - reach / sy)); row <= lastRow; row++) {
    for (let column = Math.max(0, Math.ceil(spot.place[0] - reach / sx)); column <= lastColumn; column++) {
      const mm = far(spot.place, column, row);
      if (mm > reach || far(insert.centre, column, row) > insert.radiusMm - CLEAR_MM) continue;
      if (near.some(({ place, radiusMm }) => far(place, column, row) < radiusMm + CLEAR_MM)) continue;
      const [x, y] = [(column - spot.place[0]) * sx, (row - spot.place[1]) * sy];
      samples.push([1, x, y, discShare(mm, spot.radiusMm, edgeMm), values[row * columns + column] ?? 0]);
    }
  }
  return samples;
}

/**
 * Student's t of a disc of known place and size on a plane, fitted by least squares; undefined where its surroundings
 * are too few.
 */
function discT(samples: readonly number[][]): number | undefined {
  if (samples.length < LEAST_PIXELS) return undefined;
  const mean = samples.reduce((sum, sample) => sum + (sample[4] ?? 0), 0) / samples.length;
  const [matrix, right] = [new Float64Array(16), new Float64Array(4)];
  let squares = 0;
  for (const sample of samples) {
    const value = (sample[4] ?? 0) - mean;
    squares += value * value;
    for (let i = 0; i < 4; i++) {
      right[i] = (right[i] ?? 0) + (sample[i] ?? 0) * value;
      for (let j = 0; j < 4; j++)
        matrix[i * 4 + j] = (matrix[i * 4 + j] ?? 0) + (sample[i] ?? 0) * (sample[j] ?? 0);
    }
  }
  const solved = lastOf(matrix, right);
  if (!solved) return undefined;
  // The eliminated right side over the diagonal gives the sum of squares that each unknown explains.
  const explained = [0, 1, 2, 3].reduce((sum, i) => sum + (right[i] ?? 0) ** 2 / (matrix[i * 5] ?? 1), 0);
  const noise = (squares - explained) / (samples.length - 4);
  // An image without any noise is made, not measured.
  if (!(noise > 1e-12 * mean * mean)) return undefined;
  return solved.value / Math.sqrt(noise * solved.variance);
}

/** Places between the spokes, and between the rings, where there is no disc. */
function emptySpots(pattern: Pattern, spacingMm: readonly [number, number]): Spot[] {
  const [first, second, third] = pattern.ringsMm;
  const distances = [(first + second) / 2, second, (second + third) / 2, third];
  return Array.from({ length: SPOKES }, (_, n) =>
    distances.map((distanceMm) => ({
      place: placeOf(pattern, { spoke: n + 0.5, distanceMm }, spacingMm),
      radiusMm: discRadiusMm(n),
    })),
  ).flat();
}

/**
 * Tests every disc of a slice against its own surroundings: t of the least-squares fit of a disc of known place and size
 * on a plane. The slice's places without a disc are tested alike; their median (where it is above 0) and their robust
 * standard deviation (where it is above 1) set the scale, so that ringing and noise that neighbouring pixels share tell
 * nothing. One-sided, 5 % over the thirty discs of a slice.
 * After Golestani & Gee 2025, J Appl Clin Med Phys 26:e70173, who test radial profiles.
 * @returns undefined where too few places without a disc can be tested
 */
export function testDiscs(slice: Slice2d, insert: Insert, pattern: Pattern): TestedDisc[] | undefined {
  const discs = Array.from({ length: SPOKES }, (_, spoke) =>
    pattern.ringsMm.map((distanceMm) => ({
      place: placeOf(pattern, { spoke, distanceMm }, slice.spacingMm),
      radiusMm: discRadiusMm(spoke),
      spoke: spoke + 1,
    })),
  ).flat();
  const [sx, sy] = slice.spacingMm;
  const calm = withoutRinging(slice, insert, (column, row) =>
    discs.every(({ place, radiusMm }) => {
      return Math.hypot((column - place[0]) * sx, (row - place[1]) * sy) > radiusMm + CLEAR_MM;
    }),
  );
  const empty = emptySpots(pattern, slice.spacingMm)
    .map((spot) => discT(samplesAbout(calm, spot, discs, insert)))
    .filter((t) => t !== undefined);
  if (empty.length < 2 * SPOKES) return undefined;
  const middle = finiteMedian(empty);
  const sd = robustDeviation(empty);
  if (!Number.isFinite(middle + sd)) return undefined;
  return discs.map((disc) => {
    const others = discs.filter((other) => other !== disc);
    const t = discT(samplesAbout(calm, disc, others, insert)) ?? 0;
    const z = (t - Math.max(0, middle)) / Math.max(1, sd);
    return { centre: disc.place, radiusMm: disc.radiusMm, spoke: disc.spoke, z, told: z > LEAST_Z };
  });
}

import { type Square, solve } from '../../realign/linear.js';
import { robustDeviation } from '../../slices/robust.js';
import type { Slice2d } from '../find/find-disc.js';
import type { Circle } from './circle.js';

/** Parts that a ring is cut into, to tell what is a ring from what is noise. */
export const SECTORS = 8;

/** Sums over narrow rings about a centre, each in equal sectors: ring by ring. */
export interface RadialProfile {
  readonly stepMm: number;
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/** The profile of a slice about a centre, out to the circle's radius, in rings half a pixel wide. */
export function radialProfile(slice: Slice2d, { centre, radiusMm }: Circle): RadialProfile {
  const { columns, rows, spacingMm, values } = slice;
  const stepMm = Math.max(...spacingMm) / 2;
  const rings = Math.max(1, Math.floor(radiusMm / stepMm));
  const sums = new Float64Array(rings * SECTORS);
  const counts = new Float64Array(rings * SECTORS);
  for (let j = 0; j < rows; j++) {
    const y = (j - centre[1]) * spacingMm[1];
    for (let i = 0; i < columns; i++) {
      const x = (i - centre[0]) * spacingMm[0];
      const ring = Math.floor(Math.sqrt(x * x + y * y) / stepMm);
      if (ring >= rings) continue;
      const turn = Math.floor((0.5 + Math.atan2(y, x) / (2 * Math.PI)) * SECTORS);
      const at = ring * SECTORS + Math.min(SECTORS - 1, turn);
      sums[at] = (sums[at] ?? 0) + (values[j * columns + i] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return { stepMm, sums, counts };
}

/** The rings of a profile: the mean and the number of pixels of each; NaN where a ring has none. */
export function ringMeans({ sums, counts }: RadialProfile): { means: Float64Array; pixels: Float64Array } {
  const rings = counts.length / SECTORS;
  const means = new Float64Array(rings);
  const pixels = new Float64Array(rings);
  for (let at = 0; at < counts.length; at++) {
    const ring = Math.floor(at / SECTORS);
    means[ring] = (means[ring] ?? 0) + (sums[at] ?? 0);
    pixels[ring] = (pixels[ring] ?? 0) + (counts[at] ?? 0);
  }
  return { means: means.map((sum, ring) => sum / (pixels[ring] ?? 0)), pixels };
}

/** How the smooth profile of a slice is fitted. */
interface FitOptions {
  /** Power of r² up to which it is fitted. */
  readonly degree: 1 | 2;
  /** Rings within this radius are fitted. */
  readonly radiusMm: number;
}

/** Tukey's constant: 95 % as efficient as least squares where all is normal. */
const TUKEY = 4.685;
/** Rounding of stored values, HU: no ring is known better. */
const LEAST_DEVIATION = 0.05;
const ROUNDS = 15;

/**
 * The smooth part of a profile, a polynomial in r², so that rings do not bend it: iterated weighted least squares.
 * Method: Beaton & Tukey (1974), Technometrics 16:147.
 * @returns its value at the middle of each ring; undefined where too few rings have pixels
 */
export function smoothProfile(profile: RadialProfile, options: FitOptions): Float64Array | undefined {
  const { means, pixels } = ringMeans(profile);
  const scale = options.radiusMm / profile.stepMm;
  const used = Array.from(means.keys()).filter((ring) => ring + 1 <= scale && (pixels[ring] ?? 0) > 0);
  const weights = pixels.slice();
  let fitted: Float64Array | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const terms = weighted({ means, weights, used, scale }, options.degree);
    if (!terms) return fitted;
    const now = means.map((_, ring) => polynomial(terms, ((ring + 0.5) / scale) ** 2));
    fitted = now;
    // A ring's mean is as uncertain as its pixels are few.
    const residuals = used.map(
      (ring) => Math.sqrt(pixels[ring] ?? 0) * ((means[ring] ?? 0) - (now[ring] ?? 0)),
    );
    const least = LEAST_DEVIATION * Math.sqrt(pixels[used[used.length >> 1] ?? 0] ?? 1);
    const reach = TUKEY * Math.max(least, robustDeviation(residuals));
    for (const [n, ring] of used.entries()) {
      const share = (residuals[n] ?? 0) / reach;
      weights[ring] = Math.abs(share) < 1 ? (pixels[ring] ?? 0) * (1 - share * share) ** 2 : 0;
    }
  }
  return fitted;
}

interface Weighted {
  readonly means: Float64Array;
  readonly weights: Float64Array;
  readonly used: readonly number[];
  /** Rings to the end of the fit. */
  readonly scale: number;
}

function weighted({ means, weights, used, scale }: Weighted, degree: number): Float64Array | undefined {
  const size = degree + 1;
  if (used.length < 2 * size) return undefined;
  const square: Square = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (const ring of used) {
    const u = ((ring + 0.5) / scale) ** 2;
    const weight = weights[ring] ?? 0;
    for (let a = 0; a < size; a++) {
      right[a] = (right[a] ?? 0) + weight * u ** a * (means[ring] ?? 0);
      for (let b = 0; b < size; b++) {
        square[a * size + b] = (square[a * size + b] ?? 0) + weight * u ** (a + b);
      }
    }
  }
  return solve(square, right);
}

function polynomial(terms: Float64Array, u: number): number {
  return terms.reduceRight((sum, term) => sum * u + term, 0);
}

import { random } from '../../../fixtures/random.js';
import type { LowContrastSlice } from '../../../src/motion/phantom/acr/low-contrast.js';
import {
  discRadiusMm,
  type Pattern,
  placeOf,
  SPOKES,
} from '../../../src/motion/phantom/acr/low-contrast-pattern.js';
import { discShare } from '../../../src/motion/phantom/acr/low-contrast-template.js';
import type { FoundDisc, Slice2d } from '../../../src/motion/phantom/find/find-disc.js';

const SIZE = 256;
const PIXEL_MM = 250 / 256;

/** A bright disc in air: its radius, its signal at places in mm from its centre, and the noise on everything. */
export interface DiscImage {
  readonly radiusMm?: number;
  readonly size?: number;
  /** Signal inside at (x, y) mm from the centre. */
  readonly signal?: (x: number, y: number) => number;
  /** Air at (x, y) mm from the centre. */
  readonly air?: (x: number, y: number) => number;
  readonly sigma?: number;
  readonly seed?: string;
}

/** An image of a disc in its middle, with what would be found of it. */
export function discImage(of: DiscImage = {}): { slice: Slice2d; disc: FoundDisc } {
  const { radiusMm = 95, size = SIZE, signal = () => 1000, air = () => 20, sigma = 0, seed = 'disc' } = of;
  const noise = random(seed);
  const middle = (size - 1) / 2;
  const values = Float32Array.from({ length: size * size }, (_, at) => {
    const [x, y] = [((at % size) - middle) * PIXEL_MM, (Math.floor(at / size) - middle) * PIXEL_MM];
    const clean = Math.hypot(x, y) <= radiusMm ? signal(x, y) : air(x, y);
    return clean + (sigma > 0 ? sigma * noise.normal() : 0);
  });
  const slice = { values, columns: size, rows: size, spacingMm: [PIXEL_MM, PIXEL_MM] as const };
  const disc = {
    centre: [middle, middle] as const,
    radiusMm,
    halfAxesMm: [radiusMm, radiusMm] as const,
    roughnessMm: 0,
    share: 1,
    inside: 1000,
    outside: 20,
  };
  return { slice, disc };
}

/** How the slices of a low-contrast insert are made. */
export interface InsertImages {
  /** Of slice 11. */
  readonly pattern?: Partial<Omit<Pattern, 'centre'>>;
  /** Of the insert from the phantom's centre, mm. */
  readonly offsetMm?: readonly [number, number];
  readonly ring?: boolean;
  readonly stepRad?: number;
  readonly sigma?: number;
  /** Contrast of a disc: slice, spoke and ring counted from 0. */
  readonly contrast?: (slice: number, spoke: number, ring: number) => number;
}

const CONTRASTS = [0.014, 0.025, 0.036, 0.051];
const RINGS = [12.9, 25.8, 38.6] as const;

/** The pattern of slice 11 as it is made. */
export function madePattern({ pattern = {}, offsetMm = [0, 0] }: InsertImages): Pattern {
  const middle = (SIZE - 1) / 2;
  return {
    centre: [middle + offsetMm[0] / PIXEL_MM, middle + offsetMm[1] / PIXEL_MM],
    angleRad: 0,
    handedness: 1,
    ringsMm: RINGS,
    ...pattern,
  };
}

/** Slices 8 to 11 of a phantom with the low-contrast insert, as real phantoms have it or without a ring. */
export function insertImages(of: InsertImages = {}): LowContrastSlice[] {
  const { ring = false, stepRad = 0, sigma = 2, contrast } = of;
  const eleventh = madePattern(of);
  const [dx, dy] = of.offsetMm ?? [0, 0];
  return ([8, 9, 10, 11] as const).map((number, n) => {
    const pattern = { ...eleventh, angleRad: eleventh.angleRad + stepRad * (11 - number) };
    const spots = Array.from({ length: SPOKES }, (_, spoke) =>
      pattern.ringsMm.map((distanceMm, i) => {
        const [column, row] = placeOf(pattern, { spoke, distanceMm }, [PIXEL_MM, PIXEL_MM]);
        const middle = (SIZE - 1) / 2;
        return {
          x: (column - middle) * PIXEL_MM,
          y: (row - middle) * PIXEL_MM,
          radiusMm: discRadiusMm(spoke),
          contrast: contrast ? contrast(n, spoke, i) : (CONTRASTS[n] ?? 0),
        };
      }),
    ).flat();
    const signal = (x: number, y: number): number => {
      const mm = Math.hypot(x - dx, y - dy);
      if (ring && mm > 45 && mm < 50) return 30;
      if (mm > 45) return 1000;
      return spots.reduce(
        (sum, spot) =>
          sum + 1000 * spot.contrast * discShare(Math.hypot(x - spot.x, y - spot.y), spot.radiusMm, PIXEL_MM),
        1000,
      );
    };
    return { ...discImage({ signal, sigma, seed: `insert ${number}` }), number };
  });
}

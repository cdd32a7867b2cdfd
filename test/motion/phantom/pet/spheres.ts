import { normalPairs } from '../../../../fixtures/motion/noise.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';
import type { PetSpheresSpec } from '../../../../src/motion/phantom/phantom-spec.js';
import type { Vector3 } from '../../../../src/study/vectors.js';
import { imageOf } from '../ct-water/water.js';

/** The spheres of NEMA NU 2 in their order round the ring, 4 : 1. */
export const RING: PetSpheresSpec = {
  kind: 'pet-spheres',
  spheresMm: [37, 28, 22, 17, 13, 10],
  ringRadiusMm: 57.2,
  sphereToBackground: 4,
};

/** Error function. Abramowitz & Stegun 7.1.26: within 1.5e-7. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}

/** A ball of 1, blurred by a Gaussian: its value at a distance from its centre, in closed form. */
export function blurredBall(distanceMm: number, radiusMm: number, fwhmMm: number): number {
  const sigma = fwhmMm / Math.sqrt(8 * Math.log(2));
  const r = Math.max(distanceMm, 1e-3);
  const [near, far] = [(radiusMm - r) / (Math.SQRT2 * sigma), (radiusMm + r) / (Math.SQRT2 * sigma)];
  const edge = (sigma / (r * Math.sqrt(2 * Math.PI))) * (Math.exp(-near * near) - Math.exp(-far * far));
  return (erf(near) + erf(far)) / 2 - edge;
}

/** What a body with spheres is made of. */
export interface SpheresOptions {
  readonly diametersMm?: readonly number[];
  readonly fwhmMm?: number;
  readonly ratio?: number;
  /** Of the background. */
  readonly noiseShare?: number;
  /** The first sphere's direction, and the sense of the others. */
  readonly turnDeg?: number;
  readonly sense?: 1 | -1;
  readonly centreMm?: Vector3;
  readonly seed?: string;
}

/** Columns, rows, slices, and their distances. */
export const DIMS = [80, 64, 14] as const;
export const SPACING_MM = [4, 4, 4] as const;

/** Where the spheres of a body lie, patient mm. */
export function placesOf(options: SpheresOptions): Vector3[] {
  const { diametersMm = RING.spheresMm, turnDeg = 10, sense = 1, centreMm = [0, 0, 0] } = options;
  return diametersMm.map((_, n) => {
    const angle = (turnDeg * Math.PI) / 180 + (sense * 2 * Math.PI * n) / diametersMm.length;
    return [
      centreMm[0] + RING.ringRadiusMm * Math.cos(angle),
      centreMm[1] + RING.ringRadiusMm * Math.sin(angle),
      centreMm[2],
    ];
  });
}

/** A warm elliptical body of 1 with a cold insert in its middle and hot spheres about it, sampled without voxels' size. */
export function spheres(options: SpheresOptions = {}): PhantomImage {
  const { diametersMm = RING.spheresMm, fwhmMm = 5, ratio = 4, noiseShare = 0, seed = 'spheres' } = options;
  const [nx, ny, nz] = DIMS;
  const places = placesOf(options);
  const pairs = normalPairs(seed);
  const soft = (outsideMm: number): number => (1 - erf(outsideMm / (Math.SQRT2 * 2.5))) / 2;
  const values = new Float32Array(nx * ny * nz);
  for (let at = 0; at < values.length; at++) {
    const x = ((at % nx) - (nx - 1) / 2) * SPACING_MM[0];
    const y = ((Math.floor(at / nx) % ny) - (ny - 1) / 2) * SPACING_MM[1];
    const z = (Math.floor(at / (nx * ny)) - (nz - 1) / 2) * SPACING_MM[2];
    const body = soft((Math.hypot(x / 140, y / 110) - 1) * 120);
    let value = body * (1 - soft(Math.hypot(x, y) - 22));
    for (const [n, [u, v, w]] of places.entries()) {
      const far = Math.hypot(x - u, y - v, z - w);
      if (far < 40) value += (ratio - 1) * blurredBall(far, (diametersMm[n] ?? 0) / 2, fwhmMm);
    }
    pairs.draw();
    values[at] = value + body * noiseShare * pairs.a;
  }
  return imageOf(values, DIMS, SPACING_MM);
}

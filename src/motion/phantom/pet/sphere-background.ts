import type { Vector3 } from '../../../study/vectors.js';
import { smooth } from '../../realign/smooth.js';
import { moments } from '../ct-water/circle.js';
import type { PhantomImage } from '../phantom-image.js';

/** The warm filling about the spheres. */
export interface SphereBackground {
  readonly mean: number;
  readonly deviation: number;
  readonly volumeMl: number;
}

/** What is known of where it is not. */
interface BackgroundOptions {
  /** Centres of spheres in the image's own axes, mm, and how large the largest is. */
  readonly placesMm: readonly Vector3[];
  readonly diameterMm: number;
  /** What the filling is about. */
  readonly level: number;
}

/** So far from all that is hot or cold. NEMA NU 2-2018, 7.4: its regions stay 15 mm from the edge of the phantom. */
const CLEAR_MM = 15;
/** Slices that lie so far from the spheres' plane are taken with it. NEMA NU 2-2018, 7.4: ± 1 cm and ± 2 cm. */
const SLICES_MM = 10;
/** What is less than this share of the filling is cold: air, the wall, the insert in the middle. */
const COLD_SHARE = 0.6;
/** Smoothed so much before it is told what is cold, so that noise is not. */
const SMOOTH_MM = 8;
/** Less is too little to tell a mean. */
const LEAST_ML = 20;

/**
 * Mean and standard deviation of the voxels that lie in the slices of the spheres, and 15 mm clear of them, of the body's
 * edge and of what is cold in it.
 * @returns undefined where less than 20 ml are left
 */
export function sphereBackground(
  image: PhantomImage,
  { placesMm, diameterMm, level }: BackgroundOptions,
): SphereBackground | undefined {
  const { values, dims, spacingMm } = image;
  const [nx, ny] = dims;
  const plane = (placesMm[0]?.[2] ?? 0) / spacingMm[2];
  const reach = SLICES_MM / spacingMm[2];
  const first = Math.max(0, Math.min(Math.ceil(plane - reach), Math.round(plane)));
  const last = Math.min(dims[2] - 1, Math.max(Math.floor(plane + reach), Math.round(plane)));
  const near = values.subarray(first * nx * ny, (last + 1) * nx * ny);
  const slab = { dims: [nx, ny, Math.max(0, last - first + 1)] as const, spacingMm };
  const barred = coldOrNear(smooth(near, slab, [SMOOTH_MM, SMOOTH_MM, 0]), slab, COLD_SHARE * level);
  const kept = new Float64Array(near.length);
  let count = 0;
  const clear2 = (diameterMm / 2 + CLEAR_MM) ** 2;
  for (let at = 0; at < near.length; at++) {
    if (barred[at]) continue;
    const x = (at % nx) * spacingMm[0];
    const y = (Math.floor(at / nx) % ny) * spacingMm[1];
    const isClear = placesMm.every(([u, v]) => (x - u) ** 2 + (y - v) ** 2 >= clear2);
    if (isClear) kept[count++] = near[at] ?? 0;
  }
  const volumeMl = (count * spacingMm[0] * spacingMm[1] * spacingMm[2]) / 1000;
  if (volumeMl < LEAST_ML) return undefined;
  return { ...moments(kept.subarray(0, count)), volumeMl };
}

type Slab = Pick<PhantomImage, 'dims' | 'spacingMm'>;

/** Marks what is below a level, beyond the image, or within 15 mm of either in its slice. */
function coldOrNear(values: Float32Array, { dims, spacingMm }: Slab, level: number): Uint8Array {
  const [nx, ny, nz] = dims;
  const out = new Uint8Array(values.length);
  const reach = [Math.floor(CLEAR_MM / spacingMm[0]), Math.floor(CLEAR_MM / spacingMm[1])] as const;
  const half = Int32Array.from({ length: 2 * reach[1] + 1 }, (_, n) => {
    const y = (n - reach[1]) * spacingMm[1];
    return Math.floor(Math.sqrt(CLEAR_MM ** 2 - y * y) / spacingMm[0]);
  });
  for (let k = 0; k < nz; k++) {
    for (let j = -1; j <= ny; j++) {
      for (let i = -1; i <= nx; i++) {
        const isOutside = i < 0 || j < 0 || i === nx || j === ny;
        if (!isOutside && (values[(k * ny + j) * nx + i] ?? 0) >= level) continue;
        for (let n = 0; n < half.length; n++) {
          const row = j + n - reach[1];
          if (row < 0 || row >= ny) continue;
          const width = half[n] ?? 0;
          const from = (k * ny + row) * nx;
          out.fill(
            1,
            from + Math.min(nx, Math.max(0, i - width)),
            from + Math.max(0, Math.min(nx, i + width + 1)),
          );
        }
      }
    }
  }
  return out;
}

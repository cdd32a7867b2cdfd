import { magnitude } from '../../../../fixtures/motion/noise.js';
import { random } from '../../../../fixtures/random.js';
import type { ImageVolume } from '../../../../src/motion/image/image-volume.js';

/** A volume of known intensities. */
export interface HeadOptions {
  readonly dims?: readonly [number, number, number];
  readonly spacingMm?: readonly [number, number, number];
  /** Intensities of three shells of an ellipsoid, from the outside in. */
  readonly shells?: readonly [number, number, number];
  /** Noise of one channel. */
  readonly sigma?: number;
  readonly seed?: string;
  /** Strength of a copy of the object half a field away along the rows' axis. */
  readonly ghost?: number;
}

export const DIMS = [64, 72, 12] as const;

/** How far a voxel is from the middle of the ellipsoid, 1 at its surface. */
export function radiusAt([nx, ny, nz]: readonly [number, number, number], at: number): number {
  const [i, j, k] = [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
  const z = nz > 1 ? (k - (nz - 1) / 2) / (0.45 * nz) : 0;
  return Math.hypot((i - nx / 2) / (0.3 * nx), (j - ny / 2) / (0.3 * ny), z);
}

/** An ellipsoid of three shells on Rician air, whole numbers. */
export function head(options: HeadOptions = {}): ImageVolume {
  const { dims = DIMS, spacingMm = [2, 2, 4], shells = [300, 600, 1000], sigma = 20 } = options;
  const [nx, ny] = dims;
  const signal = Float64Array.from({ length: nx * ny * dims[2] }, (_, at) => {
    const radius = radiusAt(dims, at);
    if (radius > 1) return 0;
    return radius > 0.92 ? shells[0] : radius > 0.75 ? shells[1] : shells[2];
  });
  const shown = signal.map((value, at) => {
    const j = Math.floor(at / nx) % ny;
    const shift = (j < ny / 2 ? ny / 2 : -ny / 2) * nx;
    return value + (options.ghost ?? 0) * (signal[at + shift] ?? 0);
  });
  const values = Float32Array.from(magnitude(shown, { sigma, seed: options.seed ?? 'head', max: 4095 }));
  return imageOf(values, dims, spacingMm);
}

/** A volume of given values. */
export function imageOf(
  values: Float32Array,
  dims: readonly [number, number, number],
  spacingMm: readonly [number, number, number] = [2, 2, 4],
): ImageVolume {
  const [x, y, z] = spacingMm;
  return { values, dims, spacingMm, affine: Float64Array.of(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, 0, 0, 0, 1) };
}

/** The same with values changed. */
export function changed(image: ImageVolume, change: (value: number, at: number) => number): ImageVolume {
  return { ...image, values: image.values.map(change) };
}

/** A body of soft tissue on CT with a table below it, in HU, cut at `least`. */
export function body(sigma: number, { least = -2000, tissue = 40 } = {}): ImageVolume {
  const dims = [96, 96, 6] as const;
  const noise = random(`body ${sigma}`);
  const values = Float32Array.from({ length: 96 * 96 * 6 }, (_, at) => {
    const j = Math.floor(at / 96) % 96;
    const [i] = [at % 96];
    const radius = Math.hypot((i - 48) / 36, (j - 44) / 30);
    const table = j >= 86 && j < 88 && i > 10 && i < 86;
    const truth = radius < 1 ? tissue : table ? 100 : -1000;
    return Math.max(least, Math.round(truth + sigma * noise.normal()));
  });
  return imageOf(values, dims, [1.5, 1.5, 5]);
}

import { normalPairs } from '../../../../fixtures/motion/noise.js';
import type { ImageMasks } from '../../../../src/motion/image/contrast/image-masks.js';
import type { ImageVolume } from '../../../../src/motion/image/image-volume.js';

type Triple = readonly [number, number, number];

/** An object in a field: how deep a place lies inside of it, mm; negative outside. The origin is the field's middle. */
export interface Scene {
  readonly dims: Triple;
  readonly spacingMm?: Triple;
  readonly depthMm: (x: number, y: number, z: number) => number;
}

/** An image and its masks, known rather than found. */
export interface Made {
  readonly image: ImageVolume;
  readonly masks: ImageMasks;
}

/** An image of values; its axes are those of the patient. */
export function imageOf(values: ArrayLike<number>, dims: Triple, spacingMm: Triple = [1, 1, 1]): ImageVolume {
  const [si, sj, sk] = spacingMm;
  const affine = Float64Array.of(si, 0, 0, 0, 0, sj, 0, 0, 0, 0, sk, 0, 0, 0, 0, 1);
  return { dims, spacingMm, affine, values: Float32Array.from(values) };
}

/** Paints a scene: a value for each depth. Air begins 6 mm from the object. */
export function paint(scene: Scene, valueAt: (depthMm: number, k: number) => number): Made {
  const { dims, spacingMm = [1, 1, 1] } = scene;
  const [columns, rows, slices] = dims;
  const size = columns * rows;
  const depths = Float64Array.from({ length: size * slices }, (_, n) => {
    const [i, j, k] = [n % columns, Math.floor((n % size) / columns), Math.floor(n / size)];
    return scene.depthMm(
      (i - (columns - 1) / 2) * spacingMm[0],
      (j - (rows - 1) / 2) * spacingMm[1],
      (k - (slices - 1) / 2) * spacingMm[2],
    );
  });
  const values = depths.map((depth, n) => valueAt(depth, Math.floor(n / size)));
  const masks = masksOf(
    Uint8Array.from(depths, (depth) => (depth > 0 ? 1 : 0)),
    Uint8Array.from(depths, (depth) => (depth < -6 ? 1 : 0)),
  );
  return { image: imageOf(values, dims, spacingMm), masks };
}

/** Masks of which the threshold is half of 1000. */
export function masksOf(foreground: Uint8Array, air = foreground.map((one) => 1 - one)): ImageMasks {
  const count = (mask: Uint8Array): number => mask.reduce((sum, one) => sum + one, 0);
  const [foregroundVoxels, airVoxels] = [count(foreground), count(air)];
  return { foreground, air, foregroundVoxels, airVoxels, airState: 'usable', threshold: 300 };
}

/** The same image, its values passed through a function. */
export function mapped({ image, masks }: Made, of: (value: number) => number, threshold?: number): Made {
  return {
    image: { ...image, values: image.values.map(of) },
    masks: { ...masks, threshold: threshold ?? masks.threshold },
  };
}

/** The same image with the noise of magnitudes, not rounded. */
export function noisy({ image, masks }: Made, sigma: number, seed = 'artefacts'): Made {
  const pairs = normalPairs(seed);
  const values = image.values.map((value) => {
    pairs.draw();
    return Math.hypot(value + sigma * pairs.a, sigma * pairs.b);
  });
  return { image: { ...image, values }, masks };
}

/** A cylinder along k. */
export const cylinder =
  (radiusMm: number, { x = 0, y = 0 } = {}) =>
  (px: number, py: number): number =>
    radiusMm - Math.hypot(px - x, py - y);

/** A step of height 1 that a Gaussian blurs. Abramowitz & Stegun 7.1.26, within 1.5e-7. */
export function blurredStep(depthMm: number, fwhmMm: number): number {
  const x = (Math.abs(depthMm) / fwhmMm) * Math.sqrt(4 * Math.LN2);
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const tail = (poly * Math.exp(-x * x)) / 2;
  return depthMm > 0 ? 1 - tail : tail;
}

/** How an image is made of an object by a truncated k-space. */
export interface Sampling {
  /** Phase-encoding and readout steps: the matrix that is acquired. */
  readonly acquired: number;
  /** The matrix that is reconstructed: larger with zeros filled in. */
  readonly matrix?: number;
  /** How much of k-space's rim a Hann window takes off: 0 nothing, 1 all. */
  readonly window?: number;
}

/**
 * The magnitude image of a square object, `fine` × `fine`, whose k-space is truncated: one row by row. Both axes of the
 * field are 1 long, so that a matrix has voxels of 1/matrix.
 */
export function truncated(
  fine: Float64Array,
  { acquired, matrix = acquired, window = 0 }: Sampling,
): Float64Array {
  const size = Math.sqrt(fine.length);
  const weights = Float64Array.from({ length: acquired / 2 }, (_, k) => {
    return (k === 0 ? 1 : 2) * (1 - window * Math.sin((Math.PI * k) / acquired) ** 2);
  });
  const kernel = Float64Array.from({ length: matrix * size }, (_, n) => {
    const apart = (Math.floor(n / size) + 0.5) / matrix - ((n % size) + 0.5) / size;
    return weights.reduce((sum, weight, k) => sum + weight * Math.cos(2 * Math.PI * k * apart), 0) / size;
  });
  const once = product(kernel, fine, size);
  return product(kernel, once, size).map(Math.abs);
}

/** kernel [m × size] times (image [size × n] or its transpose), transposed: the rows of the image become columns. */
function product(kernel: Float64Array, image: Float64Array, size: number): Float64Array {
  const [m, n] = [kernel.length / size, image.length / size];
  const out = new Float64Array(m * n);
  for (let line = 0; line < n; line++) {
    for (let at = 0; at < m; at++) {
      let sum = 0;
      for (let s = 0; s < size; s++) sum += (kernel[at * size + s] ?? 0) * (image[line * size + s] ?? 0);
      out[at * n + line] = sum;
    }
  }
  return out;
}

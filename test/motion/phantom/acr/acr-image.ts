import { magnitude } from '../../../../fixtures/motion/noise.js';
import { acrSeries } from '../../../../fixtures/phantoms/acr.js';
import { sliceZMm } from '../../../../fixtures/phantoms/acr-geometry.js';
import { acrShare } from '../../../../fixtures/phantoms/acr-share.js';
import { type FoundDisc, findDisc, type Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';
import { gridOf } from '../../../helpers/motion/memory-run.js';

/** A slice of the phantom of the fixtures, made otherwise than they are. */
export interface AcrSliceOptions {
  readonly number: number;
  /** How far the slice is from its place, towards the head, mm. */
  readonly tooHighMm?: number;
  readonly thicknessMm?: number;
  /** How far the phantom is turned in the image, clockwise. */
  readonly angleDeg?: number;
  /** How much wider than it is the phantom shows: along the image's rows, and along the diagonal that falls. */
  readonly stretch?: { readonly row?: number; readonly falling?: number };
  readonly size?: number;
  readonly sigma?: number;
}

/** The slice, 250 mm wide; the water has a signal of 1400. */
export function acrSlice(of: AcrSliceOptions): Slice2d {
  const { number, tooHighMm = 0, thicknessMm = 5, angleDeg = 0, stretch = {}, size = 256, sigma = 6 } = of;
  const pixelMm = 250 / size;
  const [cos, sin] = [Math.cos((angleDeg * Math.PI) / 180), Math.sin((angleDeg * Math.PI) / 180)];
  const falling = (1 - 1 / (stretch.falling ?? 1)) / 2;
  const signal = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      const u = ((i - (size - 1) / 2) * pixelMm) / (stretch.row ?? 1);
      const v = (j - (size - 1) / 2) * pixelMm;
      const [x, y] = [u - falling * (u + v), v - falling * (u + v)];
      const point = [x * cos + y * sin, y * cos - x * sin, sliceZMm(number) + tooHighMm] as const;
      signal[j * size + i] = 1400 * acrShare(point, pixelMm, thicknessMm);
    }
  }
  const values = Float32Array.from(magnitude(signal, { sigma, seed: `acr slice ${number}`, max: 4095 }));
  return { values, columns: size, rows: size, spacingMm: [pixelMm, pixelMm] };
}

/** The disc in a slice, which must have one. */
export function discIn(slice: Slice2d): FoundDisc {
  const disc = findDisc(slice);
  if (!disc) throw new Error('no disc');
  return disc;
}

/** A series of the fixtures, and its truth. */
export function acrImage(name: string): { image: PhantomImage; truth: Readonly<Record<string, unknown>> } {
  const found = acrSeries().find(({ series }) => series.intro.description === name);
  if (!found) throw new RangeError(name);
  const { series, truth } = found;
  return { image: { ...gridOf(series.shape), values: Float32Array.from(series.values(0)) }, truth };
}

/** The image with its slices in another order, or only some of them. */
export function withSlices(image: PhantomImage, indices: readonly number[]): PhantomImage {
  const size = image.dims[0] * image.dims[1];
  const values = new Float32Array(size * indices.length);
  for (const [k, from] of indices.entries())
    values.set(image.values.subarray(from * size, (from + 1) * size), k * size);
  return { ...image, dims: [image.dims[0], image.dims[1], indices.length], values };
}

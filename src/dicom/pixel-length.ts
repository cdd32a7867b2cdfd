import type { Dataset } from './dataset.js';
import type { PixelDataElement } from './pixel-element.js';

/**
 * Bytes that native pixel data must have by Rows, Columns, Bits Allocated, Samples per Pixel and Number of Frames,
 * without the padding byte. PS3.5 8.1.1; YBR_FULL_422 and YBR_PARTIAL_422 hold two samples a pixel (PS3.3 C.7.6.3.1.2).
 * @returns undefined when an attribute is absent or not a number: nothing can be said then.
 */
export function nativePixelBytes(ds: Dataset): number | undefined {
  const rows = ds.number('Rows');
  const columns = ds.number('Columns');
  const bits = ds.number('BitsAllocated');
  const samples = ds.number('SamplesPerPixel') ?? 1;
  const frames = ds.number('NumberOfFrames') ?? 1;
  if (rows === undefined || columns === undefined || bits === undefined) return undefined;
  const photometric = ds.string('PhotometricInterpretation') ?? '';
  const perPixel = /^YBR_(FULL|PARTIAL)_422$/.test(photometric) ? 2 : samples;
  return Math.ceil((rows * columns * bits * perPixel * Math.max(1, frames)) / 8);
}

/** True when native pixel data is shorter than the header says it must be; false when that cannot be told. */
export function isShorterThanDeclared(ds: Dataset, pixelData: PixelDataElement): boolean {
  if (pixelData.encapsulated) return false;
  const needed = nativePixelBytes(ds);
  return needed !== undefined && pixelData.length < needed;
}

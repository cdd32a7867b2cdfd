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

/** What is wrong with an instance's pixel data, as far as its header tells. */
export type PixelFault = 'short' | 'absent';

/** Attributes that stand in for pixel data: a URL (PS3.3 C.7.6.3), spectra (PS3.3 C.8.14.4). */
const INSTEAD_OF_PIXELS = ['PixelDataProviderURL', 'SpectroscopyData'] as const;

/**
 * Holds the pixel data against what the header says of it. Native pixel data must be as long as Rows, Columns and the
 * rest make it; an object with Rows and Columns must have some (PS3.3 C.7.6.3: type 1C), or it was cut before it.
 * @returns undefined when nothing is wrong, and when it cannot be told
 */
export function pixelFault(ds: Dataset, pixelData: PixelDataElement | undefined): PixelFault | undefined {
  if (!pixelData) {
    const isImage = (ds.number('Rows') ?? 0) > 0 && (ds.number('Columns') ?? 0) > 0;
    return isImage && !INSTEAD_OF_PIXELS.some((keyword) => ds.has(keyword)) ? 'absent' : undefined;
  }
  if (pixelData.encapsulated) return undefined;
  const needed = nativePixelBytes(ds);
  return needed !== undefined && pixelData.length < needed ? 'short' : undefined;
}

import { describe, expect, it } from 'vitest';
import { type Attributes, dataset } from '../../fixtures/writer/element.js';
import { writePart10 } from '../../fixtures/writer/part10.js';
import { isShorterThanDeclared, nativePixelBytes } from '../../src/dicom/pixel-length.js';
import { read } from './bytes.js';

const image = { SOPClassUID: '1.2.3', Rows: 10, Columns: 20, BitsAllocated: 16 } satisfies Attributes;
const bytesFor = (attributes: Attributes): number | undefined =>
  nativePixelBytes(read(writePart10(dataset(attributes))).dataset);

describe('the bytes that native pixel data must have', () => {
  it.each([
    ['one sample a pixel', {}, 400],
    [
      'three samples a pixel',
      { BitsAllocated: 8, SamplesPerPixel: 3, PhotometricInterpretation: 'RGB' },
      600,
    ],
    [
      'chroma shared by two pixels',
      { BitsAllocated: 8, SamplesPerPixel: 3, PhotometricInterpretation: 'YBR_FULL_422' },
      400,
    ],
    ['many frames', { NumberOfFrames: 7 }, 2800],
    ['no frames, as some write for one', { NumberOfFrames: 0 }, 400],
    ['a bit a pixel, frames joined', { BitsAllocated: 1, Rows: 3, Columns: 3, NumberOfFrames: 3 }, 4],
  ])('are counted for %s', (_, attributes, bytes) => {
    expect(bytesFor({ ...image, ...attributes })).toBe(bytes);
  });

  it.each(['Rows', 'Columns', 'BitsAllocated'] as const)('are not known without %s', (keyword) => {
    expect(bytesFor({ ...image, [keyword]: undefined })).toBeUndefined();
  });
});

describe('pixel data', () => {
  const isShort = (attributes: Attributes): boolean => {
    const { dataset: ds, pixelData } = read(writePart10(dataset(attributes)));
    return pixelData !== undefined && isShorterThanDeclared(ds, pixelData);
  };

  it('is short when a byte is missing, and not when there is one too many', () => {
    expect(isShort({ ...image, PixelData: new Uint8Array(398) })).toBe(true);
    expect(isShort({ ...image, PixelData: new Uint8Array(400) })).toBe(false);
    expect(isShort({ ...image, PixelData: new Uint8Array(402) })).toBe(false);
  });

  it('is not said to be short where that cannot be told', () => {
    expect(isShort({ ...image, Rows: undefined, PixelData: new Uint8Array(2) })).toBe(false);
    expect(isShort({ ...image, PixelData: { fragments: [new Uint8Array(0), new Uint8Array(2)] } })).toBe(
      false,
    );
  });
});

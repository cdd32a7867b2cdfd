import { describe, expect, it } from 'vitest';
import { type Attributes, dataset } from '../../fixtures/writer/element.js';
import { writePart10 } from '../../fixtures/writer/part10.js';
import { nativePixelBytes, pixelFault } from '../../src/dicom/pixel-length.js';
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
    return pixelFault(ds, pixelData) === 'short';
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

  it('is absent where rows and columns describe an image, and nothing stands in for it', () => {
    const faultOf = (attributes: Attributes) => {
      const { dataset: ds, pixelData } = read(writePart10(dataset(attributes)));
      return pixelFault(ds, pixelData);
    };
    expect(faultOf({ ...image, PixelData: undefined })).toBe('absent');
    expect(faultOf({ ...image, PixelData: undefined, Rows: undefined })).toBeUndefined();
    const url = { tag: 0x00287fe0, vr: 'UR', value: 'https://example.org/1' } as const;
    const { dataset: elsewhere } = read(writePart10([...dataset(image), url]));
    expect(pixelFault(elsewhere, undefined)).toBeUndefined();
  });
});

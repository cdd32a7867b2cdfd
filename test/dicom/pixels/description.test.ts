import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../../fixtures/writer/element.js';
import { describePixels } from '../../../src/dicom/pixels/description.js';
import { errorOf, imageFile } from './images.js';

const PIXELS = 0x7fe00010;
const describeOf = (attributes: Attributes = {}, tag = PIXELS) =>
  describePixels(imageFile({ attributes }).dataset, tag);
const errorWith = (attributes: Attributes, tag = PIXELS) => errorOf(() => describeOf(attributes, tag));
const FLOAT = { BitsStored: undefined, HighBit: undefined, PixelRepresentation: undefined } as const;
const RGB = {
  SamplesPerPixel: 3,
  PhotometricInterpretation: 'RGB',
  BitsAllocated: 8,
  BitsStored: 8,
  HighBit: 7,
};

describe('what the header says of the pixels', () => {
  it('is described whole', () => {
    expect(describeOf({ NumberOfFrames: '7', BitsStored: 12, HighBit: 11, PixelRepresentation: 1 })).toEqual({
      rows: 2,
      columns: 2,
      frames: 7,
      samplesPerPixel: 1,
      kind: 'integer',
      bitsAllocated: 16,
      bitsStored: 12,
      highBit: 11,
      signed: true,
      planar: false,
      photometric: 'MONOCHROME2',
    });
  });

  it('is of one frame without Number of Frames, and by pixel without Planar Configuration', () => {
    expect(describeOf(RGB)).toMatchObject({ frames: 1, planar: false, samplesPerPixel: 3 });
    expect(describeOf({ NumberOfFrames: '' }).frames).toBe(1);
    expect(describeOf({ ...RGB, PlanarConfiguration: 1 }).planar).toBe(true);
  });

  it('ignores Planar Configuration where a pixel has one sample', () => {
    expect(describeOf({ PlanarConfiguration: 1 }).planar).toBe(false);
    expect(describeOf({ PlanarConfiguration: 9 }).planar).toBe(false);
  });

  it('is of floats by the element that holds them', () => {
    expect(describeOf({ ...FLOAT, BitsAllocated: 32 }, 0x7fe00008)).toMatchObject({
      kind: 'float',
      bitsAllocated: 32,
      bitsStored: 32,
      signed: true,
    });
    expect(describeOf({ ...FLOAT, BitsAllocated: 64 }, 0x7fe00009).kind).toBe('double');
  });

  it('lets old files store values above the lowest bits', () => {
    expect(describeOf({ BitsStored: 12, HighBit: 15 })).toMatchObject({ bitsStored: 12, highBit: 15 });
  });

  it.each([
    'Rows',
    'Columns',
    'SamplesPerPixel',
    'PhotometricInterpretation',
    'BitsAllocated',
    'BitsStored',
    'HighBit',
    'PixelRepresentation',
  ])('needs %s, absent or empty', async (attribute) => {
    expect(await errorWith({ [attribute]: undefined })).toBe(`missing-attribute ${attribute}`);
    expect(await errorWith({ [attribute]: '' })).toBe(`missing-attribute ${attribute}`);
  });

  it.each<[string, Attributes, string?]>([
    ['Rows', { Rows: 0 }],
    ['Columns', { Columns: 0 }],
    ['NumberOfFrames', { NumberOfFrames: '0' }],
    ['NumberOfFrames', { NumberOfFrames: '-1' }],
    ['NumberOfFrames', { NumberOfFrames: '1A' }],
    ['SamplesPerPixel', { SamplesPerPixel: 3 }],
    ['SamplesPerPixel', { SamplesPerPixel: 5 }],
    ['SamplesPerPixel', { ...RGB, SamplesPerPixel: 1 }],
    ['PhotometricInterpretation', { PhotometricInterpretation: 'RGBA' }],
    ['PlanarConfiguration', { ...RGB, PlanarConfiguration: 2 }],
    ['BitsAllocated', { BitsAllocated: 0 }],
    ['BitsAllocated', { BitsAllocated: 10 }],
    ['BitsAllocated', { BitsAllocated: 72 }],
    ['BitsStored', { BitsStored: 17 }],
    ['BitsStored', { BitsStored: 0 }],
    ['HighBit', { HighBit: 16 }],
    ['HighBit', { HighBit: 14 }],
    ['PixelRepresentation', { PixelRepresentation: 2 }],
    ['PixelRepresentation', { BitsAllocated: 1, BitsStored: 1, HighBit: 0, PixelRepresentation: 1 }],
  ])('is refused where %s is impossible', async (attribute, attributes) => {
    expect(await errorWith(attributes)).toBe(`impossible-attribute ${attribute}`);
  });

  it('is refused where floats are not of their width, or colour', async () => {
    expect(await errorWith({ BitsAllocated: 16 }, 0x7fe00008)).toBe('impossible-attribute BitsAllocated');
    expect(await errorWith({ ...RGB, BitsAllocated: 32 }, 0x7fe00008)).toBe(
      'impossible-attribute SamplesPerPixel',
    );
  });

  it('is refused where integers have a width that no array holds exactly', async () => {
    for (const bits of [24, 40, 64]) {
      const attributes = { BitsAllocated: bits, BitsStored: bits, HighBit: bits - 1 };
      expect(await errorWith(attributes)).toBe('unsupported-coding BitsAllocated');
    }
  });

  it('is refused where a frame would take more than a gibibyte', async () => {
    expect(await errorWith({ Rows: 65535, Columns: 65535 })).toBe('frame-too-large');
    expect(describeOf({ Rows: 32768, Columns: 16384 }).rows).toBe(32768);
    expect(await errorWith({ Rows: 32769, Columns: 16384 })).toBe('frame-too-large');
  });

  it('is of nothing where the element is not pixel data', async () => {
    expect(await errorWith({}, 0x00280010)).toBe('no-pixel-data');
  });
});

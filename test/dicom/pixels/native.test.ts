import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../../fixtures/writer/element.js';
import { errorOf, framesOf, type Image, SYNTAX, valuesOf } from './images.js';

const bits = (allocated: number, more: Attributes = {}): Attributes => ({
  BitsAllocated: allocated,
  BitsStored: allocated,
  HighBit: allocated - 1,
  ...more,
});
const RGB = (more: Attributes = {}): Attributes =>
  bits(8, { SamplesPerPixel: 3, PhotometricInterpretation: 'RGB', Rows: 1, Columns: 3, ...more });
const bytes = (...values: number[]): Buffer => Buffer.from(values);

describe('native pixel data', () => {
  it('of 16 bits is read in the order of the bytes of its transfer syntax', async () => {
    const little = bytes(1, 2, 3, 4, 5, 6, 7, 8);
    const big = bytes(2, 1, 4, 3, 6, 5, 8, 7);
    const expected = [0x0201, 0x0403, 0x0605, 0x0807];
    expect(await valuesOf({ pixels: little })).toEqual(expected);
    expect(await valuesOf({ pixels: little, syntax: SYNTAX.implicit })).toEqual(expected);
    expect(await valuesOf({ pixels: big, syntax: SYNTAX.big })).toEqual(expected);
    // The data set is little endian, the pixels are not.
    expect(await valuesOf({ pixels: big, syntax: SYNTAX.ge })).toEqual(expected);
  });

  it('of 16 bits is big endian in a big-endian file even where it is wrongly called OB', async () => {
    const image: Image = { pixels: bytes(2, 1, 4, 3, 6, 5, 8, 7), syntax: SYNTAX.big, pixelVr: 'OB' };
    expect(await valuesOf(image)).toEqual([0x0201, 0x0403, 0x0605, 0x0807]);
  });

  it('of 8 bits in words is swapped in big endian, across the borders of odd frames; bytes are not', async () => {
    const attributes = bits(8, { Rows: 1, Columns: 3, NumberOfFrames: '2' });
    const words = { attributes, pixels: bytes(2, 1, 4, 3, 6, 5), syntax: SYNTAX.big };
    expect(await valuesOf(words, 0)).toEqual([1, 2, 3]);
    expect(await valuesOf(words, 1)).toEqual([4, 5, 6]);
    expect(await valuesOf({ ...words, pixelVr: 'OB' }, 1)).toEqual([3, 6, 5]);
    expect(await valuesOf({ ...words, syntax: SYNTAX.little }, 1)).toEqual([3, 6, 5]);
  });

  it('of 8 bits gives values that are the caller’s own', async () => {
    const reader = await framesOf({ attributes: bits(8), pixels: bytes(1, 2, 3, 4) });
    reader.frame(0).values[0] = 99;
    expect([...reader.frame(0).values]).toEqual([1, 2, 3, 4]);
  });

  it('of 32 bits is read whole, signed or not', async () => {
    const pixels = bytes(0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0x80);
    const attributes = bits(32, { Rows: 1 });
    expect(await valuesOf({ attributes, pixels })).toEqual([0xffffffff, 0x80000001]);
    const signed = { ...attributes, PixelRepresentation: 1 };
    expect(await valuesOf({ attributes: signed, pixels })).toEqual([-1, -0x7fffffff]);
    const big = bytes(0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 1);
    expect(await valuesOf({ attributes, pixels: big, syntax: SYNTAX.big })).toEqual([0xffffffff, 0x80000001]);
  });

  it('of floats and doubles is read in either order of bytes', async () => {
    const none = { BitsStored: undefined, HighBit: undefined, PixelRepresentation: undefined } as const;
    const float = Buffer.alloc(8);
    float.writeFloatBE(-1.5, 0);
    float.writeFloatBE(Number.NaN, 4);
    const floats = {
      attributes: { ...bits(32), ...none, Rows: 1 },
      pixelTag: 0x7fe00008,
      pixelVr: 'OF',
    } as const;
    expect(await valuesOf({ ...floats, pixels: float, syntax: SYNTAX.big })).toEqual([-1.5, Number.NaN]);
    const swapped = Buffer.from(float).swap32();
    expect(await valuesOf({ ...floats, pixels: swapped })).toEqual([-1.5, Number.NaN]);
    const double = Buffer.alloc(8);
    double.writeDoubleLE(1 / 3);
    const doubles = {
      attributes: { ...bits(64), ...none, Rows: 1, Columns: 1 },
      pixelTag: 0x7fe00009,
    } as const;
    expect(await valuesOf({ ...doubles, pixelVr: 'OD', pixels: double })).toEqual([1 / 3]);
  });

  it('of one bit is packed across frames', async () => {
    const attributes = bits(1, { Rows: 3, Columns: 3, NumberOfFrames: '2' });
    const image = {
      attributes,
      pixels: bytes(0b00000001, 0b00000011, 0b00000010, 0),
      pixelVr: 'OB',
    } as const;
    expect(await valuesOf(image, 0)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(await valuesOf(image, 1)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1]);
    const swapped = { ...image, pixels: bytes(3, 1, 0, 2), syntax: SYNTAX.big };
    expect(await valuesOf({ ...swapped, pixelVr: 'OW' }, 1)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('of 12 bits without gaps begins inside a byte in every other frame of an odd number of pixels', async () => {
    const attributes = bits(12, { Rows: 1, Columns: 1, NumberOfFrames: '2' });
    const image = { attributes, pixels: bytes(0x34, 0x62, 0x45, 0) };
    expect(await valuesOf(image, 0)).toEqual([0x234]);
    expect(await valuesOf(image, 1)).toEqual([0x456]);
    const signed = {
      ...image,
      attributes: { ...attributes, PixelRepresentation: 1 },
      pixels: bytes(0, 0xf8, 0xff, 0),
    };
    expect(await valuesOf(signed, 0)).toEqual([-2048]);
    expect(await valuesOf(signed, 1)).toEqual([-1]);
  });

  it('hides overlay bits and extends the sign', async () => {
    const attributes = { BitsStored: 12, HighBit: 11, PixelRepresentation: 1 };
    const pixels = bytes(0xff, 0xff, 0x00, 0xf8, 0x01, 0xf0, 0xff, 0x07);
    expect(await valuesOf({ attributes, pixels })).toEqual([-1, -2048, 1, 2047]);
  });

  it('by plane becomes by pixel', async () => {
    const pixels = bytes(1, 2, 3, 11, 12, 13, 21, 22, 23, 0);
    const expected = [1, 11, 21, 2, 12, 22, 3, 13, 23];
    expect(await valuesOf({ attributes: RGB({ PlanarConfiguration: 1 }), pixels })).toEqual(expected);
  });

  it('of YBR_FULL_422 is upsampled: two pixels share their chroma', async () => {
    const attributes = RGB({ PhotometricInterpretation: 'YBR_FULL_422', Columns: 2, PlanarConfiguration: 0 });
    const reader = await framesOf({ attributes, pixels: bytes(1, 2, 3, 4) });
    expect(reader.frame(0)).toMatchObject({ photometric: 'YBR_FULL', samplesPerPixel: 3, columns: 2 });
    expect([...reader.frame(0).values]).toEqual([1, 3, 4, 2, 3, 4]);
    const partial = { ...attributes, PhotometricInterpretation: 'YBR_PARTIAL_422' };
    expect((await framesOf({ attributes: partial, pixels: bytes(1, 2, 3, 4) })).frame(0).photometric).toBe(
      'YBR_PARTIAL_422',
    );
  });

  it('of subsampled chroma is refused where it cannot be so', async () => {
    const with422 = (more: Attributes, length = 4) =>
      errorOf(() =>
        framesOf({
          attributes: RGB({ PhotometricInterpretation: 'YBR_FULL_422', Columns: 2, ...more }),
          pixels: Buffer.alloc(length),
        }),
      );
    expect(await with422({ Columns: 3 }, 12)).toBe('impossible-attribute Columns');
    expect(await with422({ PlanarConfiguration: 1 })).toBe('impossible-attribute PlanarConfiguration');
    expect(await with422({ BitsAllocated: 16 })).toBe('impossible-attribute BitsAllocated');
    expect(await with422({ PhotometricInterpretation: 'YBR_PARTIAL_420' })).toBe('unsupported-photometric');
    // As long as if nothing were subsampled.
    expect(await with422({}, 6)).toBe('impossible-attribute PhotometricInterpretation');
  });

  it('that is too short gives the frames that are whole', async () => {
    const image = {
      attributes: bits(8, { NumberOfFrames: '3' }),
      pixels: bytes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    };
    expect(await valuesOf(image, 1)).toEqual([5, 6, 7, 8]);
    expect(await errorOf(() => valuesOf(image, 2))).toBe('pixel-data-too-short 2');
  });

  it('that is tiny does not make a lying header’s frame be allocated', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const attributes = { Rows: 20_000, Columns: 20_000, NumberOfFrames: '2147483647' };
    const reader = await framesOf({ attributes, pixels: bytes(1, 2, 3, 4) });
    expect(await errorOf(() => reader.frame(0))).toBe('pixel-data-too-short 0');
    expect(await errorOf(() => reader.frame(2147483646))).toBe('pixel-data-too-short 2147483646');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6);
  });
});

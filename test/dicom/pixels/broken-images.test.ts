import { describe, expect, it } from 'vitest';
import type { Attributes, Element } from '../../../fixtures/writer/element.js';
import { applyPalette, readPalette } from '../../../src/dicom/pixels/palette.js';
import { encodeRle } from './encode-rle.js';
import { errorOf, framesOf, type Image, imageFile, SYNTAX, valuesOf } from './images.js';

/** Headers that lie, over a few bytes of pixels: what is claimed must not be allocated. */
const EIGHT = { BitsAllocated: 8, BitsStored: 8, HighBit: 7 } as const;
const FRAME = encodeRle(Uint16Array.of(1, 2, 3, 4));
const NOTHING = Buffer.alloc(0);

async function errorOfFrame(image: Image, frame = 0): Promise<string> {
  const before = process.memoryUsage.rss();
  const error = await errorOf(() => valuesOf(image, frame));
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 2 ** 20);
  return error;
}

describe('an image that claims', () => {
  it.each<[string, Attributes, number, string]>([
    ['2³¹ frames', { NumberOfFrames: '2147483648' }, 0, 'impossible-attribute NumberOfFrames'],
    ['a frame less', { NumberOfFrames: '2147483647' }, 2 ** 31 - 2, 'pixel-data-too-short 2147483646'],
    ['65535 × 65535 pixels', { Rows: 65535, Columns: 65535 }, 0, 'frame-too-large'],
    [
      '65535 × 65535 bits',
      { Rows: 65535, Columns: 65535, BitsAllocated: 1, BitsStored: 1, HighBit: 0 },
      0,
      'frame-too-large',
    ],
    ['a gibibyte but a row', { ...EIGHT, Rows: 32767, Columns: 32768 }, 0, 'pixel-data-too-short 0'],
    ['four samples of RGB', { SamplesPerPixel: 4, PhotometricInterpretation: 'RGB' }, 0, 'SamplesPerPixel'],
  ])('%s is refused in little memory', async (_, attributes, frame, expected) => {
    expect(await errorOfFrame({ attributes, pixels: Buffer.alloc(8) }, frame)).toContain(expected);
  });

  it.each(['50', '57', '80', '90', '201'])(
    'a gibibyte in a few bytes of 1.2.840.10008.1.2.4.%s',
    async (last) => {
      const attributes = { ...EIGHT, Rows: 32767, Columns: 32768 };
      const syntax = `1.2.840.10008.1.2.4.${last}`;
      for (const codestream of [
        NOTHING,
        Buffer.of(0xff, 0xd8, 0xff, 0xd9),
        Buffer.of(0xff, 0x4f, 0xff, 0x51),
      ]) {
        const image = { attributes, syntax, pixels: { fragments: [NOTHING, codestream] } };
        expect(await errorOfFrame(image)).toBe('codestream-damaged 0');
      }
    },
  );

  it.each([SYNTAX.rle, SYNTAX.deflatedFrames, SYNTAX.uncompressed])(
    'a gibibyte in a few bytes of %s',
    async (syntax) => {
      const attributes = { ...EIGHT, Rows: 32767, Columns: 32768 };
      for (const fragment of [NOTHING, FRAME]) {
        const error = await errorOfFrame({ attributes, syntax, pixels: { fragments: [NOTHING, fragment] } });
        expect(error).toMatch(/^codestream-(damaged|contradicts-header) 0$/);
      }
    },
  );
});

describe('frames', () => {
  it('of four samples are read as they stand', async () => {
    const attributes = {
      ...EIGHT,
      SamplesPerPixel: 4,
      PhotometricInterpretation: 'CMYK',
      Rows: 1,
      Columns: 1,
    };
    expect(await valuesOf({ attributes, pixels: Buffer.of(1, 2, 3, 4) })).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['falling', [88, 0]],
    ['all the same', [0, 0]],
    ['within a fragment', [0, 90]],
    ['beyond the end', [0, 4_000_000_000]],
  ])('are found against offsets that are %s, basic or extended', async (_, entries) => {
    const table = Buffer.from(Uint32Array.from(entries).buffer);
    const long = Buffer.from(BigUint64Array.from(entries.map(BigInt)).buffer);
    const image = { syntax: SYNTAX.rle, attributes: { NumberOfFrames: '2' } };
    const second = encodeRle(Uint16Array.of(5, 6, 7, 8));
    const basic = { ...image, pixels: { fragments: [table, FRAME, second] } };
    expect([await valuesOf(basic, 0), await valuesOf(basic, 1)]).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    // PS3.3 C.7.6.3.1.8: lengths that are wrong change nothing, since items say how long they are.
    const lengths: Element = { tag: 0x7fe00002, vr: 'OV', value: Buffer.alloc(16, 0xff) };
    const more: Element[] = [{ tag: 0x7fe00001, vr: 'OV', value: long }, lengths];
    expect(await valuesOf({ ...image, more, pixels: { fragments: [NOTHING, FRAME, second] } }, 1)).toEqual([
      5, 6, 7, 8,
    ]);
  });

  it('are not made of fragments without length', async () => {
    const image = { syntax: SYNTAX.rle, attributes: { NumberOfFrames: '2' } };
    const split = { ...image, pixels: { fragments: [NOTHING, NOTHING, FRAME, NOTHING] } };
    expect(await errorOf(() => valuesOf(split, 1))).toBe('too-few-frames 1');
    const none = { ...image, pixels: { fragments: [NOTHING] } };
    expect(await errorOf(() => valuesOf(none))).toBe('too-few-frames 0');
  });

  it('are not taken from another group, nor from an item', async () => {
    const pixels = Buffer.alloc(8);
    expect(await errorOf(() => framesOf({ pixels, pixelTag: 0x7fe20010 }))).toBe('no-pixel-data');
    const icon: Element = { tag: 0x7fe00010, vr: 'OW', value: pixels };
    const nested: Element = { tag: 0x00880200, vr: 'SQ', value: { items: [[icon]] } };
    expect(await errorOf(() => framesOf({ more: [nested] }))).toBe('no-pixel-data');
  });
});

describe('a palette of 65536 entries', () => {
  const table = (width: 1 | 2): Uint8Array => {
    const entries = Array.from({ length: 65536 }, (_, i) => (width === 1 ? i & 0xff : i));
    return width === 1 ? Uint8Array.from(entries) : new Uint8Array(Uint16Array.from(entries).buffer);
  };

  it.each([8, 16] as const)('of %i bits serves pixels of 8 bits', (bits) => {
    const more = ['R', 'G', 'B'].flatMap((_, i): Element[] => [
      { tag: 0x00281101 + i, vr: 'US', value: [0, 0, bits] },
      { tag: 0x00281201 + i, vr: 'OW', value: table(bits === 8 ? 1 : 2) },
    ]);
    const palette = readPalette(imageFile({ more }).dataset);
    const values = Uint8Array.of(0, 255);
    const frame = { rows: 1, columns: 2, samplesPerPixel: 1, values, photometric: 'PALETTE COLOR' };
    expect([...applyPalette(frame, palette).values]).toEqual([0, 0, 0, 255, 255, 255]);
  });
});

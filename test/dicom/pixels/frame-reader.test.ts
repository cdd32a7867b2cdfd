import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPart10 } from '../../../src/dicom/part10.js';
import { openFrames } from '../../../src/dicom/pixels/frame-reader.js';
import { unpackBits } from '../../../src/dicom/pixels/packed-bits.js';
import { explicit, file, SparseSource } from '../bytes.js';
import { errorOf, framesOf, type Image, imageBytes, SYNTAX, valuesOf } from './images.js';

const EIGHT = { BitsAllocated: 8, BitsStored: 8, HighBit: 7 } as const;
const errorWith = (image: Image) => errorOf(() => framesOf(image));
const fragments = (...parts: Uint8Array[]) => ({ fragments: [Buffer.alloc(0), ...parts] });

/** An RLE frame of four pixels of one value. */
function rle(value: number): Buffer {
  const header = new Uint32Array(16);
  header.set([1, 64]);
  return Buffer.concat([Buffer.from(header.buffer), Buffer.of(253, value)]);
}

describe('a frame reader', () => {
  it('tells how many frames are declared and what they are', async () => {
    const reader = await framesOf({ attributes: { NumberOfFrames: '2' }, pixels: Buffer.alloc(16) });
    expect(reader.frameCount).toBe(2);
    expect(reader.description).toMatchObject({ rows: 2, columns: 2, frames: 2 });
  });

  it('gives no frame but those that are declared', async () => {
    const reader = await framesOf({ pixels: Buffer.alloc(8) });
    for (const index of [-1, 1, 0.5, Number.NaN]) {
      expect(await errorOf(() => reader.frame(index))).toBe(`frame-out-of-range ${index}`);
    }
  });

  it('reads the frame that is asked for and nothing else of 3 GiB', async () => {
    const attributes = { Rows: 512, Columns: 512, NumberOfFrames: '6144' };
    const header = imageBytes({ attributes });
    const head = Buffer.concat([header, explicit(0x7fe00010, 'OW', '', 3 * 2 ** 30)]);
    const last = { at: head.length + 6143 * 2 ** 19, bytes: Buffer.of(7, 1) };
    const source = new SparseSource(head.length + 3 * 2 ** 30, [{ at: 0, bytes: head }, last]);
    const reader = await openFrames(readPart10(source));
    const opened = source.given;
    expect(opened).toBeLessThan(100_000);
    expect(reader.frame(6143).values[0]).toBe(0x107);
    expect(reader.frame(0).values[0]).toBe(0);
    expect(source.given - opened).toBe(2 ** 20);
  });

  it('decodes RLE, deflated frames, and uncompressed fragments', async () => {
    const attributes = { ...EIGHT, NumberOfFrames: '2' };
    const of = (syntax: string, ...parts: Uint8Array[]) => ({
      attributes,
      syntax,
      pixels: fragments(...parts),
    });
    expect(await valuesOf(of(SYNTAX.rle, rle(3), rle(5)), 1)).toEqual([5, 5, 5, 5]);
    const deflated = [1, 2].map((value) => deflateRawSync(Buffer.alloc(4, value)));
    expect(await valuesOf(of(SYNTAX.deflatedFrames, ...deflated), 1)).toEqual([2, 2, 2, 2]);
    const plain = [1, 2].map((value) => Buffer.alloc(4, value));
    expect(await valuesOf(of(SYNTAX.uncompressed, ...plain), 0)).toEqual([1, 1, 1, 1]);
  });

  it('gives pixels of one bit as they are packed, from the bit that the frame begins with', async () => {
    const attributes = { BitsAllocated: 1, BitsStored: 1, HighBit: 0, NumberOfFrames: '3' };
    const pixels = Buffer.of(0b01101001, 0b1010);
    const image: Image = { attributes, pixels };
    for (const syntax of [SYNTAX.little, SYNTAX.big]) {
      const stored = syntax === SYNTAX.big ? Buffer.from(pixels).swap16() : pixels;
      const reader = await framesOf({ ...image, syntax, pixels: stored });
      for (const index of [0, 1, 2]) {
        const packed = reader.bits?.(index);
        const values = packed && [...unpackBits(packed.bytes, packed.firstBit, 4)];
        expect(values).toEqual([...reader.frame(index).values]);
      }
      expect(reader.bits?.(1)?.firstBit).toBe(4);
      expect(await errorOf(() => reader.bits?.(3))).toBe('frame-out-of-range 3');
    }
    const short = await framesOf({ attributes: { ...attributes, NumberOfFrames: '5' }, pixels });
    expect(await errorOf(() => short.bits?.(4))).toBe('pixel-data-too-short 4');
  });

  it('gives no packed pixels where there are more bits, or fragments', async () => {
    expect((await framesOf({ pixels: Buffer.alloc(8) })).bits).toBeUndefined();
    const attributes = { BitsAllocated: 1, BitsStored: 1, HighBit: 0 };
    const inFragments = { attributes, syntax: SYNTAX.uncompressed, pixels: fragments(Buffer.of(5, 0)) };
    expect((await framesOf(inFragments)).bits).toBeUndefined();
  });

  it('gives values that the next frame does not change', async () => {
    const attributes = { ...EIGHT, NumberOfFrames: '2' };
    const plain = [1, 2].map((value) => Buffer.alloc(4, value));
    const reader = await framesOf({ attributes, syntax: SYNTAX.uncompressed, pixels: fragments(...plain) });
    const { values } = reader.frame(0);
    reader.frame(1);
    expect([...values]).toEqual([1, 1, 1, 1]);
  });

  it('gives the frames that are there where fewer are than declared', async () => {
    const attributes = { ...EIGHT, NumberOfFrames: '3' };
    const image = { attributes, syntax: SYNTAX.rle, pixels: fragments(rle(3), rle(5)) };
    expect(await valuesOf(image, 1)).toEqual([5, 5, 5, 5]);
    expect(await errorOf(() => valuesOf(image, 2))).toBe('too-few-frames 2');
  });

  it('says which frame a codestream is damaged in, and decodes the others', async () => {
    const attributes = { ...EIGHT, NumberOfFrames: '2' };
    const image = { attributes, syntax: SYNTAX.rle, pixels: fragments(Buffer.alloc(70), rle(5)) };
    expect(await errorOf(() => valuesOf(image, 0))).toBe('codestream-damaged 0');
    expect(await valuesOf(image, 1)).toEqual([5, 5, 5, 5]);
  });

  it('is refused where there are no pixels, or no decoder for them', async () => {
    expect(await errorWith({})).toBe('no-pixel-data');
    const video = '1.2.840.10008.1.2.4.102';
    const pixels = fragments(rle(1));
    expect(await errorWith({ attributes: EIGHT, syntax: video, pixels })).toBe('unsupported-transfer-syntax');
    expect(await errorWith({ attributes: EIGHT, syntax: '1.2.3.4', pixels })).toBe(
      'unsupported-transfer-syntax',
    );
  });

  it('is refused where the transfer syntax and the form of the pixel data contradict each other', async () => {
    const pixels = fragments(rle(1));
    expect(await errorWith({ attributes: EIGHT, syntax: SYNTAX.little, pixels })).toBe(
      'impossible-attribute TransferSyntaxUID',
    );
    expect(await errorWith({ attributes: EIGHT, syntax: SYNTAX.rle, pixels: Buffer.alloc(4) })).toBe(
      'unsupported-transfer-syntax',
    );
  });

  it('is refused where fragments are coded in a way that nothing declares', async () => {
    const bytes = imageBytes({ attributes: EIGHT, syntax: SYNTAX.rle, pixels: fragments(rle(1)) });
    const bare = bytes.subarray(file('', SYNTAX.rle).length);
    const source = new SparseSource(bare.length, [{ at: 0, bytes: bare }]);
    expect(await errorOf(() => openFrames(readPart10(source)))).toBe('unsupported-transfer-syntax');
  });

  it('is refused where floats are said to be compressed', async () => {
    const attributes = { BitsAllocated: 32 };
    const image = { attributes, syntax: SYNTAX.rle, pixels: fragments(rle(1)), pixelTag: 0x7fe00008 };
    expect(await errorWith(image)).toBe('unsupported-coding');
  });

  it('reads what a deflated data set inflates to', async () => {
    const attributes = { ...EIGHT, Rows: 1 };
    const plain = imageBytes({ attributes, pixels: Buffer.of(8, 9) });
    const dataSet = plain.subarray(file('', SYNTAX.little).length);
    const deflated = file(deflateRawSync(dataSet), '1.2.840.10008.1.2.1.99');
    const source = new SparseSource(deflated.length, [{ at: 0, bytes: deflated }]);
    const reader = await openFrames(readPart10(source));
    expect([...reader.frame(0).values]).toEqual([8, 9]);
  });
});

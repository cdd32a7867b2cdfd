import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RLE_CODEC } from '../../../src/dicom/pixels/rle.js';
import type { PixelDescription } from '../../../src/dicom/pixels/samples.js';
import { encodeSegment, rleStream as stream } from './encode-rle.js';
import { describe8, errorOf } from './images.js';

const decode = (bytes: Uint8Array, changes: Partial<PixelDescription> = {}) =>
  RLE_CODEC.decode(bytes, describe8(changes));
const errorWith = (bytes: Uint8Array, changes: Partial<PixelDescription> = {}) =>
  errorOf(() => decode(bytes, changes));

describe('an RLE frame', () => {
  it('is literal bytes, runs and codes that mean nothing', () => {
    const segment = [2, 10, 11, 12, 128, 254, 7, 128, 1, 8, 9];
    expect([...decode(stream([segment])).values]).toEqual([10, 11, 12, 7, 7, 7, 8, 9]);
  });

  it('of 16 bits has the high bytes first, and is masked and extended as native data is', () => {
    const wide = { bitsAllocated: 16, bitsStored: 12, highBit: 11, rows: 1, columns: 2 };
    const bytes = stream([encodeSegment([0xf1, 0x08]), encodeSegment([0x23, 0x00])]);
    expect([...decode(bytes, wide).values]).toEqual([0x123, 0x800]);
    expect([...decode(bytes, { ...wide, signed: true }).values]).toEqual([0x123, -2048]);
  });

  it('of colour has a plane a sample, whatever Planar Configuration says', () => {
    const colour = { samplesPerPixel: 3, rows: 1, columns: 2, photometric: 'YBR_FULL_422', planar: true };
    const frame = decode(
      stream([
        [1, 1, 2],
        [255, 3],
        [1, 5, 6],
      ]),
      colour,
    );
    expect([...frame.values]).toEqual([1, 3, 5, 2, 3, 6]);
    // Planes are whole, so nothing is subsampled.
    expect(frame.photometric).toBe('YBR_FULL');
  });

  it('of one bit a pixel holds packed bits', () => {
    const one = { bitsAllocated: 1, bitsStored: 1, highBit: 0, rows: 3, columns: 3 };
    expect([...decode(stream([[1, 0b00000101, 1]]), one).values]).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 1]);
  });

  it('comes back as it was encoded, in any depth and colour', () => {
    const any = fc.record({
      width: fc.constantFrom(1, 2, 4),
      samplesPerPixel: fc.constantFrom(1, 3),
      pixels: fc.array(fc.nat(3), { minLength: 1, maxLength: 300 }),
    });
    fc.assert(
      fc.property(any, ({ width, samplesPerPixel, pixels }) => {
        const columns = pixels.length;
        const value = (pixel: number, sample: number) => ((pixels[pixel] ?? 0) * 0x01020304 + sample) >>> 0;
        const segments = Array.from({ length: samplesPerPixel * width }, (_, i) => {
          const shift = (width - 1 - (i % width)) * 8;
          return encodeSegment(pixels.map((_, p) => (value(p, Math.floor(i / width)) >>> shift) & 0xff));
        });
        const bits = width * 8;
        const shape = {
          rows: 1,
          columns,
          samplesPerPixel,
          bitsAllocated: bits,
          bitsStored: bits,
          highBit: bits - 1,
        };
        const expected = pixels.flatMap((_, p) =>
          Array.from({ length: samplesPerPixel }, (_, s) => value(p, s) % 2 ** bits),
        );
        expect([...decode(stream(segments), shape).values]).toEqual(expected);
      }),
    );
  });

  it('of too few bytes for the frame is refused before the frame is allocated', async () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(await errorWith(stream([[129, 0]]), { rows: 20_000, columns: 20_000 })).toBe('codestream-damaged');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6);
  });

  it.each<[string, Uint8Array, string]>([
    ['ends inside a literal run', stream([[7, 1, 2, 3]]), 'codestream-damaged'],
    ['ends before its last pixel', stream([[249, 1]]), 'none'],
    ['ends one pixel early', stream([[250, 1]]), 'codestream-damaged'],
    ['ends inside a run', stream([[252, 1, 254]]), 'codestream-damaged'],
    ['has a run past its last pixel', stream([[248, 1]]), 'codestream-contradicts-header'],
    ['has more pixels than there are', stream([[249, 1, 255, 1]]), 'codestream-contradicts-header'],
    ['has padding', stream([[249, 1, 0, 0]]), 'none'],
    ['has no segment', stream([[249, 1]], { count: 0 }), 'codestream-damaged'],
    ['has more segments than a header holds', stream([[249, 1]], { count: 16 }), 'codestream-damaged'],
    [
      'has a segment too many',
      stream([
        [249, 1],
        [249, 1],
      ]),
      'codestream-contradicts-header',
    ],
    ['begins inside its header', stream([[249, 1]], { starts: [32] }), 'codestream-damaged'],
    ['begins after its end', stream([[249, 1]], { starts: [2 ** 31] }), 'codestream-damaged'],
    ['is a cut header', stream([]).subarray(0, 63), 'codestream-damaged'],
    ['is nothing', new Uint8Array(0), 'codestream-damaged'],
  ])('that %s gives the error for that', async (_, bytes, error) => {
    expect(await errorWith(bytes)).toBe(error);
  });

  it('whose segments overlap or fall is refused', async () => {
    const two = { bitsAllocated: 16, bitsStored: 16, highBit: 15 };
    expect(
      await errorWith(
        stream([
          [249, 1],
          [249, 1],
        ]),
        two,
      ),
    ).toBe('none');
    expect(
      await errorWith(
        stream(
          [
            [249, 1],
            [249, 1],
          ],
          { starts: [66, 64] },
        ),
        two,
      ),
    ).toBe('codestream-damaged');
  });

  it('of floats is refused', async () => {
    expect(await errorWith(stream([[249, 1]]), { kind: 'float' })).toBe('unsupported-coding');
  });
});

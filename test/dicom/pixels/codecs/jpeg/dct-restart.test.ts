import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jpegCodec } from '../../../../../src/dicom/pixels/codecs/jpeg/jpeg-codec.js';
import { describePixels, expectCode } from '../describe-pixels.js';
import { type DctPicture, type DctPlane, encodeDctJpeg } from '../encode-dct.js';

/** A plane whose blocks are a DC of their own and a few AC coefficients, told by a seed. */
function plane(seed: number, [horizontal, vertical]: readonly [number, number] = [1, 1]): DctPlane {
  return {
    ...{ horizontal, vertical },
    blockAt(column, row) {
      const mixed = Math.imul(seed + column * 31 + row * 1009, 0x9e3779b1) >>> 0;
      const block = Array<number>(64).fill(0);
      block[0] = (mixed % 1601) - 800;
      block[1 + (mixed % 63)] = ((mixed >>> 8) % 201) - 100;
      block[1 + ((mixed >>> 4) % 63)] = ((mixed >>> 12) % 51) - 25;
      return block;
    },
  };
}

/** Blocks of one value: DC is eight times the distance from the middle. T.81 A.3.3. */
const flat = (value: (column: number, row: number) => number): DctPlane => ({
  ...{ horizontal: 1, vertical: 1 },
  blockAt: (column, row) => [8 * value(column, row), ...Array<number>(63).fill(0)],
});

function decode(picture: DctPicture, bytes = encodeDctJpeg(picture)): number[] {
  const { rows, columns, precision, planes } = picture;
  const samplesPerPixel = planes.length;
  const description = describePixels({ rows, columns, samplesPerPixel, bitsStored: precision });
  return [...jpegCodec.decode(bytes, description).values];
}

describe('restart markers in a sequential DCT scan', () => {
  const pictures = fc
    .record({
      rows: fc.integer({ min: 1, max: 50 }),
      columns: fc.integer({ min: 1, max: 50 }),
      precision: fc.constantFrom(8 as const, 12 as const),
      sampling: fc.constantFrom([1, 1] as const, [2, 1] as const, [2, 2] as const),
      colour: fc.boolean(),
      scansApart: fc.boolean(),
      restartInterval: fc.integer({ min: 1, max: 12 }),
      seed: fc.nat(),
    })
    .map(({ sampling, colour, seed, ...shape }) => {
      const planes = colour ? [plane(seed, sampling), plane(seed + 1), plane(seed + 2)] : [plane(seed)];
      return { ...shape, planes };
    });

  it('change nothing of what is decoded, at any interval, of 8 and 12 bits', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        expect(decode(picture)).toEqual(decode({ ...picture, restartInterval: 0 }));
      }),
    );
  });

  it.each([8, 12] as const)(
    'come round after RST7, of %i bits, and every block keeps its value',
    (precision) => {
      const value = (column: number, row: number): number => column * 5 - row * 3;
      const picture = { rows: 16, columns: 80, precision, planes: [flat(value)], restartInterval: 1 };
      const expected = Array.from({ length: 16 * 80 }, (_, i) => {
        return 2 ** (precision - 1) + value(Math.floor((i % 80) / 8), Math.floor(i / 640));
      });
      expect(decode(picture)).toEqual(expected);
    },
  );

  it('that are absent, of a wrong number or at a wrong place are damage', () => {
    const picture = { rows: 8, columns: 40, precision: 8, planes: [plane(7)], restartInterval: 2 } as const;
    const bytes = encodeDctJpeg(picture);
    const at = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xd0);
    const spoilt = [
      [...bytes.subarray(0, at), ...bytes.subarray(at + 2)],
      [...bytes.subarray(0, at + 1), 0xd1, ...bytes.subarray(at + 2)],
      [...bytes.subarray(0, at - 1), ...bytes.subarray(at, at + 2), ...bytes.subarray(at - 1)],
    ];
    for (const wrong of spoilt) {
      expectCode(() => decode(picture, Uint8Array.from(wrong)), 'codestream-damaged');
    }
    // Fill bytes may stand before a marker. T.81 B.1.1.2.
    const filled = Uint8Array.from([...bytes.subarray(0, at), 0xff, ...bytes.subarray(at)]);
    expect(decode(picture, filled)).toEqual(decode(picture));
  });
});

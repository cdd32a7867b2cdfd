import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeJpeg } from '../../../../../fixtures/jpeg.js';
import { jpegCodec } from '../../../../../src/dicom/pixels/codecs/jpeg/jpeg-codec.js';
import { describePixels, expectCode } from '../describe-pixels.js';
import { encodeLosslessJpeg, type Picture } from '../encoders.js';

const GRADIENT = Uint8Array.from({ length: 40 * 30 }, (_, i) => (i % 40) * 4 + Math.floor(i / 40) * 2);
const JPEG = encodeJpeg(GRADIENT, 30, 40);
const SMALL = { rows: 30, columns: 40 };

/** A picture of any shape, and how to code it. */
const PICTURES = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 9 }),
    components: fc.constantFrom(1, 3),
    precision: fc.integer({ min: 2, max: 16 }),
    predictor: fc.integer({ min: 1, max: 7 }),
    restartRows: fc.integer({ min: 0, max: 3 }),
    scansApart: fc.boolean(),
  })
  .chain((shape) =>
    fc
      .array(fc.nat(2 ** shape.precision - 1), {
        minLength: shape.rows * shape.columns * shape.components,
        maxLength: shape.rows * shape.columns * shape.components,
      })
      .map((samples) => ({ ...shape, samples })),
  );

function describeAs({ rows, columns, components, precision }: Picture) {
  return describePixels({ rows, columns, samplesPerPixel: components, bitsStored: precision });
}

describe('lossless JPEG', () => {
  it('comes back as it was: any predictor, depth, restart interval, one scan or several', () => {
    fc.assert(
      fc.property(PICTURES, (picture) => {
        const frame = jpegCodec.decode(encodeLosslessJpeg(picture, picture), describeAs(picture));
        expect([...frame.values]).toEqual(picture.samples);
      }),
    );
  });

  it('comes back without the bits that a point transform took', () => {
    const picture = {
      rows: 2,
      columns: 3,
      components: 1,
      precision: 12,
      samples: [7, 4095, 2048, 9, 0, 3000],
    };
    const bytes = encodeLosslessJpeg(picture, { predictor: 4, pointTransform: 2 });
    const { values } = jpegCodec.decode(bytes, describeAs(picture));
    expect([...values]).toEqual(picture.samples.map((value) => value & ~3));
  });

  it('does not end with a shortened codestream', () => {
    const picture = {
      rows: 4,
      columns: 4,
      components: 1,
      precision: 16,
      samples: Array<number>(16).fill(40000),
    };
    const bytes = encodeLosslessJpeg(picture);
    for (let length = 0; length < bytes.length - 2; length++) {
      expectCode(
        () => jpegCodec.decode(bytes.subarray(0, length), describeAs(picture)),
        'codestream-damaged',
      );
    }
  });

  it('may be followed by padding, and by a fill byte before the end marker', () => {
    const picture = { rows: 1, columns: 2, components: 1, precision: 8, samples: [1, 2] };
    const bytes = encodeLosslessJpeg(picture);
    const body = bytes.subarray(0, -2);
    for (const end of [[0xff, 0xff, 0xd9], [0xff, 0xd9, 0, 0], []]) {
      const { values } = jpegCodec.decode(Uint8Array.from([...body, ...end]), describeAs(picture));
      expect([...values]).toEqual([1, 2]);
    }
  });
});

describe('baseline JPEG', () => {
  it('comes back within what the quantisation allows', () => {
    const { values } = jpegCodec.decode(JPEG, describePixels(SMALL));
    expect(values).toHaveLength(1200);
    expect(Math.max(...GRADIENT.map((value, i) => Math.abs(value - (values[i] ?? 0))))).toBeLessThan(25);
  });

  it('is refused when its size is not that of the header, before anything is decoded', () => {
    const lying = JPEG.slice();
    lying.set(
      [0xff, 0xff, 0xff, 0xff],
      JPEG.findIndex((byte, i) => byte === 0xff && JPEG[i + 1] === 0xc0) + 5,
    );
    expectCode(() => jpegCodec.decode(lying, describePixels(SMALL)), 'codestream-contradicts-header');
    const huge = describePixels({ rows: 8000, columns: 8000 });
    const bomb = JPEG.slice();
    bomb.set(
      [0x1f, 0x40, 0x1f, 0x40],
      JPEG.findIndex((byte, i) => byte === 0xff && JPEG[i + 1] === 0xc0) + 5,
    );
    expectCode(() => jpegCodec.decode(bomb, huge), 'codestream-damaged');
  });

  it.each([
    ['progressive', 0xc2],
    ['arithmetic', 0xc9],
    ['JPEG-LS', 0xf7],
  ])('is not mistaken for a %s frame', (_, marker) => {
    const other = JPEG.slice();
    other[JPEG.findIndex((byte, i) => byte === 0xff && JPEG[i + 1] === 0xc0) + 1] = marker;
    expectCode(() => jpegCodec.decode(other, describePixels(SMALL)), 'unsupported-coding');
  });
});

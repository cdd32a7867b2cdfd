import { describe, expect, it } from 'vitest';
import { loadCodec } from '../../../../../src/dicom/pixels/codecs/load-codec.js';
import { describePixels, expectCode } from '../describe-pixels.js';
import { encodeJpegLs } from '../encoders.js';
import { picture } from '../pictures.js';

const codec = await loadCodec('1.2.840.10008.1.2.4.80');
const SHAPE = { rows: 16, columns: 16 };

describe('JPEG-LS', () => {
  it.each([2, 7, 8, 12, 15, 16])('comes back as it was, of %i bits', async (precision) => {
    const grey = picture({ ...SHAPE, components: 1, precision });
    const { values } = codec.decode(await encodeJpegLs(grey), describePixels({ bitsStored: precision }));
    expect([...values]).toEqual(grey.samples);
  });

  it.each([0, 1, 2])(
    'comes back as it was, of three components interleaved in mode %i',
    async (interleave) => {
      const colour = picture({ ...SHAPE, components: 3, precision: 8 });
      const bytes = await encodeJpegLs(colour, { interleave });
      const frame = codec.decode(bytes, describePixels({ samplesPerPixel: 3, photometric: 'YBR_FULL' }));
      expect([...frame.values]).toEqual(colour.samples);
      expect(frame.photometric).toBe('YBR_FULL');
    },
  );

  it('gives signed values from words in two’s complement', async () => {
    const signed = Array.from({ length: 256 }, (_, i) => (i - 128) * 16);
    const words = { ...SHAPE, components: 1, precision: 12, samples: signed.map((value) => value & 0xfff) };
    const { values } = codec.decode(
      await encodeJpegLs(words),
      describePixels({ bitsStored: 12, signed: true }),
    );
    expect([...values]).toEqual(signed);
  });

  it('is within NEAR of what was encoded', async () => {
    const grey = picture({ ...SHAPE, components: 1, precision: 12 });
    const { values } = codec.decode(
      await encodeJpegLs(grey, { near: 3 }),
      describePixels({ bitsStored: 12 }),
    );
    const differences = [...values].map((value, i) => Math.abs(value - grey.samples[i]!));
    expect(Math.max(...differences)).toBeGreaterThan(0);
    expect(Math.max(...differences)).toBeLessThanOrEqual(3);
  });

  it('may be followed by padding', async () => {
    const grey = picture({ ...SHAPE, components: 1, precision: 8 });
    const padded = Uint8Array.from([...(await encodeJpegLs(grey)), 0, 0, 0]);
    expect([...codec.decode(padded, describePixels()).values]).toEqual(grey.samples);
  });

  it('is refused when it contradicts the header, is not JPEG-LS, or has a colour transform', async () => {
    const bytes = await encodeJpegLs(picture({ ...SHAPE, components: 1, precision: 8 }));
    expectCode(() => codec.decode(bytes, describePixels({ rows: 17 })), 'codestream-contradicts-header');
    const jpeg = bytes.slice();
    jpeg[3] = 0xc3;
    expectCode(() => codec.decode(jpeg, describePixels()), 'unsupported-coding');
    const transform = [0xff, 0xe8, 0, 7, ...Buffer.from('mrfx'), 1];
    const transformed = Uint8Array.from([...bytes.subarray(0, 2), ...transform, ...bytes.subarray(2)]);
    expectCode(() => codec.decode(transformed, describePixels()), 'unsupported-coding');
  });
});

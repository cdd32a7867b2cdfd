import { describe, expect, it } from 'vitest';
import { loadCodec } from '../../../../../src/dicom/pixels/codecs/load-codec.js';
import { COLOUR_16, HIGH_THROUGHPUT_COLOUR_12 } from '../deep-colours.js';
import { describePixels, expectCode } from '../describe-pixels.js';
import { encodeHtj2k, encodeJpeg2000, type Picture } from '../encoders.js';
import { picture } from '../pictures.js';

const jpeg2000 = await loadCodec('1.2.840.10008.1.2.4.90');
const highThroughput = await loadCodec('1.2.840.10008.1.2.4.201');
const SHAPE = { rows: 32, columns: 32 };
const grey = (precision: number, signed = false): Picture =>
  picture({ ...SHAPE, components: 1, precision, signed });
const described = (bitsStored: number, signed = false) => describePixels({ ...SHAPE, bitsStored, signed });

/** Where the main header's segment of a marker begins. */
function segmentAt(bytes: Uint8Array, marker: number): number {
  return bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === marker);
}

describe('JPEG 2000', () => {
  it.each([2, 8, 12, 16])('comes back as it was, of %i bits', async (precision) => {
    const of = grey(precision);
    expect([...jpeg2000.decode(await encodeJpeg2000(of), described(precision)).values]).toEqual(of.samples);
  });

  it.each([12, 16])('comes back as it was, signed, of %i bits', async (precision) => {
    const of = grey(precision, true);
    expect([...jpeg2000.decode(await encodeJpeg2000(of), described(precision, true)).values]).toEqual(
      of.samples,
    );
  });

  it('gives negative values of 8 bits, which the decoder alone would cut to 0', async () => {
    const unsigned = await encodeJpeg2000(grey(8));
    // T.800 A.5.1: a sign bit in Ssiz takes the shift of half the range away, and nothing else.
    const signed = unsigned.slice();
    signed[segmentAt(signed, 0x51) + 40] = 0x87;
    const { values } = jpeg2000.decode(signed, described(8, true));
    expect([...values]).toEqual(Array.from(grey(8).samples, (value) => value - 128));
  });

  it('takes unsigned words for two’s complement where the header says signed', async () => {
    const signed = Array.from(grey(13, true).samples);
    const words = { ...grey(13), samples: signed.map((value) => value & 0x1fff) };
    expect([...jpeg2000.decode(await encodeJpeg2000(words), described(13, true)).values]).toEqual(signed);
  });

  it('refuses negative values where the header says unsigned', async () => {
    const bytes = await encodeJpeg2000(grey(12, true));
    expectCode(() => jpeg2000.decode(bytes, described(12)), 'codestream-contradicts-header');
  });

  it('gives RGB from its component transform, whatever the header says', async () => {
    const colour = picture({ ...SHAPE, components: 3, precision: 8 });
    const bytes = await encodeJpeg2000(colour);
    expect(bytes[segmentAt(bytes, 0x52) + 8]).toBe(1);
    for (const photometric of ['YBR_RCT', 'RGB']) {
      const frame = jpeg2000.decode(bytes, describePixels({ ...SHAPE, samplesPerPixel: 3, photometric }));
      expect([frame.photometric, [...frame.values]]).toEqual(['RGB', colour.samples]);
    }
  });

  it('leaves components alone without one, and refuses a header that speaks of one', async () => {
    const bytes = await encodeJpeg2000(picture({ ...SHAPE, components: 3, precision: 8 }));
    bytes[segmentAt(bytes, 0x52) + 8] = 0;
    const as = (photometric: string) => describePixels({ ...SHAPE, samplesPerPixel: 3, photometric });
    expect(jpeg2000.decode(bytes, as('YBR_FULL')).photometric).toBe('YBR_FULL');
    expectCode(() => jpeg2000.decode(bytes, as('YBR_ICT')), 'codestream-contradicts-header');
  });

  it('is found in the boxes of a JP2 file', async () => {
    const of = grey(12);
    const bytes = await encodeJpeg2000(of);
    const box = (name: string, content: Uint8Array): Buffer => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(content.length + 8);
      head.write(name, 4, 'latin1');
      return Buffer.concat([head, content]);
    };
    const file = Buffer.concat([box('jP  ', Uint8Array.of(13, 10, 0x87, 10)), box('jp2c', bytes)]);
    expect([...jpeg2000.decode(file, described(12)).values]).toEqual(of.samples);
    expectCode(() => jpeg2000.decode(file.subarray(0, 40), described(12)), 'codestream-damaged');
  });

  it('is refused when its header lies: size, tiles, precincts, layers, a second size', async () => {
    const bytes = await encodeJpeg2000(grey(12));
    const siz = segmentAt(bytes, 0x51);
    const cod = segmentAt(bytes, 0x52);
    const changed = (at: number, ...by: number[]): Uint8Array => {
      const copy = bytes.slice();
      copy.set(by, at);
      return copy;
    };
    const decode = (of: Uint8Array) => () => jpeg2000.decode(of, described(12));
    expectCode(decode(changed(siz + 6, 0, 0, 0x7f, 0xff)), 'codestream-damaged');
    expectCode(decode(changed(siz + 6, 0, 0, 0, 31)), 'codestream-contradicts-header');
    expectCode(decode(changed(siz + 22, 0, 0, 0, 1)), 'codestream-damaged');
    expectCode(decode(changed(cod + 6, 0xff, 0xff)), 'codestream-damaged');
    expectCode(decode(changed(siz + 38, 0xff, 0xff)), 'codestream-damaged');
    const twice = [...bytes.subarray(0, cod), ...bytes.subarray(siz, siz + 43), ...bytes.subarray(cod)];
    expectCode(decode(Uint8Array.from(twice)), 'codestream-damaged');
  });

  it('comes back as it was, in colours of 16 bits', () => {
    const description = describePixels({ rows: 8, columns: 8, samplesPerPixel: 3, bitsStored: 16 });
    const frame = jpeg2000.decode(COLOUR_16.bytes, description);
    expect([frame.photometric, [...frame.values]]).toEqual(['RGB', COLOUR_16.picture.samples]);
    const eight = describePixels({ rows: 8, columns: 8, samplesPerPixel: 3, bitsStored: 8 });
    expectCode(() => jpeg2000.decode(COLOUR_16.bytes, eight), 'codestream-contradicts-header');
  });

  it('is not decoded where the decoder’s interface cannot give what it holds', async () => {
    const bytes = await encodeJpeg2000(grey(12));
    bytes[segmentAt(bytes, 0x51) + 40] = 19;
    const description = { ...described(12), bitsAllocated: 32, bitsStored: 20, highBit: 19 };
    expectCode(() => jpeg2000.decode(bytes, description), 'unsupported-coding');
  });
});

describe('high-throughput JPEG 2000', () => {
  it.each([8, 12, 16])('comes back as it was, of %i bits', async (precision) => {
    const of = grey(precision);
    expect([...highThroughput.decode(await encodeHtj2k(of), described(precision)).values]).toEqual(
      of.samples,
    );
  });

  it('comes back as it was, signed and in colour', async () => {
    const signed = grey(12, true);
    expect([...highThroughput.decode(await encodeHtj2k(signed), described(12, true)).values]).toEqual(
      signed.samples,
    );
    const colour = picture({ ...SHAPE, components: 3, precision: 8 });
    const frame = highThroughput.decode(
      await encodeHtj2k(colour),
      describePixels({ ...SHAPE, samplesPerPixel: 3 }),
    );
    expect([frame.photometric, [...frame.values]]).toEqual(['RGB', colour.samples]);
  });

  it('comes back as it was, resolution by resolution (RPCL), as .202 asks', async () => {
    const rpcl = await loadCodec('1.2.840.10008.1.2.4.202');
    const of = { ...picture({ rows: 70, columns: 90, components: 1, precision: 12 }) };
    const bytes = await encodeHtj2k(of, { progression: 2 });
    // T.800 A.6.1, Table A.16: 2 is resolution, position, component, layer.
    expect(bytes[segmentAt(bytes, 0x52) + 5]).toBe(2);
    const description = describePixels({ rows: 70, columns: 90, bitsStored: 12 });
    expect([...rpcl.decode(bytes, description).values]).toEqual(of.samples);
  });

  it.each([12, 16])('comes back as it was, signed, of %i bits', async (precision) => {
    const of = grey(precision, true);
    expect(Math.min(...Array.from(of.samples))).toBeLessThan(-(2 ** (precision - 2)));
    const { values } = highThroughput.decode(await encodeHtj2k(of), described(precision, true));
    expect([...values]).toEqual(of.samples);
  });

  it('keeps colours of more than 8 bits apart, of which OpenJPH’s interface gives the first thrice', () => {
    const description = describePixels({ rows: 8, columns: 8, samplesPerPixel: 3, bitsStored: 12 });
    expect([...highThroughput.decode(HIGH_THROUGHPUT_COLOUR_12.bytes, description).values]).toEqual(
      HIGH_THROUGHPUT_COLOUR_12.picture.samples,
    );
  });

  it('and Part 1 are not taken for each other', async () => {
    const [part1, part15] = [await encodeJpeg2000(grey(12)), await encodeHtj2k(grey(12))];
    expectCode(() => highThroughput.decode(part1, described(12)), 'codestream-contradicts-header');
    expectCode(() => jpeg2000.decode(part15, described(12)), 'codestream-contradicts-header');
  });
});

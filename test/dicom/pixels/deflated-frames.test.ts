import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFLATED_FRAME_CODEC, UNCOMPRESSED_FRAME_CODEC } from '../../../src/dicom/pixels/deflated-frames.js';
import type { PixelDescription } from '../../../src/dicom/pixels/samples.js';
import { describe8, errorOf } from './images.js';

const inflate = (bytes: Uint8Array, changes: Partial<PixelDescription> = {}) =>
  DEFLATED_FRAME_CODEC.decode(bytes, describe8(changes));
const errorWith = (bytes: Uint8Array, changes: Partial<PixelDescription> = {}) =>
  errorOf(() => inflate(bytes, changes));
const PLAIN = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

describe('a deflated frame', () => {
  it('is its native bytes, little endian, with a byte of padding after the stream', () => {
    expect([...inflate(Buffer.concat([deflateRawSync(PLAIN), Buffer.of(0)])).values]).toEqual([...PLAIN]);
    const wide = { bitsAllocated: 16, bitsStored: 12, highBit: 11, rows: 1 };
    expect([...inflate(deflateRawSync(PLAIN), wide).values]).toEqual([0x201, 0x403, 0x605, 0x807]);
  });

  it('of one bit a pixel begins at a byte of its own, and may be padded to an even length', () => {
    const one = { bitsAllocated: 1, bitsStored: 1, highBit: 0, rows: 3, columns: 6 };
    const expected = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    expect([...inflate(deflateRawSync(Buffer.of(3, 0, 2)), one).values]).toEqual(expected);
    expect([...inflate(deflateRawSync(Buffer.of(3, 0, 2, 0)), one).values]).toEqual(expected);
  });

  it('by plane becomes by pixel', () => {
    const colour = { samplesPerPixel: 3, rows: 1, columns: 2, planar: true, photometric: 'RGB' };
    expect([...inflate(deflateRawSync(PLAIN.subarray(0, 6)), colour).values]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it('of YBR_FULL_422 is upsampled, or refused where it cannot be so', async () => {
    const colour = { samplesPerPixel: 3, rows: 2, columns: 2, photometric: 'YBR_FULL_422' };
    expect([...inflate(deflateRawSync(PLAIN), colour).values]).toEqual([1, 3, 4, 2, 3, 4, 5, 7, 8, 6, 7, 8]);
    const wide = { ...colour, bitsAllocated: 16, bitsStored: 16, highBit: 15 };
    expect(await errorWith(deflateRawSync(Buffer.alloc(16)), wide)).toBe(
      'impossible-attribute BitsAllocated',
    );
  });

  it('that inflates to more than the frame is stopped there', async () => {
    const bomb = deflateRawSync(Buffer.alloc(100_000_000));
    const before = process.memoryUsage().arrayBuffers;
    expect(await errorWith(bomb)).toBe('codestream-contradicts-header');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20e6);
  });

  it('that cannot come to the frame is not inflated', async () => {
    expect(await errorWith(deflateRawSync(PLAIN), { rows: 20_000, columns: 20_000 })).toBe(
      'codestream-damaged',
    );
  });

  it('that inflates to less, is cut, or is no such stream gives a typed error', async () => {
    expect(await errorWith(deflateRawSync(PLAIN.subarray(1)))).toBe('codestream-contradicts-header');
    const noise = Buffer.from(Array.from({ length: 8 }, (_, i) => i * 37));
    expect(await errorWith(deflateRawSync(noise).subarray(0, 5))).toBe('codestream-damaged');
    expect(await errorWith(deflateSync(PLAIN))).toBe('codestream-damaged');
    expect(await errorWith(new Uint8Array(0))).toBe('codestream-damaged');
  });
});

describe('an encapsulated uncompressed frame', () => {
  it('is its native bytes', () => {
    const frame = UNCOMPRESSED_FRAME_CODEC.decode(PLAIN, describe8({ planar: true }));
    expect([...frame.values]).toEqual([...PLAIN]);
  });

  it('that is cut is damaged', async () => {
    const cut = () => UNCOMPRESSED_FRAME_CODEC.decode(PLAIN.subarray(1), describe8());
    expect(await errorOf(cut)).toBe('codestream-damaged');
  });
});

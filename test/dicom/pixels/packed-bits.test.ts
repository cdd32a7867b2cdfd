import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extentOfBits, unpack12Bits, unpackBits } from '../../../src/dicom/pixels/packed-bits.js';

/** Numbers of so many bits one after the other, lowest bit first, after `gap` ones. */
function packed(values: readonly number[], bits: number, gap: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((gap + values.length * bits) / 8));
  const put = (at: number): void => {
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  };
  for (let i = 0; i < gap; i++) put(i);
  for (const [i, value] of values.entries()) {
    for (let bit = 0; bit < bits; bit++) if ((value >> bit) & 1) put(gap + i * bits + bit);
  }
  return bytes;
}

describe('packed pixels', () => {
  it('of one bit begin with the lowest bit of the first byte', () => {
    expect([...unpackBits(Uint8Array.of(0b00000101, 0b10000000), 0, 16)]).toEqual([
      1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
    ]);
  });

  it('of one bit are taken from inside a byte', () => {
    expect([...unpackBits(Uint8Array.of(0b11100111, 0b00000001), 5, 5)]).toEqual([1, 1, 1, 1, 0]);
  });

  it('of one bit come back, however many and wherever they begin', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1), { maxLength: 60 }), fc.nat(7), (pixels, gap) => {
        expect([...unpackBits(packed(pixels, 1, gap), gap, pixels.length)]).toEqual(pixels);
      }),
    );
  });

  it('of 12 bits come back, two in three bytes, from either half of a byte', () => {
    expect([...unpack12Bits(Uint8Array.of(0x34, 0x62, 0x45), 0, 2)]).toEqual([0x234, 0x456]);
    fc.assert(
      fc.property(fc.array(fc.nat(4095), { maxLength: 20 }), fc.constantFrom(0, 4), (pixels, gap) => {
        expect([...unpack12Bits(packed(pixels, 12, gap), gap, pixels.length)]).toEqual(pixels);
      }),
    );
  });

  it('of one bit lie within their extent, which is at most a byte wider at either end', () => {
    const isSet = fc.integer({ min: 0, max: 9 }).map((value) => Number(value === 0));
    const bits = fc.array(isSet, { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(bits, fc.nat(7), fc.nat(3), (pixels, firstBit, offset) => {
        const whole = new Uint8Array(64);
        whole.set(packed(pixels, 1, firstBit), offset);
        const { first, end } = extentOfBits({ bytes: whole.subarray(offset), firstBit }, pixels.length);
        const least = pixels.indexOf(1);
        if (least < 0 && first === end) return;
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(pixels.length);
        expect(first).toBeLessThanOrEqual(least < 0 ? first : least);
        expect(end).toBeGreaterThan(least < 0 ? -1 : pixels.lastIndexOf(1));
      }),
    );
  });

  it('of one bit have no extent where none is set, and no more than a byte where one is', () => {
    expect(extentOfBits({ bytes: new Uint8Array(40), firstBit: 3 }, 300)).toEqual({ first: 0, end: 0 });
    const bytes = new Uint8Array(40);
    bytes[21] = 0b100;
    expect(extentOfBits({ bytes, firstBit: 3 }, 300)).toEqual({ first: 165, end: 173 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interleavePlanes, rawSamples, settleBits } from '../../../src/dicom/pixels/stored-values.js';
import { describe8 } from './images.js';

describe('stored values', () => {
  it('are taken out of the allocated bits, whatever stands around them', () => {
    const any = fc.record({
      bitsAllocated: fc.constantFrom(8, 16, 32),
      stored: fc.nat(),
      shift: fc.nat(),
      signed: fc.boolean(),
      values: fc.array(fc.nat(0xffffffff), { maxLength: 9 }),
      around: fc.nat(0xffffffff),
    });
    fc.assert(
      fc.property(any, ({ bitsAllocated, stored, shift, signed, values, around }) => {
        const bitsStored = 1 + (stored % bitsAllocated);
        const above = shift % (bitsAllocated - bitsStored + 1);
        const mask = (1n << BigInt(bitsStored)) - 1n;
        const numbers = values.map((value) => BigInt(value) & mask);
        const hidden = BigInt(around) & ~(mask << BigInt(above)) & ((1n << BigInt(bitsAllocated)) - 1n);
        const raw = rawSamples(bitsAllocated, numbers.length);
        for (const [i, value] of numbers.entries()) raw[i] = Number((value << BigInt(above)) | hidden);
        const description = describe8({ bitsAllocated, bitsStored, highBit: above + bitsStored - 1, signed });
        const expected = numbers.map((value) => Number(signed ? BigInt.asIntN(bitsStored, value) : value));
        expect([...settleBits(raw, description)]).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('come in the narrowest type that holds them, without a copy where that is the allocated one', () => {
    const typeOf = (bitsAllocated: number, bitsStored: number, signed: boolean) => {
      const description = describe8({ bitsAllocated, bitsStored, highBit: bitsStored - 1, signed });
      return settleBits(rawSamples(bitsAllocated, 2), description).constructor;
    };
    expect(typeOf(16, 8, false)).toBe(Uint8Array);
    expect(typeOf(16, 9, true)).toBe(Int16Array);
    expect(typeOf(32, 8, true)).toBe(Int8Array);
    expect(typeOf(32, 16, false)).toBe(Uint16Array);
    expect(typeOf(32, 17, true)).toBe(Int32Array);
    const raw = rawSamples(16, 4);
    const description = describe8({ bitsAllocated: 16, bitsStored: 12, highBit: 11, signed: true });
    expect(settleBits(raw, description).buffer).toBe(raw.buffer);
  });

  it('are brought from planes to pixels', () => {
    expect([...interleavePlanes(Uint8Array.of(1, 2, 11, 12, 21, 22), 3)]).toEqual([1, 11, 21, 2, 12, 22]);
  });
});

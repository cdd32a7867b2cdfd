import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isNumericVr,
  type NumericVr,
  readBigInts,
  readNumbers,
  readTags,
} from '../../../src/dicom/values/binary.js';

/** The bytes in a view that starts at an odd place of its buffer. */
function unaligned(bytes: readonly number[]): Uint8Array {
  return Uint8Array.from([0xee, ...bytes, 0xee]).subarray(1, 1 + bytes.length);
}

describe('readNumbers', () => {
  it.each<[NumericVr, number[], number[]]>([
    ['US', [0x01, 0x80, 0xff, 0xff], [0x8001, 65535]],
    ['SS', [0x01, 0x80, 0xff, 0xff], [-32767, -1]],
    ['UL', [0x01, 0x00, 0x00, 0x80], [2147483649]],
    ['SL', [0xfe, 0xff, 0xff, 0xff], [-2]],
    ['FL', [0x00, 0x00, 0xc0, 0x3f], [1.5]],
    ['FD', [0, 0, 0, 0, 0, 0, 0xf8, 0xbf], [-1.5]],
  ])('reads %s in both byte orders from a view at any place', (vr, bytes, values) => {
    expect(readNumbers(unaligned(bytes), vr, true)).toEqual(values);
    const size = bytes.length / values.length;
    const swapped = values.flatMap((_, index) => bytes.slice(index * size, (index + 1) * size).reverse());
    expect(readNumbers(unaligned(swapped), vr, false)).toEqual(values);
  });

  it('reads whole values only', () => {
    expect(readNumbers(unaligned([1, 0, 2]), 'US', true)).toEqual([1]);
    expect(readNumbers(unaligned([1, 0, 0]), 'UL', true)).toEqual([]);
    expect(readNumbers(new Uint8Array(0), 'FD', true)).toEqual([]);
  });

  it('gives as many values as fit, whatever the bytes', () => {
    const sizes = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8 } as const;
    const vrs = fc.constantFrom<NumericVr>('US', 'SS', 'UL', 'SL', 'FL', 'FD');
    fc.assert(
      fc.property(fc.uint8Array(), vrs, fc.boolean(), (bytes, vr, little) => {
        expect(readNumbers(bytes, vr, little)).toHaveLength(Math.floor(bytes.length / sizes[vr]));
      }),
    );
  });
});

describe('readBigInts', () => {
  it('keeps all 64 bits', () => {
    const bytes = unaligned([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);
    expect(readBigInts(bytes, 'UV', true)).toEqual([18446744073709551615n]);
    expect(readBigInts(bytes, 'SV', true)).toEqual([-1n]);
    expect(readBigInts(unaligned([0, 0, 0, 0, 0, 0, 1, 2]), 'UV', false)).toEqual([258n]);
  });
});

describe('readTags', () => {
  it('reads group and element each in the byte order of the file', () => {
    expect(readTags(unaligned([0x10, 0x00, 0x20, 0x00, 0xe0, 0x7f, 0x10, 0x00, 9]), true)).toEqual([
      0x00100020, 0x7fe00010,
    ]);
    expect(readTags(unaligned([0xff, 0xfe, 0xe0, 0x00]), false)).toEqual([0xfffee000]);
  });
});

describe('isNumericVr', () => {
  it('knows the VRs that readNumbers reads', () => {
    expect(['US', 'SS', 'UL', 'SL', 'FL', 'FD'].every(isNumericVr)).toBe(true);
    expect(['OW', 'AT', 'UV', 'toString', ''].some(isNumericVr)).toBe(false);
  });
});

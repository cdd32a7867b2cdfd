import { describe, expect, it } from 'vitest';
import type { Element } from '../../../fixtures/writer/element.js';
import { paddingMask } from '../../../src/dicom/pixels/padding.js';
import type { Samples } from '../../../src/dicom/pixels/samples.js';
import { faultOf, headerOf, rowOf } from './meaning.js';

function mask(values: Samples, signed: boolean, ...elements: Element[]): number[] | undefined {
  const made = paddingMask(rowOf(values), headerOf({ PixelRepresentation: signed ? 1 : 0 }, elements));
  return made && [...made];
}

const value = (vr: 'US' | 'SS', number: number): Element => ({ tag: 0x00280120, vr, value: number });
const limit = (vr: 'US' | 'SS', number: number): Element => ({ tag: 0x00280121, vr, value: number });

describe('paddingMask', () => {
  it('marks the padding value alone', () => {
    expect(mask(Uint16Array.of(0, 1, 2, 0), false, value('US', 0))).toEqual([1, 0, 0, 1]);
  });

  it('reads the value as the pixels are signed, whatever its VR says', () => {
    const values = Int16Array.of(-2000, 0, 2000);
    expect(mask(values, true, value('SS', -2000))).toEqual([1, 0, 0]);
    expect(mask(values, true, value('US', 63536))).toEqual([1, 0, 0]);
    expect(mask(Uint16Array.of(63536, 2000), false, value('US', 63536))).toEqual([1, 0]);
  });

  it.each([
    [-10, -5],
    [-5, -10],
  ])('marks a range with both ends, %d to %d', (from, to) => {
    const values = Int16Array.of(-11, -10, -7, -5, -4);
    expect(mask(values, true, value('SS', from), limit('SS', to))).toEqual([0, 1, 1, 1, 0]);
  });

  it('is absent where the header names no padding, and for colours', () => {
    expect(mask(Uint8Array.of(1), false)).toBeUndefined();
    expect(mask(Uint8Array.of(1), false, { tag: 0x00280120, vr: 'US', value: '' })).toBeUndefined();
    expect(paddingMask(rowOf(new Uint8Array(3), 3), headerOf({}, [value('US', 0)]))).toBeUndefined();
  });

  it('takes the attributes of float and double pixels for these', () => {
    const float: Element = { tag: 0x00280122, vr: 'FL', value: -1 };
    const floatLimit: Element = { tag: 0x00280124, vr: 'FL', value: 0 };
    const double: Element = { tag: 0x00280123, vr: 'FD', value: 0.1 };
    expect(mask(Float32Array.of(-1, -0.5, 0, 0.5), false, float, floatLimit)).toEqual([1, 1, 1, 0]);
    expect(mask(Float64Array.of(0.1, Math.fround(0.1)), false, double)).toEqual([1, 0]);
    expect(mask(Float32Array.of(0), false, value('US', 0))).toBeUndefined();
  });

  it('marks NaN where NaN is the padding', () => {
    const nan: Element = { tag: 0x00280122, vr: 'FL', value: Number.NaN };
    expect(mask(Float32Array.of(1, Number.NaN), false, nan)).toEqual([0, 1]);
  });

  it('wants a value for a range limit', () => {
    const header = headerOf({}, [limit('US', 5)]);
    expect(faultOf(() => paddingMask(rowOf(Uint8Array.of(1)), header))).toBe(
      'missing-attribute PixelPaddingValue',
    );
  });
});

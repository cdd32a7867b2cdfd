import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../../fixtures/writer/element.js';
import { toRgb } from '../../../src/dicom/pixels/colour.js';
import type { Frame, Samples } from '../../../src/dicom/pixels/samples.js';
import { errorOf, imageFile } from './images.js';

const frame = (photometric: string, values: Samples): Frame => ({
  rows: 1,
  columns: values.length / 3,
  samplesPerPixel: 3,
  values,
  photometric,
});

function rgb(photometric: string, values: Samples, attributes: Attributes = {}): number[] {
  const bits = values.BYTES_PER_ELEMENT * 8;
  const { dataset } = imageFile({ attributes: { BitsStored: bits, ...attributes } });
  const converted = toRgb(frame(photometric, values), dataset);
  expect(converted.photometric).toBe('RGB');
  return [...converted.values];
}

/** PS3.3 C.7.6.3.1.2: the formulas from RGB, which the conversion inverts. */
function ybrFull(r: number, g: number, b: number): number[] {
  return [
    0.299 * r + 0.587 * g + 0.114 * b,
    -0.1687 * r - 0.3313 * g + 0.5 * b + 128,
    0.5 * r - 0.4187 * g - 0.0813 * b + 128,
  ].map((value) => Math.min(255, Math.round(value)));
}

function ybrPartial(r: number, g: number, b: number): number[] {
  return [
    0.2568 * r + 0.5041 * g + 0.0979 * b + 16,
    -0.1482 * r - 0.291 * g + 0.4392 * b + 128,
    0.4392 * r - 0.3678 * g - 0.0714 * b + 128,
  ].map(Math.round);
}

const CUBE = [0, 37, 128, 200, 255].flatMap((r) =>
  [0, 64, 131, 255].flatMap((g) => [0, 90, 180, 255].map((b) => [r, g, b] as const)),
);

describe('a colour frame in RGB', () => {
  it('is the same frame where it is RGB already', () => {
    const same = frame('RGB', Uint8Array.of(1, 2, 3));
    expect(toRgb(same, imageFile({}).dataset)).toBe(same);
  });

  it.each([
    ['YBR_FULL', ybrFull],
    ['YBR_FULL_422', ybrFull],
    ['YBR_PARTIAL_422', ybrPartial],
    ['YBR_PARTIAL_420', ybrPartial],
  ] as const)('undoes %s to within the rounding of its three samples', (photometric, ybr) => {
    const values = Uint8Array.from(CUBE.flatMap(([r, g, b]) => ybr(r, g, b)));
    const back = rgb(photometric, values);
    const farthest = Math.max(...CUBE.flat().map((value, i) => Math.abs(value - (back[i] ?? Number.NaN))));
    expect(farthest).toBeLessThanOrEqual(2);
  });

  it('is clamped, not wrapped around', () => {
    expect(rgb('YBR_FULL', Uint8Array.of(255, 128, 255, 0, 128, 0, 0, 0, 128))).toEqual([
      255, 164, 255, 0, 91, 0, 0, 44, 0,
    ]);
    expect(rgb('YBR_PARTIAL_422', Uint8Array.of(16, 128, 128, 235, 128, 128, 0, 128, 128))).toEqual([
      0, 0, 0, 255, 255, 255, 0, 0, 0,
    ]);
  });

  it('has its grey in the middle of Bits Stored', () => {
    expect(rgb('YBR_FULL', Uint16Array.of(1000, 2048, 2048), { BitsStored: 12 })).toEqual([1000, 1000, 1000]);
    expect(rgb('YBR_FULL', Uint16Array.of(4095, 2048, 4095), { BitsStored: 12 })).toEqual([4095, 2633, 4095]);
  });

  it('is looked up in a palette', () => {
    const value = Uint8Array.of(0, 7);
    const more = [1, 2, 3].flatMap((i) => [
      { tag: 0x00281100 + i, vr: 'US' as const, value: [1, 0, 8] },
      { tag: 0x00281200 + i, vr: 'OW' as const, value: Uint8Array.of(i * 10, 0) },
    ]);
    const palette = { ...frame('PALETTE COLOR', value), columns: 2, samplesPerPixel: 1 };
    expect([...toRgb(palette, imageFile({ more }).dataset).values]).toEqual([10, 20, 30, 10, 20, 30]);
  });

  it.each(['MONOCHROME2', 'YBR_RCT', 'YBR_ICT', 'CMYK', 'HSV'])('is not made of %s', async (photometric) => {
    const work = () => toRgb(frame(photometric, Uint8Array.of(1, 2, 3)), imageFile({}).dataset);
    expect(await errorOf(work)).toBe('unsupported-photometric');
  });

  it('is not made of signed samples, or without Bits Stored', async () => {
    const { dataset } = imageFile({ attributes: { BitsStored: undefined } });
    const signed = () => toRgb(frame('YBR_FULL', Int8Array.of(1, 2, 3)), dataset);
    expect(await errorOf(signed)).toBe('unsupported-photometric');
    const unsigned = () => toRgb(frame('YBR_FULL', Uint8Array.of(1, 2, 3)), dataset);
    expect(await errorOf(unsigned)).toBe('impossible-attribute BitsStored');
  });
});

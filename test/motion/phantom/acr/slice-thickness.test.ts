import { describe, expect, it } from 'vitest';
import { findRampBand } from '../../../../src/motion/phantom/acr/ramp-band.js';
import { type SliceThickness, sliceThickness } from '../../../../src/motion/phantom/acr/slice-thickness.js';
import type { Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';
import { type AcrSliceOptions, acrSlice, discIn } from './acr-image.js';

function measured(slice: Slice2d): SliceThickness | undefined {
  const disc = discIn(slice);
  const band = findRampBand(slice, disc);
  return band && sliceThickness({ slice, disc, angleRad: band.angleRad }, band);
}

function thickness(of: Partial<AcrSliceOptions>): number {
  return measured(acrSlice({ number: 1, ...of }))?.thicknessMm ?? Number.NaN;
}

describe('sliceThickness', () => {
  it.each([3, 4, 5, 5.7, 7])('measures a slice of %d mm to 0.1 mm', (thicknessMm) => {
    expect(Math.abs(thickness({ thicknessMm }) - thicknessMm)).toBeLessThan(0.1);
  });

  it('does not mind that the phantom is turned in the plane, or the slice is off its place', () => {
    expect(Math.abs(thickness({ angleDeg: 4 }) - 5)).toBeLessThan(0.1);
    expect(Math.abs(thickness({ tooHighMm: 1.5 }) - 5)).toBeLessThan(0.1);
    expect(Math.abs(thickness({ tooHighMm: -1.5, angleDeg: -3 }) - 5)).toBeLessThan(0.1);
  });

  it('bears noise, and pixels of another size', () => {
    expect(Math.abs(thickness({ sigma: 60 }) - 5)).toBeLessThan(0.3);
    expect(Math.abs(thickness({ size: 384 }) - 5)).toBeLessThan(0.1);
  });

  it('says where the ramps are: crossed, and moved against each other where the slice is too high', () => {
    const found = measured(acrSlice({ number: 1, tooHighMm: 1 }));
    expect(found?.top.spanMm[0]).toBeCloseTo(-15, 0);
    expect(found?.top.spanMm[1]).toBeCloseTo(35, 0);
    expect(found?.bottom.spanMm[0]).toBeCloseTo(-35, 0);
    expect(found?.bottom.spanMm[1]).toBeCloseTo(15, 0);
    expect(found?.top.yMm).toBeLessThan(found?.bottom.yMm ?? 0);
  });

  it('measures nothing in a bar without ramps, or where noise hides them', () => {
    const slice = acrSlice({ number: 1 });
    const dark = slice.values.map((value) => (value > 200 && value < 700 ? 10 : value));
    expect(measured({ ...slice, values: dark })).toBeUndefined();
    expect(measured(acrSlice({ number: 1, sigma: 350 }))).toBeUndefined();
  });

  it('rises with the thickness, step by step', () => {
    const found = [4.6, 4.8, 5, 5.2, 5.4].map((thicknessMm) => thickness({ thicknessMm }));
    for (const [i, mm] of found.slice(1).entries()) {
      expect(mm - (found[i] ?? Number.NaN)).toBeGreaterThan(0.15);
      expect(mm - (found[i] ?? Number.NaN)).toBeLessThan(0.25);
    }
  });

  it('measures nothing where the bar is not dark beside the ramps, so that half of them is nowhere', () => {
    const slice = acrSlice({ number: 1 });
    const disc = discIn(slice);
    const band = findRampBand(slice, disc);
    if (!band) throw new Error('no bar');
    const grey = slice.values.map((value) => Math.max(value, 300));
    expect(sliceThickness({ slice: { ...slice, values: grey }, disc, angleRad: 0 }, band)).toBeUndefined();
    const air = new Float32Array(slice.values.length);
    expect(sliceThickness({ slice: { ...slice, values: air }, disc, angleRad: 0 }, band)).toBeUndefined();
  });

  it('measures nothing where the ramps are as bright as the water', () => {
    const slice = acrSlice({ number: 1 });
    const disc = discIn(slice);
    const band = findRampBand(slice, disc);
    if (!band) throw new Error('no bar');
    const bright = slice.values.map((value) => (value > 250 ? 1400 : value));
    expect(sliceThickness({ slice: { ...slice, values: bright }, disc, angleRad: 0 }, band)).toBeUndefined();
  });
});

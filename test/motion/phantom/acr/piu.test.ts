import { describe, expect, it } from 'vitest';
import { largeRegionRadiusMm, piu } from '../../../../src/motion/phantom/acr/piu.js';
import { discImage } from '../../../helpers/phantom/acr-images.js';

/** How far a square centimetre's centre may lie from the middle of a disc of 190 mm, mm. */
const REACH_MM = Math.sqrt(20000 / Math.PI) - 10 / Math.sqrt(Math.PI);

describe('piu', () => {
  it('is 100 % of a disc that is the same everywhere', () => {
    const { slice, disc } = discImage();
    expect(piu(slice, disc).percent).toBeCloseTo(100, 9);
  });

  it('takes 200 cm² of a disc of 190 mm and the same share of others', () => {
    expect(Math.PI * largeRegionRadiusMm(discImage().disc) ** 2).toBeCloseTo(20000, 6);
    const small = largeRegionRadiusMm(discImage({ radiusMm: 60 }).disc) / 60;
    expect(small).toBeCloseTo(largeRegionRadiusMm(discImage().disc) / 95, 9);
  });

  it('meets the truth of a slope within 0.1 %, and puts the extremes where they lie', () => {
    const slope = 0.1;
    const { slice, disc } = discImage({ signal: (x) => 1000 * (1 + (slope * x) / 95) });
    const found = piu(slice, disc);
    // Of a slope the mean of a small disc is the value in its middle.
    expect(Math.abs(Number(found.percent) - 100 * (1 - (slope * REACH_MM) / 95))).toBeLessThan(0.1);
    expect(found.brightest[0] - disc.centre[0]).toBeCloseTo(REACH_MM / slice.spacingMm[0], -0.5);
    expect(found.brightest[0]).toBeGreaterThan(found.darkest[0] + 140);
    expect(Math.abs(found.brightest[1] - disc.centre[1])).toBeLessThan(10);
    expect(found.high).toBeGreaterThan(1060);
    expect(found.low).toBeLessThan(940);
  });

  it('falls with every step of shading', () => {
    const figures = [0.05, 0.15, 0.3].map((slope) => {
      const { slice, disc } = discImage({ signal: (x) => 1000 * (1 + (slope * x) / 95), sigma: 5 });
      return Number(piu(slice, disc).percent);
    });
    expect(figures[1]).toBeLessThan((figures[0] ?? 0) - 5);
    expect(figures[2]).toBeLessThan((figures[1] ?? 0) - 5);
  });

  it('keeps clear of the block at the top of the phantom', () => {
    const block = (x: number, y: number): number => (Math.abs(x) < 6 && y < -77 ? 20 : 1000);
    const { slice, disc } = discImage({ signal: block });
    expect(piu(slice, disc).percent).toBeCloseTo(100, 6);
  });

  it('counts a hole inside, and a dark edge that leaves too little is no ground for a figure', () => {
    const hole = discImage({ signal: (x, y) => (Math.hypot(x - 40, y) < 6 ? 20 : 1000) });
    expect(piu(hole.slice, hole.disc).percent).toBeLessThan(10);
    const rim = discImage({ signal: (x, y) => (Math.hypot(x, y) > 78 ? 20 : 1000) });
    expect(piu(rim.slice, rim.disc).percent).toEqual({ absent: 'uncertain' });
  });

  it('does not depend on the unit of the values', () => {
    const shaded = (x: number): number => 1000 + x;
    const one = discImage({ signal: shaded });
    const other = discImage({ signal: (x) => 7 * shaded(x), air: () => 140 });
    const disc = { ...other.disc, inside: 7000, outside: 140 };
    expect(piu(other.slice, disc).percent).toBeCloseTo(Number(piu(one.slice, one.disc).percent), 3);
  });

  it('has no figure where the disc is too small, lies beyond the image, or has no signal', () => {
    const small = discImage({ radiusMm: 30 });
    expect(piu(small.slice, small.disc).percent).toEqual({ absent: 'too-small' });
    const { slice, disc } = discImage();
    const moved = { ...disc, centre: [60, 127.5] as const };
    expect(piu(slice, moved)).toEqual({
      percent: { absent: 'uncertain' },
      brightest: moved.centre,
      darkest: moved.centre,
      high: 0,
      low: 0,
    });
    const coarse = { ...slice, spacingMm: [5, 5] as const };
    expect(piu(coarse, disc).percent).toEqual({ absent: 'too-small' });
    const dark = discImage({ signal: () => 0, air: () => 0 });
    expect(piu(dark.slice, { ...dark.disc, inside: 0, outside: 0 }).percent).toEqual({ absent: 'no-signal' });
  });

  it('is 0 where the darkest mean is below zero, and absent where a value is no number', () => {
    const negative = discImage({ signal: (x, y) => (Math.hypot(x, y) < 10 ? -50 : 1000) });
    expect(piu(negative.slice, negative.disc).percent).toBe(0);
    const { slice, disc } = discImage();
    slice.values.fill(Number.NaN);
    expect(piu(slice, disc).percent).toEqual({ absent: 'uncertain' });
  });
});

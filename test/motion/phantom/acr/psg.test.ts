import { describe, expect, it } from 'vitest';
import { acrSeries } from '../../../../fixtures/phantoms/acr.js';
import { psg } from '../../../../src/motion/phantom/acr/psg.js';
import { findDisc } from '../../../../src/motion/phantom/find/find-disc.js';
import { discImage } from '../../../helpers/phantom/acr-images.js';

/** Air with a ghost of `share` of 1000 above and below the disc. */
const ghostAbove = (share: number) => (_: number, y: number) => (Math.abs(y) > 95 ? 20 + 1000 * share : 20);

describe('psg', () => {
  it('meets a known ghost within 0.02 %, whichever axis it lies along', () => {
    const above = discImage({ air: ghostAbove(0.03), sigma: 1 });
    expect(Math.abs(Number(psg(above.slice, above.disc).percent) - 3)).toBeLessThan(0.02);
    const beside = discImage({ air: (x) => (Math.abs(x) > 95 ? 50 : 20), sigma: 1 });
    expect(Math.abs(Number(psg(beside.slice, beside.disc).percent) - 3)).toBeLessThan(0.02);
  });

  it('is near 0 in air that is the same on all sides', () => {
    const { slice, disc } = discImage({ sigma: 3 });
    expect(psg(slice, disc).percent).toBeLessThan(0.02);
  });

  it('rises with every step of ghosting', () => {
    const figures = [0.005, 0.01, 0.02, 0.04].map((share) => {
      const { slice, disc } = discImage({ air: ghostAbove(share), sigma: 5 });
      return Number(psg(slice, disc).percent);
    });
    expect(figures).toEqual([...figures].sort((a, b) => a - b));
    expect(figures[3]).toBeGreaterThan(3.9);
  });

  it('measures the N/2 ghost of the ACR-like phantom as its definition does: over the noise of the air', () => {
    const series = acrSeries().find(({ series: { intro } }) => intro.description === 'acr-t1-ghost');
    const { columns, rows, pixelMm } = series?.series.shape ?? { columns: 0, rows: 0, pixelMm: 1 };
    const stored = Float32Array.from(series?.series.values(0) ?? []);
    const slice = {
      values: stored.slice(6 * columns * rows, 7 * columns * rows),
      columns,
      rows,
      spacingMm: [pixelMm, pixelMm] as const,
    };
    const disc = findDisc(slice);
    if (!disc) throw new Error('no disc');
    // 2 % of 1400 in noise of 6 has the mean 28 · (1 + 6²/(2 · 28²)); air beside has 6 · √(π/2).
    const expected = (100 * (28 * (1 + 36 / (2 * 28 ** 2)) - 6 * Math.sqrt(Math.PI / 2))) / 1400;
    expect(Math.abs(Number(psg(slice, disc).percent) - expected)).toBeLessThan(0.04);
  });

  it('shows four regions of 10 cm² in the middle of the air', () => {
    const { slice, disc } = discImage({ sigma: 1 });
    const { regions } = psg(slice, disc);
    expect(regions).toHaveLength(4);
    const [top, bottom, left, right] = regions;
    for (const { halfPixels, mean } of regions) {
      const mm2 = 4 * halfPixels[0] * halfPixels[1] * slice.spacingMm[0] * slice.spacingMm[1];
      expect(Math.abs(mm2 - 1000)).toBeLessThan(60);
      expect(Math.abs(mean - 20)).toBeLessThan(0.3);
    }
    expect(top?.centre[1]).toBeCloseTo(15.5, -0.5);
    expect((top?.centre[1] ?? 0) + (bottom?.centre[1] ?? 0)).toBeCloseTo(255, 0);
    expect((left?.centre[0] ?? 0) + (right?.centre[0] ?? 0)).toBeCloseTo(255, 0);
    expect((top?.halfPixels[0] ?? 0) / (top?.halfPixels[1] ?? 1)).toBeCloseTo(4, 0);
    expect((left?.halfPixels[1] ?? 0) / (left?.halfPixels[0] ?? 1)).toBeCloseTo(4, 0);
  });

  it('makes a region narrower and longer where the air is narrow', () => {
    const { slice, disc } = discImage({ radiusMm: 110, sigma: 1 });
    const [top] = psg(slice, disc).regions;
    expect(top?.halfPixels[1]).toBeLessThan(7);
    expect(top?.halfPixels[0]).toBeGreaterThan(40);
    const percent = psg(slice, disc).percent;
    expect(percent).toBeLessThan(0.05);
  });

  it('does not take lines of zeros at the field’s edge for air', () => {
    const half = 127.5 * (250 / 256);
    const strips = (x: number): number => (Math.abs(x) > half - 6 ? Number.NaN : 20);
    const { slice, disc } = discImage({ air: strips, sigma: 1 });
    for (let at = 0; at < slice.values.length; at++) if (Number.isNaN(slice.values[at])) slice.values[at] = 0;
    const { percent, regions } = psg(slice, disc);
    expect(percent).toBeLessThan(0.03);
    expect(regions[2]?.mean).toBeGreaterThan(19);
  });

  it('has no figure where air is masked, wholly or on one side', () => {
    const whole = discImage({ air: () => 0 });
    expect(psg(whole.slice, whole.disc).percent).toEqual({ absent: 'masked-background' });
    const { slice, disc } = discImage({ sigma: 1 });
    // Everything below row 226 is one value, but for the noise of the last rows.
    slice.values.fill(0, 226 * 256, 250 * 256);
    expect(psg(slice, disc).percent).toEqual({ absent: 'masked-background' });
  });

  it('has no figure where there is little air, no signal, or a value that is no number', () => {
    const large = discImage({ radiusMm: 119, sigma: 1 });
    expect(psg(large.slice, large.disc).percent).toEqual({ absent: 'little-air' });
    const { slice, disc } = discImage({ sigma: 1 });
    expect(psg(slice, { ...disc, centre: [90, 127.5] }).percent).toEqual({ absent: 'little-air' });
    const dark = discImage({ signal: () => -5, air: () => 3, sigma: 1 });
    expect(psg(dark.slice, dark.disc).percent).toEqual({ absent: 'no-signal' });
    slice.values[16 * 256 + 128] = Number.NaN;
    expect(psg(slice, disc).percent).toEqual({ absent: 'uncertain' });
  });
});

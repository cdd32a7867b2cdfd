import { describe, expect, it } from 'vitest';
import { acrSeries } from '../../../../fixtures/phantoms/acr.js';
import { isKnown } from '../../../../src/motion/image/image-volume.js';
import { type LowContrastSlice, lowContrast } from '../../../../src/motion/phantom/acr/low-contrast.js';
import { findDisc } from '../../../../src/motion/phantom/find/find-disc.js';
import { discImage, insertImages, madePattern } from '../../../helpers/phantom/acr-images.js';

const DEGREE = Math.PI / 180;
/** As real phantoms have it: a dark ring below the middle, slice 11 turned by 26°, each slice by 9.25° more. */
const REAL = {
  ring: true,
  offsetMm: [1, 8],
  pattern: { angleRad: 26 * DEGREE },
  stepRad: -9.25 * DEGREE,
} as const;

describe('lowContrast', () => {
  it('tells all 40 spokes where there is little noise, in the layout of the fixtures and in that of real phantoms', () => {
    expect(lowContrast(insertImages({ pattern: { ringsMm: [14, 26, 38] } }), 0).spokes).toBe(40);
    expect(lowContrast(insertImages(REAL), 0).spokes).toBe(40);
  });

  it('tells them in a mirrored image, whose spokes go round the other way', () => {
    const mirrored = {
      ...REAL,
      pattern: { angleRad: -26 * DEGREE, handedness: -1 },
      stepRad: 9.25 * DEGREE,
    } as const;
    expect(lowContrast(insertImages(mirrored), 0).spokes).toBe(40);
  });

  it('finds the discs within 0.3 mm of where they were made', () => {
    const pattern = madePattern(REAL);
    const found = lowContrast(insertImages(REAL), 0).perSlice.at(-1);
    const first = found?.discs.find(({ spoke }) => spoke === 1);
    const mm = 250 / 256;
    const column = pattern.centre[0] + (12.9 * Math.sin(26 * DEGREE)) / mm;
    const row = pattern.centre[1] - (12.9 * Math.cos(26 * DEGREE)) / mm;
    const away = mm * Math.hypot((first?.centre[0] ?? 0) - column, (first?.centre[1] ?? 0) - row);
    expect(away).toBeLessThan(0.3);
    expect(first?.radiusMm).toBe(3.5);
    expect(found?.discs).toHaveLength(30);
  });

  it('tells fewer with every step of noise', () => {
    const spokes = [2, 15, 30, 60].map((sigma) => {
      const figure = lowContrast(insertImages({ ...REAL, sigma }), 0).spokes;
      return isKnown(figure) ? figure : -1;
    });
    expect(spokes[0]).toBe(40);
    expect(spokes[1]).toBeLessThan(40);
    expect(spokes[2]).toBeLessThan(spokes[1] ?? 0);
    expect(spokes[3]).toBeLessThan(spokes[2] ?? 0);
  });

  it('tells fewer with every step of lost contrast', () => {
    const spokes = [1, 0.5, 0.25].map((share) => {
      const contrast = (slice: number): number => share * ([0.014, 0.025, 0.036, 0.051][slice] ?? 0);
      return Number(lowContrast(insertImages({ ...REAL, sigma: 8, contrast }), 0).spokes);
    });
    expect(spokes[1]).toBeLessThan(spokes[0] ?? 0);
    expect(spokes[2]).toBeLessThan(spokes[1] ?? 0);
  });

  it('tells none in a slice without discs, noisy or not', () => {
    for (const sigma of [3, 10]) {
      const contrast = (slice: number): number => (slice === 3 ? 0.051 : 0);
      const found = lowContrast(insertImages({ ...REAL, sigma, contrast }), 0);
      expect(found.perSlice.slice(0, 3).map(({ spokes }) => spokes)).toEqual([0, 0, 0]);
      const told = found.perSlice.slice(0, 3).flatMap(({ discs }) => discs.filter(({ told: yes }) => yes));
      // 5 % a slice: one of ninety at the most.
      expect(told.length).toBeLessThanOrEqual(1);
    }
  });

  it('counts up to the first spoke that lacks a disc, and not the spokes after it', () => {
    const contrast = (_: number, spoke: number, ring: number): number =>
      spoke === 4 && ring === 1 ? 0 : 0.05;
    const found = lowContrast(insertImages({ ...REAL, contrast }), 0);
    expect(found.perSlice.map(({ spokes }) => spokes)).toEqual([4, 4, 4, 4]);
    expect(found.spokes).toBe(16);
    expect(found.perSlice[0]?.discs.filter(({ told }) => !told).map(({ spoke }) => spoke)).toEqual([5]);
  });

  it('does not take dark discs for bright ones', () => {
    const contrast = (slice: number): number => (slice === 3 ? 0.051 : -0.03);
    const found = lowContrast(insertImages({ ...REAL, contrast }), 0);
    expect(found.perSlice.map(({ spokes }) => spokes)).toEqual([0, 0, 0, 10]);
  });

  it('is uncertain of a phantom without the insert, of noise, and of a pattern that is turned too far', () => {
    const plain = ([8, 9, 10, 11] as const).map(
      (number): LowContrastSlice => ({
        ...discImage({ sigma: 10, seed: `plain ${number}` }),
        number,
      }),
    );
    expect(lowContrast(plain, 0)).toEqual({ spokes: { absent: 'uncertain' }, perSlice: [] });
    expect(lowContrast(insertImages({ ...REAL, sigma: 300 }), 0).spokes).toEqual({ absent: 'uncertain' });
    expect(lowContrast(insertImages(REAL), Math.PI).spokes).toEqual({ absent: 'uncertain' });
    expect(lowContrast(insertImages(REAL), 20 * DEGREE).spokes).toBe(40);
  });

  it('asks for each of the four slices once', () => {
    const slices = insertImages(REAL);
    expect(lowContrast(slices.slice(1), 0).spokes).toEqual({ absent: 'too-few-slices' });
    expect(lowContrast([...slices.slice(1), ...slices.slice(3)], 0).spokes).toEqual({
      absent: 'too-few-slices',
    });
    expect(lowContrast([...slices].reverse(), 0).spokes).toBe(40);
  });

  it('has no figure where values are no numbers or there is no noise at all', () => {
    const blank = insertImages(REAL).map((one) => {
      const values = new Float32Array(one.slice.values.length).fill(Number.NaN);
      return { ...one, slice: { ...one.slice, values } };
    });
    expect(lowContrast(blank, 0).spokes).toEqual({ absent: 'uncertain' });
    const flat = insertImages(REAL).map((one) => {
      return {
        ...one,
        slice: { ...one.slice, values: new Float32Array(one.slice.values.length).fill(1000) },
      };
    });
    expect(lowContrast(flat, 0).spokes).toEqual({ absent: 'uncertain' });
  });

  it('tells all spokes of the ACR-like fixture', () => {
    const t1 = acrSeries().find(({ series: { intro } }) => intro.description === 'acr-t1')?.series;
    const { columns, rows, pixelMm } = t1?.shape ?? { columns: 0, rows: 0, pixelMm: 1 };
    const stored = Float32Array.from(t1?.values(0) ?? []);
    const slices = ([8, 9, 10, 11] as const).flatMap((number) => {
      const values = Float32Array.from(
        stored.subarray((number - 1) * columns * rows, number * columns * rows),
      );
      const slice = { values, columns, rows, spacingMm: [pixelMm, pixelMm] as const };
      const disc = findDisc(slice);
      return disc ? [{ slice, disc, number }] : [];
    });
    expect(lowContrast(slices, 0).spokes).toBe(40);
  });
});

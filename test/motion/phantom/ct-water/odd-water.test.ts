import { describe, expect, it } from 'vitest';
import { measureCtWater } from '../../../../src/motion/phantom/ct-water/measure-ct-water.js';
import type { PhantomImage, PhantomResult } from '../../../../src/motion/phantom/phantom-image.js';
import { water } from './water.js';

const measure = (image: PhantomImage): PhantomResult => measureCtWater([image], { kind: 'ct-water' });

function figures(image: PhantomImage): Record<string, unknown> {
  const result = measure(image);
  if ('notFound' in result) throw new Error(result.notFound);
  return { ...result.figures };
}

/** The image with other values, by place in mm from the middle of a slice. */
function changed(image: PhantomImage, change: (value: number, x: number, y: number) => number): PhantomImage {
  const [columns, rows] = image.dims;
  const values = image.values.map((value, at) => {
    const x = ((at % columns) - (columns - 1) / 2) * image.spacingMm[0];
    const y = ((Math.floor(at / columns) % rows) - (rows - 1) / 2) * image.spacingMm[1];
    return change(value, x, y);
  });
  return { ...image, values };
}

describe('measureCtWater where the images are odd', () => {
  const plain = water({ noiseHu: 5 });

  it('measures the same on a table, flat or curved, as without', () => {
    const expected = figures(plain);
    const flat = changed(plain, (value, x, y) =>
      value < -500 && y > 84 && y < 90 && Math.abs(x) < 80 ? -100 : value,
    );
    const curved = changed(plain, (value, x, y) => {
      const r = Math.hypot(x, y + 60);
      return value < -500 && r > 146 && r < 150 && y > 0 ? 200 : value;
    });
    for (const image of [flat, curved]) {
      for (const [name, value] of Object.entries(figures(image))) {
        expect(Math.abs(Number(value) - Number(expected[name]))).toBeLessThan(0.1);
      }
    }
  });

  it('shows the parts in patient coordinates of oblique slices', () => {
    const [cosine, sine] = [Math.cos(0.3), Math.sin(0.3)];
    const affine = Float64Array.of(
      ...[1.6, 0, 0, -100],
      ...[0, 1.6 * cosine, -5 * sine, 40],
      ...[0, 1.6 * sine, 5 * cosine, -20],
      ...[0, 0, 0, 1],
    );
    const { parts } = measure({ ...plain, affine });
    const centre = parts.find(({ name }) => name === 'water')?.centreMm ?? [0, 0, 0];
    expect(Math.abs(centre[0] - (1.6 * 63.5 - 100))).toBeLessThan(0.2);
    expect(Math.abs(centre[1] - (1.6 * 63.5 * cosine - 5 * sine + 40))).toBeLessThan(0.2);
    expect(Math.abs(centre[2] - (1.6 * 63.5 * sine + 5 * cosine - 20))).toBeLessThan(0.2);
  });

  it('places the edge regions 10 mm from the wall by the clock', () => {
    const { parts } = measure(plain);
    const [twelve, three, six, nine] = parts.filter(({ name }) => name.startsWith('edge'));
    // 80 mm of water, regions of 8 mm: their centres lie 62 mm out. Posterior is +y.
    expect(Math.abs((twelve?.centreMm[1] ?? 0) + 62)).toBeLessThan(1.5);
    expect(Math.abs((three?.centreMm[0] ?? 0) - 62)).toBeLessThan(1.5);
    expect(Math.abs((six?.centreMm[1] ?? 0) - 62)).toBeLessThan(1.5);
    expect(Math.abs((nine?.centreMm[0] ?? 0) + 62)).toBeLessThan(1.5);
  });

  it('finds water in the noise of thin slices', () => {
    const { waterHu, waterNoiseHu } = figures(water({ noiseHu: 40 }));
    expect(Math.abs(Number(waterHu))).toBeLessThan(3);
    expect(Math.abs(Number(waterNoiseHu) / 40 - 1)).toBeLessThan(0.06);
  });

  it('never gives a figure that is not a number', () => {
    const holed = changed(plain, (value, x, y) => (Math.hypot(x - 10, y) < 3 ? Number.NaN : value));
    const result = measure(holed);
    const given = 'notFound' in result ? [] : Object.values(result.figures);
    expect(given.filter((value) => typeof value === 'number' && !Number.isFinite(value))).toEqual([]);
    expect('notFound' in result || typeof result.figures.waterHu !== 'number').toBe(true);
    expect(measure(changed(plain, () => Number.NaN))).toMatchObject({ notFound: 'no-object' });
  });
});

import { describe, expect, it } from 'vitest';
import { clippedPercent } from '../../../../src/motion/image/artefacts/clipped.js';
import { imageOf, type Made, mapped, masksOf, noisy, paint } from './images.js';

const DIMS = [64, 64, 6] as const;

/** Whole numbers of a bright object that varies, with noise. */
const clean = (): Made =>
  mapped(
    noisy(
      paint({ dims: DIMS, depthMm: (x, y) => 25 - Math.hypot(x, y) }, (depth, k) =>
        depth > 0 ? 800 + 8 * depth + 10 * k : 0,
      ),
      40,
    ),
    Math.round,
  );

const clippedAt = (level: number): Made => mapped(clean(), (value) => Math.min(level, value));

const clippedOf = ({ image, masks }: Made, modality: 'MR' | 'CT' | 'PT' = 'MR') =>
  clippedPercent(image, masks, modality);

/** Share of the object that would lie at or above a level, %. */
function above(level: number): number {
  const { image, masks } = clean();
  const count = image.values.filter((value, n) => masks.foreground[n] === 1 && value >= level).length;
  return (100 * count) / masks.foregroundVoxels;
}

describe('clippedPercent', () => {
  it.each(['MR', 'CT', 'PT'] as const)('is 0 of a clean image of %s', (modality) => {
    expect(clippedOf(clean(), modality)).toBe(0);
  });

  it.each([1080, 1060, 1000, 950])(
    'is the share at the largest value where values are cut at %i',
    (level) => {
      expect(above(level)).toBeGreaterThan(0.1);
      expect(clippedOf(clippedAt(level))).toBeCloseTo(above(level), 10);
    },
  );

  it('rises as more is cut', () => {
    const found = [2000, 1080, 1050, 1000, 940].map((level) => Number(clippedOf(clippedAt(level))));
    expect(found[0]).toBe(0);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(new Set(found).size).toBe(found.length);
  });

  it('is the same whatever the scale of the values', () => {
    expect(clippedOf(mapped(clippedAt(1000), (value) => value / 64, 300 / 64))).toBe(
      clippedOf(clippedAt(1000)),
    );
  });

  it('counts bone and metal at the cap of CT', () => {
    const { image, masks } = clean();
    const values = image.values.map((value, n) =>
      n % 50 === 0 && masks.foreground[n] === 1 ? 3071 : value - 800,
    );
    expect(
      clippedOf({ image: { ...image, values }, masks: { ...masks, threshold: -500 } }, 'CT'),
    ).toBeCloseTo(2, 0);
  });

  it('of PET looks at each slice, whose scale is its own', () => {
    const { image, masks } = clean();
    const values = image.values.map((value, n) => {
      const k = Math.floor(n / (64 * 64));
      // Each slice is cut at its own value: only one of them holds the largest of all.
      return (1 + k / 10) * Math.min(1000, value);
    });
    expect(clippedOf({ image: { ...image, values }, masks }, 'PT')).toBeCloseTo(above(1000), 10);
  });

  it('does not see a few voxels by chance', () => {
    const { image, masks } = clean();
    let left = 9;
    const values = image.values.map((value, n) =>
      masks.foreground[n] === 1 && n % 40 === 0 && left-- > 0 ? 1500 : value,
    );
    expect(clippedOf({ image: { ...image, values }, masks })).toBe(0);
  });

  it('needs no fine values', () => {
    // Eight steps over the whole object.
    const coarse = (level: number): Made =>
      mapped(clean(), (value) => Math.min(level, Math.round(value / 40)));
    expect(clippedOf({ ...coarse(99), masks: { ...coarse(99).masks, threshold: 7 } })).toBe(0);
  });

  it('is uncertain where most of the object has one value, or there is no noise', () => {
    const uncertain = { absent: 'uncertain' };
    expect(clippedOf(clippedAt(700))).toEqual(uncertain);
    expect(clippedOf(mapped(clean(), (value) => (value > 300 ? 1000 : 0)))).toEqual(uncertain);
    const { image, masks } = clean();
    const values = image.values.map((_, n) => (Math.floor(n / 4096) % 3 === 0 ? 1000 : 700 + ((n >> 3) % 8)));
    expect(clippedOf({ image: { ...image, values }, masks })).toEqual(uncertain);
  });

  it('stands images without values, and without an object', () => {
    expect(clippedOf(mapped(clean(), () => Number.NaN))).toBe(0);
    expect(clippedOf(mapped(clean(), () => Number.POSITIVE_INFINITY))).toBe(0);
    expect(clippedPercent(imageOf([1, 2], [2, 1, 1]), masksOf(new Uint8Array(2)), 'MR')).toEqual({
      absent: 'no-signal',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { localContrast } from '../../../../src/motion/phantom/acr/low-contrast-map.js';
import { matchPattern } from '../../../../src/motion/phantom/acr/low-contrast-match.js';
import { discShare, templateFit } from '../../../../src/motion/phantom/acr/low-contrast-template.js';
import { discImage, insertImages, madePattern } from '../../../helpers/phantom/acr-images.js';

const INSERT = { centre: [127.5, 127.5], radiusMm: 45 } as const;

function eleventh(options: Parameters<typeof insertImages>[0]) {
  const image = insertImages(options)[3];
  if (!image) throw new RangeError('no image');
  return localContrast(image.slice, INSERT);
}

describe('localContrast', () => {
  it('is 0 outside of the insert and in a plain one, however bright, and near a large disc’s contrast inside it', () => {
    const plain = discImage({ signal: () => 777 });
    expect(localContrast(plain.slice, INSERT).values.every((value) => Math.abs(value) < 1e-6)).toBe(true);
    const map = eleventh({ sigma: 0 });
    const row = Math.round(127.5 - 25.8 * (256 / 250));
    const value = map.values[row * 256 + 127] ?? 0;
    expect(value).toBeGreaterThan(0.035);
    expect(value).toBeLessThan(0.051);
    expect(map.values[20 * 256 + 128]).toBe(0);
    expect(map.count).toBeGreaterThan(5500);
    expect(map.squares).toBeGreaterThan(0);
  });
});

describe('templateFit', () => {
  it('is high where the pattern lies, and falls as it is moved or turned away', () => {
    const map = eleventh({});
    const pattern = madePattern({});
    const fits = [0, 0.1, 0.3].map((turn) => templateFit(map, { ...pattern, angleRad: turn }));
    expect(fits[0]).toBeGreaterThan(0.9);
    expect(fits[1]).toBeLessThan(fits[0] ?? 0);
    expect(fits[2]).toBeLessThan(fits[1] ?? 0);
    const moved = templateFit(map, { ...pattern, centre: [129.5, 127.5] });
    expect(moved).toBeLessThan((fits[0] ?? 0) - 0.1);
  });

  it('is 0 of a map of nothing', () => {
    const plain = discImage();
    expect(templateFit(localContrast(plain.slice, INSERT), madePattern({}))).toBe(0);
  });
});

describe('discShare', () => {
  it('is whole inside, half at the edge and nothing outside', () => {
    expect([0, 2, 3, 4, 9].map((mm) => discShare(mm, 3, 2))).toEqual([1, 1, 0.5, 0, 0]);
  });
});

describe('matchPattern', () => {
  it('finds angle, centre, rings and handedness', () => {
    for (const [angleRad, handedness] of [
      [0.45, 1],
      [2, 1],
      [-1, -1],
    ] as const) {
      const made = { pattern: { angleRad, handedness, ringsMm: [14, 26, 38] as const }, sigma: 8 };
      const { pattern, fit, rival } = matchPattern(eleventh(made), INSERT);
      expect(pattern.handedness).toBe(handedness);
      expect(Math.abs(Math.sin(pattern.angleRad - angleRad))).toBeLessThan(0.01);
      expect(Math.hypot(pattern.centre[0] - 127.5, pattern.centre[1] - 127.5)).toBeLessThan(0.3);
      for (const [i, mm] of [14, 26, 38].entries()) {
        expect(Math.abs((pattern.ringsMm[i] ?? 0) - mm)).toBeLessThan(0.4);
      }
      expect(fit).toBeGreaterThan(1.2 * rival);
    }
  });

  it('fits noise badly, and about as well in another turning', () => {
    for (const seed of ['a', 'b', 'c']) {
      const { slice } = discImage({ sigma: 10, seed });
      const { fit, rival } = matchPattern(localContrast(slice, INSERT), INSERT);
      expect(fit < 0.25 || fit < 1.2 * rival).toBe(true);
      expect(fit).toBeLessThan(0.2);
    }
  });
});

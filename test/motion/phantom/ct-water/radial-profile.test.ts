import { describe, expect, it } from 'vitest';
import { sliceOf } from '../../../../src/motion/phantom/ct-water/circle.js';
import {
  type RadialProfile,
  radialProfile,
  ringMeans,
  SECTORS,
  smoothProfile,
} from '../../../../src/motion/phantom/ct-water/radial-profile.js';
import { type WaterOptions, water } from './water.js';

const CENTRE = [63.5, 63.5] as const;

function profileOf(options: WaterOptions): RadialProfile {
  return radialProfile(sliceOf(water({ ...options, slices: 1 }), 0), { centre: CENTRE, radiusMm: 75 });
}

/** Water by its formula: 80 mm, lower by `depth` in the middle. */
const cup = (depth: number, rMm: number): number => -depth * (1 - (rMm / 80) ** 2);

describe('radialProfile', () => {
  it('counts every pixel within the radius once', () => {
    const { counts, stepMm } = profileOf({});
    const pixels = counts.reduce((sum, count) => sum + count, 0);
    expect(stepMm).toBe(0.8);
    expect(pixels / ((Math.PI * 74.4 ** 2) / 1.6 ** 2)).toBeCloseTo(1, 2);
  });

  it('shares a ring evenly among its sectors, in their order round the centre', () => {
    const half = profileOf({ added: (_, y) => (y < 0 ? 100 : 0) });
    for (let ring = 60; ring < 80; ring++) {
      const own = Array.from({ length: SECTORS }, (_, n) => half.counts[ring * SECTORS + n] ?? 0);
      expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(2);
      const sums = Array.from({ length: SECTORS }, (_, n) => half.sums[ring * SECTORS + n] ?? 0);
      // Angles from -180°: the first half lies above the centre.
      expect(sums.slice(0, SECTORS / 2).every((sum, n) => Math.abs(sum - 100 * (own[n] ?? 0)) < 1e-3)).toBe(
        true,
      );
      expect(sums.slice(SECTORS / 2).every((sum) => Math.abs(sum) < 1e-3)).toBe(true);
    }
  });
});

describe('ringMeans', () => {
  it('gives the profile of what depends on the distance alone', () => {
    const { means, pixels } = ringMeans(profileOf({ cuppingHu: 20 }));
    for (let ring = 4; ring < means.length; ring++) {
      if ((pixels[ring] ?? 0) === 0) continue;
      expect(Math.abs((means[ring] ?? 0) - cup(20, (ring + 0.5) * 0.8))).toBeLessThan(0.25);
    }
  });
});

describe('smoothProfile', () => {
  it('is a cup where the water is cupped', () => {
    const fitted = smoothProfile(profileOf({ cuppingHu: 20 }), { degree: 1, radiusMm: 70 });
    for (const ring of [0, 20, 50, 86]) {
      expect(Math.abs((fitted?.[ring] ?? 0) - cup(20, (ring + 0.5) * 0.8))).toBeLessThan(0.1);
    }
  });

  it('is not bent by a ring, however high', () => {
    const ring = { fromMm: 40, toMm: 43, hu: 200 };
    const fitted = smoothProfile(profileOf({ cuppingHu: 10, noiseHu: 4, ring }), { degree: 2, radiusMm: 72 });
    for (const at of [5, 30, 52, 80]) {
      expect(Math.abs((fitted?.[at] ?? 0) - cup(10, (at + 0.5) * 0.8))).toBeLessThan(0.6);
    }
  });

  it('is none of too few rings', () => {
    expect(smoothProfile(profileOf({}), { degree: 2, radiusMm: 2 })).toBeUndefined();
  });
});

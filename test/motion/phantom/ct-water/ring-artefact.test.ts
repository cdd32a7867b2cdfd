import { describe, expect, it } from 'vitest';
import { sliceOf } from '../../../../src/motion/phantom/ct-water/circle.js';
import { radialProfile } from '../../../../src/motion/phantom/ct-water/radial-profile.js';
import { type Rings, ringArtefact } from '../../../../src/motion/phantom/ct-water/ring-artefact.js';
import { type WaterOptions, water } from './water.js';

function rings(options: WaterOptions): Rings {
  const slice = sliceOf(water({ columns: 180, pixelMm: 1, ...options, slices: 1 }), 0);
  const found = ringArtefact(radialProfile(slice, { centre: [89.5, 89.5], radiusMm: 80 }), 76);
  if (!found) throw new Error('large enough');
  return found;
}

describe('ringArtefact', () => {
  it('is 0 without a ring, in noise and under cupping', () => {
    for (const cuppingHu of [0, 15]) {
      for (const noiseHu of [2, 5, 20]) {
        // Never more than half of what could be told from noise.
        const { highest, detectableHu } = rings({ cuppingHu, noiseHu });
        expect(highest.heightHu).toBeLessThan(0.5 * detectableHu);
      }
    }
  });

  it('is the height of a ring within 10 %, and lies where it is', () => {
    for (const hu of [4, 8, 16, -16]) {
      const { highest } = rings({ noiseHu: 4, cuppingHu: 10, ring: { fromMm: 50, toMm: 53, hu } });
      expect(Math.abs(highest.heightHu / Math.abs(hu) - 1)).toBeLessThan(0.1);
      expect(Math.abs(highest.radiusMm - 51.5)).toBeLessThan(1);
    }
  });

  it('finds a spot in the middle', () => {
    const { highest } = rings({ noiseHu: 4, ring: { fromMm: 0, toMm: 6, hu: 12 } });
    expect(highest.heightHu).toBeGreaterThan(9);
    expect(highest.radiusMm).toBeLessThan(6);
  });

  it('finds rings that are everywhere, which are no noise', () => {
    const added = (x: number, y: number): number => (Math.floor(Math.hypot(x, y) / 4) % 2 === 0 ? 5 : -5);
    expect(rings({ noiseHu: 5, added }).highest.heightHu).toBeGreaterThan(4);
  });

  it('says how high a ring must be to be told from noise', () => {
    const [low, high] = [rings({ noiseHu: 4 }), rings({ noiseHu: 16 })];
    expect(high.detectableHu / low.detectableHu).toBeCloseTo(4, 0);
    // 3.5 standard errors of the mean over 2 mm about 38 mm.
    expect(low.detectableHu / ((3.5 * 4) / Math.sqrt(2 * Math.PI * 38 * 2))).toBeCloseTo(1, 0);
  });

  it('is none where the disc is too small', () => {
    const slice = sliceOf(water({ slices: 1 }), 0);
    expect(ringArtefact(radialProfile(slice, { centre: [63.5, 63.5], radiusMm: 3 }), 3)).toBeUndefined();
  });
});

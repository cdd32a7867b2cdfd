import { describe, expect, it } from 'vitest';
import {
  edgeProfile,
  edgeRise,
  PROFILE_LENGTH,
  SAMPLES_PER_VOXEL,
} from '../../../../src/motion/image/artefacts/edge-profile.js';
import { blurredStep, imageOf } from './images.js';

const MIDDLE = (PROFILE_LENGTH - 1) / 2;

/** A profile of values at places in voxels from its middle. */
const profileOf = (valueAt: (voxels: number) => number): Float64Array =>
  Float64Array.from({ length: PROFILE_LENGTH }, (_, s) => valueAt((s - MIDDLE) / SAMPLES_PER_VOXEL));

describe('edgeProfile', () => {
  const dims = [64, 64, 2] as const;
  const slope = Array.from({ length: 64 * 64 * 2 }, (_, n) => 3 * (n % 64) + 2 * Math.floor((n % 4096) / 64));

  it('samples along the way inwards, in steps of the shorter side of a pixel', () => {
    const out = new Float64Array(PROFILE_LENGTH);
    edgeProfile(imageOf(slope, dims, [1, 2, 4]), { i: 32, j: 30, k: 1, inwardI: 0.6, inwardJ: 0.8 }, out);
    for (const voxels of [-10, -1, 0, 2.5, 13]) {
      const expected = 3 * (32 + 0.6 * voxels) + 2 * (30 + (0.8 * voxels) / 2);
      expect(out[MIDDLE + voxels * SAMPLES_PER_VOXEL]).toBeCloseTo(expected, 3);
    }
  });

  it('has no value beyond the field', () => {
    const out = new Float64Array(PROFILE_LENGTH);
    edgeProfile(imageOf(slope, dims), { i: 60, j: 30, k: 0, inwardI: 1, inwardJ: 0 }, out);
    expect(out[MIDDLE]).toBeGreaterThan(0);
    expect(out[PROFILE_LENGTH - 1]).toBeNaN();
  });
});

describe('edgeRise', () => {
  it.each([2, 3, 6])('finds the height and the quarters of a step blurred by %i voxels', (fwhm) => {
    const rise = edgeRise(profileOf((t) => 50 + 200 * blurredStep(t, fwhm)));
    expect(Math.abs((rise?.height ?? 0) / 200 - 1)).toBeLessThan(0.03);
    const expected = (1.34898 / 2.35482) * fwhm;
    expect(Math.abs((rise?.quarterWidth ?? 0) / SAMPLES_PER_VOXEL / expected - 1)).toBeLessThan(0.04);
  });

  it('ends where the profile turns: a thin bright layer has the height of its ridge', () => {
    const rise = edgeRise(profileOf((t) => 200 * (blurredStep(t, 2) - 0.6 * blurredStep(t - 6, 2))));
    expect(Math.abs((rise?.height ?? 0) / 200 - 1)).toBeLessThan(0.03);
  });

  it('is not led on by a step that lies farther inside', () => {
    const rise = edgeRise(profileOf((t) => 100 * blurredStep(t, 2) + 300 * blurredStep(t - 8, 2)));
    expect(Math.abs((rise?.height ?? 0) / 100 - 1)).toBeLessThan(0.05);
  });

  it('finds the edge a little beside the middle, and none that falls or is not there', () => {
    expect(edgeRise(profileOf((t) => 100 * blurredStep(t - 2, 2)))?.height).toBeCloseTo(100, -1);
    expect(edgeRise(profileOf((t) => -100 * blurredStep(t, 2)))).toBeUndefined();
    expect(edgeRise(profileOf(() => 5))).toBeUndefined();
    expect(edgeRise(profileOf(() => Number.NaN))).toBeUndefined();
  });

  it('gives none where the rise goes on beyond the profile or the field', () => {
    expect(edgeRise(profileOf((t) => t))).toBeUndefined();
    expect(edgeRise(profileOf((t) => (t > 1.5 ? Number.NaN : 100 * blurredStep(t, 3))))).toBeUndefined();
  });
});

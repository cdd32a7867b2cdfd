import { describe, expect, it } from 'vitest';
import { SOFT_HEAD, SOFT_SPHERE, type SoftObject } from '../../../fixtures/motion/object.js';
import { GRIDS } from '../../../fixtures/motion/recipes.js';
import { trajectory } from '../../../fixtures/motion/trajectory.js';
import { alignVolume } from '../../../src/motion/realign/align.js';
import { type Determinacy, determinacy } from '../../../src/motion/realign/determinacy.js';
import { prepareReference } from '../../../src/motion/realign/reference.js';
import { memoryRun } from '../../helpers/motion/memory-run.js';

/** An ellipsoid of one material; a very long one is a cylinder. */
function ellipsoid(radiiMm: readonly [number, number, number], x = 0): SoftObject {
  return [{ material: 'gel', profile: 'edge', centreMm: [x, 0, 0], radiiMm, turnDeg: 0, peak: 1 }];
}

function determined(
  object: SoftObject,
  noiseShare: number,
  grid: 'small' | 'smallTilted' = 'small',
): Determinacy {
  const motion = trajectory({ seed: 'determinacy', volumes: 3, amplitude: 1 });
  const run = memoryRun({ object, noiseShare, motion, shape: GRIDS[grid] });
  const [first = new Float32Array(0), ...others] = run.volumes;
  const reference = prepareReference(first, run.grid);
  return determinacy(
    reference,
    others.map((values) => ({
      values,
      grid: run.grid,
      transform: alignVolume(reference, values, run.grid).transform,
    })),
  );
}

describe('what an object determines', () => {
  it.each([0, 0.01, 0.03])('is everything of a head at a noise of %d', (noiseShare) => {
    const found = determined(SOFT_HEAD, noiseShare);
    expect(found).toMatchObject({ translation: true, rotation: true });
    expect(found.weakest).toBeGreaterThan(0.02);
  });

  it('of a head does not depend on the noise', () => {
    const [clean, noisy] = [determined(SOFT_HEAD, 0), determined(SOFT_HEAD, 0.05)];
    expect(noisy.weakest / clean.weakest).toBeGreaterThan(0.9);
    expect(noisy.weakest / clean.weakest).toBeLessThan(1.1);
  });

  it.each([0, 0.01, 0.03])('is no rotation of a sphere at a noise of %d', (noiseShare) => {
    for (const grid of ['small', 'smallTilted'] as const) {
      const found = determined(SOFT_SPHERE, noiseShare, grid);
      expect(found).toMatchObject({ translation: true, rotation: false });
      expect(Math.abs(found.weakest)).toBeLessThan(1e-3);
    }
  });

  it('is no rotation of a sphere that lies beside the centre', () => {
    expect(determined(ellipsoid([42, 42, 42], 18), 0.01)).toMatchObject({
      translation: true,
      rotation: false,
    });
  });

  it('is no rotation of an ellipsoid of revolution, which may turn about its axis', () => {
    expect(determined(ellipsoid([48, 48, 38]), 0.01)).toMatchObject({ translation: true, rotation: false });
  });

  it('is everything of an ellipsoid of three axes', () => {
    expect(determined(ellipsoid([72, 56, 46]), 0.01)).toMatchObject({ translation: true, rotation: true });
  });

  it('is not the translation of a cylinder along its axis', () => {
    expect(determined(ellipsoid([4000, 45, 45]), 0.01)).toMatchObject({
      translation: false,
      rotation: false,
    });
  });

  it('is nothing where there is no second volume to tell signal from noise', () => {
    const run = memoryRun({ motion: trajectory({ seed: 'one', volumes: 1, amplitude: 0 }) });
    const reference = prepareReference(run.volumes[0] ?? new Float32Array(0), run.grid);
    expect(determinacy(reference, [])).toEqual({ translation: false, rotation: false, weakest: Number.NaN });
  });

  it('is nothing where the second volume lies elsewhere altogether', () => {
    const run = memoryRun({ motion: trajectory({ seed: 'away', volumes: 2, amplitude: 0.1 }) });
    const [first = new Float32Array(0), values = new Float32Array(0)] = run.volumes;
    const transform = Float64Array.of(1, 0, 0, 900, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    const found = determinacy(prepareReference(first, run.grid), [{ values, grid: run.grid, transform }]);
    expect(found).toMatchObject({ translation: false, rotation: false });
  });
});

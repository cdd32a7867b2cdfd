import { describe, expect, it } from 'vitest';
import { GRIDS } from '../../../fixtures/motion/recipes.js';
import { STILL } from '../../../fixtures/motion/rigid.js';
import { type Alignment, alignVolume } from '../../../src/motion/realign/align.js';
import { prepareReference } from '../../../src/motion/realign/reference.js';
import { centreOf, rigidParameters } from '../../../src/motion/rigid.js';
import { memoryRun } from '../../helpers/motion/memory-run.js';

const MOVED = { translationMm: [0.3, -0.4, 0.2], rotationDeg: [0.5, -0.3, 0.4] } as const;
const SEEDS = 12;
const ARC_PER_DEG = (50 * Math.PI) / 180;

interface Sample {
  readonly alignment: Alignment;
  /** Six parameters less the truth, mm; rotations as arcs at 50 mm. */
  readonly errors: readonly number[];
}

/** Alignments of the same movement under other noise, in both volumes. */
function samples(noiseShare: number): Sample[] {
  return Array.from({ length: SEEDS }, (_, seed) => {
    const run = memoryRun({ motion: [STILL, MOVED], noiseShare, seed: `quality ${seed}` });
    const [first = new Float32Array(0), second = new Float32Array(0)] = run.volumes;
    const alignment = alignVolume(prepareReference(first, run.grid), second, run.grid);
    const found = rigidParameters(alignment.transform, centreOf(run.grid));
    const errors = [
      ...found.translationMm.map((value, axis) => value - (MOVED.translationMm[axis] ?? 0)),
      ...found.rotationDeg.map((value, axis) => (value - (MOVED.rotationDeg[axis] ?? 0)) * ARC_PER_DEG),
    ];
    return { alignment, errors };
  });
}

/** The standard deviation of the worst of all directions, by the covariance of errors (power iteration). */
function worstDeviation(all: readonly Sample[]): number {
  const means = [0, 1, 2, 3, 4, 5].map(
    (n) => all.reduce((sum, { errors }) => sum + (errors[n] ?? 0), 0) / all.length,
  );
  const centred = all.map(({ errors }) => errors.map((value, n) => value - (means[n] ?? 0)));
  let direction = [1, 1, 1, 1, 1, 1];
  let largest = 0;
  for (let pass = 0; pass < 60; pass++) {
    const next = [0, 0, 0, 0, 0, 0];
    for (const row of centred) {
      const along = row.reduce((sum, value, n) => sum + value * (direction[n] ?? 0), 0);
      for (const [n, value] of row.entries()) next[n] = (next[n] ?? 0) + (value * along) / (all.length - 1);
    }
    largest = Math.hypot(...next);
    direction = next.map((value) => value / largest);
  }
  return Math.sqrt(largest);
}

describe('the standard error', () => {
  it.each([0.01, 0.03])(
    'is that of repeated measurements at a noise of %d, within a factor of 2',
    (noise) => {
      const all = samples(noise);
      const stated = all.reduce((sum, { alignment }) => sum + alignment.standardErrorMm, 0) / all.length;
      const ratio = stated / worstDeviation(all);
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2);
    },
  );

  it('grows as the noise does', () => {
    const stated = [0.01, 0.02, 0.04].map((noiseShare) => {
      const run = memoryRun({ motion: [STILL, MOVED], noiseShare });
      const [first = new Float32Array(0), second = new Float32Array(0)] = run.volumes;
      return alignVolume(prepareReference(first, run.grid), second, run.grid).standardErrorMm;
    });
    expect((stated[1] ?? 0) / (stated[0] ?? 1)).toBeGreaterThan(1.3);
    expect((stated[2] ?? 0) / (stated[1] ?? 1)).toBeGreaterThan(1.3);
  });

  it('is smaller where there are more voxels', () => {
    const of = (shape: (typeof GRIDS)['axial' | 'small']): number => {
      const run = memoryRun({ motion: [STILL, MOVED], shape });
      const [first = new Float32Array(0), second = new Float32Array(0)] = run.volumes;
      return alignVolume(prepareReference(first, run.grid), second, run.grid).standardErrorMm;
    };
    expect(of(GRIDS.axial)).toBeLessThan(of(GRIDS.small));
  });
});

describe('the residual', () => {
  it('is the noise that smoothing left, as a share of the mean', () => {
    const run = memoryRun({ motion: [STILL, MOVED], noiseShare: 0.02 });
    const [first = new Float32Array(0), second = new Float32Array(0)] = run.volumes;
    const found = alignVolume(prepareReference(first, run.grid), second, run.grid);
    // √2 · 2 % of the brain's signal, less what smoothing and interpolation take.
    expect(found.residual).toBeGreaterThan(0.005);
    expect(found.residual).toBeLessThan(0.03);
    expect(found.correlation).toBeGreaterThan(0.998);
  });
});

import { describe, expect, it } from 'vitest';
import { GRIDS, RUNS } from '../../../fixtures/motion/recipes.js';
import { type RigidParameters, STILL } from '../../../fixtures/motion/rigid.js';
import { trajectory } from '../../../fixtures/motion/trajectory.js';
import { MotionError } from '../../../src/motion/motion-error.js';
import { type Alignment, alignVolume } from '../../../src/motion/realign/align.js';
import { prepareReference } from '../../../src/motion/realign/reference.js';
import { centreOf, inverseRigid, type MotionGrid, product, rigidMatrix } from '../../../src/motion/rigid.js';
import { alignmentError } from '../../helpers/motion/alignment-error.js';
import { type MemoryRunOptions, memoryRun } from '../../helpers/motion/memory-run.js';

interface Measured extends Alignment {
  readonly rmsMm: number;
  readonly rotationErrorDeg: number;
}

/** All volumes of a run but the first, aligned to it, with how far they are from the truth. */
function measured(options: MemoryRunOptions): Measured[] {
  const run = memoryRun(options);
  const [first, ...others] = run.volumes;
  const reference = prepareReference(first ?? new Float32Array(0), run.grid);
  return others.map((values, n) => {
    const alignment = alignVolume(reference, values, run.grid);
    const error = alignmentError(alignment.transform, run.transforms[n + 1] ?? [], centreOf(run.grid));
    return { ...alignment, rmsMm: error.rmsMm, rotationErrorDeg: error.rotationDeg };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const moving = (amplitude: number, volumes: number): RigidParameters[] =>
  trajectory({ seed: `align ${amplitude}`, volumes, amplitude });

describe('a volume of 64 × 64 × 30 aligned to another', () => {
  it.each([
    { grid: 'axial', amplitude: 0.08, noiseShare: 0.01, meanMm: 0.02, mostMm: 0.05 },
    { grid: 'axial', amplitude: 0.5, noiseShare: 0.01, meanMm: 0.02, mostMm: 0.05 },
    { grid: 'oblique', amplitude: 1.5, noiseShare: 0.01, meanMm: 0.02, mostMm: 0.05 },
    { grid: 'tilted', amplitude: 4, noiseShare: 0.01, meanMm: 0.02, mostMm: 0.05 },
    { grid: 'axial', amplitude: 1, noiseShare: 0, meanMm: 0.01, mostMm: 0.01 },
    { grid: 'axial', amplitude: 1, noiseShare: 0.03, meanMm: 0.05, mostMm: 0.08 },
    { grid: 'axial', amplitude: 20, noiseShare: 0.01, meanMm: 0.05, mostMm: 0.08 },
  ] as const)('lies where it lies: $grid, up to $amplitude mm and degrees, noise of $noiseShare', (row) => {
    const { grid, amplitude, noiseShare, meanMm, mostMm } = row;
    const all = measured({ shape: GRIDS[grid], motion: moving(amplitude, 6), noiseShare });
    const errors = all.map(({ rmsMm }) => rmsMm);
    expect(mean(errors)).toBeLessThanOrEqual(meanMm);
    expect(Math.max(...errors)).toBeLessThanOrEqual(mostMm);
    const rotations = all.map(({ rotationErrorDeg }) => rotationErrorDeg);
    expect(mean(rotations)).toBeLessThanOrEqual(noiseShare > 0.01 ? 0.04 : 0.02);
    for (const { converged, correlation, overlap, scale } of all) {
      expect(converged).toBe(true);
      expect(correlation).toBeGreaterThan(noiseShare > 0.01 ? 0.998 : 0.9995);
      expect(overlap).toBeGreaterThan(0.75);
      expect(scale).toBeCloseTo(1, 2);
    }
  });
});

describe('gross motion', () => {
  const corners: RigidParameters[] = [
    { translationMm: [20, -20, 20], rotationDeg: [-20, 20, 20] },
    { translationMm: [-35, 30, -30], rotationDeg: [35, 30, -35] },
    { translationMm: [5, 0, 0], rotationDeg: [0, 0, 75] },
    { translationMm: [-40, -40, -40], rotationDeg: [-40, 40, -40] },
  ];

  it('is found where all six parameters are large, by other starts where the first does not lead there', () => {
    const all = measured({ motion: [STILL, ...corners] });
    for (const { rmsMm, correlation } of all) {
      expect(rmsMm).toBeLessThan(0.2);
      expect(correlation).toBeGreaterThan(0.999);
    }
    expect(all.map(({ multiStart }) => multiStart)).toContain(true);
    expect(all.map(({ multiStart }) => multiStart)).toContain(false);
  });

  it('needs no other start where the right one is given', () => {
    const run = memoryRun({ motion: [STILL, corners[2] ?? STILL] });
    const reference = prepareReference(run.volumes[0] ?? new Float32Array(0), run.grid);
    const near = rigidMatrix({ translationMm: [4, 0, 0], rotationDeg: [0, 0, 74] }, centreOf(run.grid));
    const found = alignVolume(reference, run.volumes[1] ?? new Float32Array(0), run.grid, near);
    expect(found.multiStart).toBe(false);
    expect(alignmentError(found.transform, run.transforms[1] ?? [], centreOf(run.grid)).rmsMm).toBeLessThan(
      0.1,
    );
  });
});

describe('an alignment', () => {
  const run = memoryRun({ motion: moving(0.7, 3) });
  const [first = new Float32Array(0), second = new Float32Array(0)] = run.volumes;
  const reference = prepareReference(first, run.grid);

  it('is the same when it is made again', () => {
    expect(alignVolume(reference, second, run.grid)).toEqual(alignVolume(reference, second, run.grid));
    expect(alignVolume(prepareReference(first, run.grid), second, run.grid)).toEqual(
      alignVolume(reference, second, run.grid),
    );
  });

  it('of the reference to itself moves nothing, leaves nothing and is certain', () => {
    const found = alignVolume(reference, first, run.grid);
    expect(alignmentError(found.transform, rigidMatrix(STILL, [0, 0, 0]), [0, 0, 0]).rmsMm).toBeLessThan(
      1e-4,
    );
    expect(found.correlation).toBeCloseTo(1, 6);
    expect(found.residual).toBeLessThan(1e-4);
    expect(found.overlap).toBe(1);
  });

  it('does not depend on the brightness, and tells it', () => {
    const brighter = alignVolume(
      reference,
      second.map((value) => 3.5 * value),
      run.grid,
    );
    const plain = alignVolume(reference, second, run.grid);
    expect(brighter.scale / plain.scale).toBeCloseTo(3.5, 4);
    expect(alignmentError(brighter.transform, plain.transform, [0, 0, 0]).rmsMm).toBeLessThan(1e-4);
  });

  it('is in patient coordinates: where the grid followed the head, the voxels agree and the head moved', () => {
    const followed = rigidMatrix({ translationMm: [3, -2, 5], rotationDeg: [2, -3, 4] }, centreOf(run.grid));
    const grid: MotionGrid = { ...run.grid, affine: product(followed, run.grid.affine) };
    const found = alignVolume(reference, first, grid);
    expect(alignmentError(found.transform, followed, centreOf(run.grid)).rmsMm).toBeLessThan(2e-3);
  });

  it('of the second to the first is about the inverse of that of the first to the second', () => {
    const there = alignVolume(reference, second, run.grid).transform;
    const back = alignVolume(prepareReference(second, run.grid), first, run.grid).transform;
    expect(alignmentError(inverseRigid(there), back, centreOf(run.grid)).rmsMm).toBeLessThan(0.02);
  });

  it('tells the share of the mask that left the field', () => {
    const away = rigidMatrix({ translationMm: [0, 0, 25], rotationDeg: [0, 0, 0] }, [0, 0, 0]);
    const grid: MotionGrid = { ...run.grid, affine: product(away, run.grid.affine) };
    const found = alignVolume(reference, first, grid, away);
    expect(found.overlap).toBeCloseTo(1, 2);
    const shifted = measured({
      motion: [STILL, { translationMm: [0, 0, -25], rotationDeg: [0, 0, 0] }],
    });
    expect(shifted[0]?.overlap).toBeLessThan(0.9);
    expect(shifted[0]?.rmsMm).toBeLessThan(0.1);
  });
});

describe('a still subject', () => {
  it('is found still, every volume of it converging', () => {
    for (const { rmsMm, converged, multiStart } of measured({ motion: [STILL, STILL, STILL, STILL] })) {
      expect(rmsMm).toBeLessThan(0.04);
      expect(converged).toBe(true);
      expect(multiStart).toBe(false);
    }
  });
});

describe('what cannot be aligned', () => {
  const run = memoryRun({ motion: moving(0.5, 2) });
  const [first = new Float32Array(0), second = new Float32Array(0)] = run.volumes;
  const reference = prepareReference(first, run.grid);
  const codeOf = (values: Float32Array, grid: MotionGrid = run.grid): string => {
    try {
      alignVolume(reference, values, grid);
      return 'none';
    } catch (error) {
      return error instanceof MotionError ? error.code : String(error);
    }
  };

  it('is refused with the reason', () => {
    expect(codeOf(second.map((value, n) => (n === 777 ? Number.NaN : value)))).toBe('not-finite');
    expect(codeOf(second.map((value, n) => (n === 777 ? Number.NEGATIVE_INFINITY : value)))).toBe(
      'not-finite',
    );
    expect(codeOf(second.map(() => 0))).toBe('no-signal');
    expect(codeOf(second.map(() => 812))).toBe('no-signal');
    const [columns, rows, slices] = run.grid.dims;
    expect(codeOf(second, { ...run.grid, dims: [rows, columns, slices + 1] })).toBe('matrix-differs');
    expect(codeOf(second.subarray(1))).toBe('matrix-differs');
  });

  it('shows in the correlation where the contrast is another one', () => {
    const faults = RUNS.find(({ faults }) => faults?.contrastChange)?.faults;
    const change = faults?.contrastChange;
    expect(change).toBeDefined();
    const other = measured({
      motion: moving(0.5, 3),
      ...(change ? { faults: { contrastChange: { ...change, fromVolume: 1 } } } : {}),
    });
    for (const { correlation } of other) expect(correlation).toBeLessThan(0.9);
  });

  it('shows in the correlation where there is nothing but noise', () => {
    const noise = Float32Array.from({ length: first.length }, (_, n) => 500 + 300 * Math.sin(n * n * 0.731));
    const found = alignVolume(reference, noise, run.grid);
    expect(found.correlation < 0.5 || Number.isNaN(found.correlation)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { GRIDS } from '../../../fixtures/motion/recipes.js';
import { STILL } from '../../../fixtures/motion/rigid.js';
import { MotionError } from '../../../src/motion/motion-error.js';
import { prepareReference } from '../../../src/motion/realign/reference.js';
import type { MotionGrid } from '../../../src/motion/rigid.js';
import { memoryRun } from '../../helpers/motion/memory-run.js';

function gridOf(dims: readonly [number, number, number]): MotionGrid {
  return {
    dims,
    spacingMm: [3, 3, 4],
    affine: Float64Array.of(3, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4, 0, 0, 0, 0, 1),
  };
}

function codeOf(values: Float32Array, grid: MotionGrid): string {
  try {
    prepareReference(values, grid);
    return 'none';
  } catch (error) {
    return error instanceof MotionError ? error.code : String(error);
  }
}

const bumps = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, n) => 100 + 50 * Math.sin(n));

describe('a reference', () => {
  it('has a mask of the head and not of the air around it', () => {
    const run = memoryRun({ motion: [STILL], shape: GRIDS.axial });
    const [values = new Float32Array(0)] = run.volumes;
    const { mask, maskVoxels, smoothed } = prepareReference(values, run.grid);
    expect(mask).toHaveLength(values.length);
    expect(mask.reduce((sum, one) => sum + one, 0)).toBe(maskVoxels);
    // An ellipsoid of 74 × 91 × 70 mm, cut below, in voxels of 3.4 × 3.4 × 4 mm.
    expect(maskVoxels).toBeGreaterThan(35_000);
    expect(maskVoxels).toBeLessThan(48_000);
    expect(mask[0]).toBe(0);
    expect(mask[(15 * 64 + 32) * 64 + 32]).toBe(1);
    expect(smoothed).toHaveLength(values.length);
    expect(smoothed).not.toEqual(values);
  });

  it('keeps the values as they were', () => {
    const run = memoryRun({ motion: [STILL] });
    const [values = new Float32Array(0)] = run.volumes;
    const before = values.slice();
    const reference = prepareReference(values, run.grid);
    expect(values).toEqual(before);
    expect(reference.values).toEqual(before);
  });

  it('is refused with the reason', () => {
    const grid = gridOf([8, 9, 10]);
    expect(codeOf(bumps(720), grid)).toBe('none');
    expect(codeOf(bumps(720).fill(Number.NaN, 3, 4), grid)).toBe('not-finite');
    expect(codeOf(bumps(720).fill(Number.POSITIVE_INFINITY, 3, 4), grid)).toBe('not-finite');
    expect(codeOf(new Float32Array(720), grid)).toBe('no-signal');
    expect(codeOf(new Float32Array(720).fill(99), grid)).toBe('no-signal');
    expect(codeOf(new Float32Array(720).fill(-5).fill(-9, 0, 99), grid)).toBe('no-signal');
    expect(codeOf(bumps(719), grid)).toBe('matrix-differs');
  });

  it('has three slices, rows and columns at least', () => {
    expect(codeOf(bumps(128), gridOf([8, 8, 2]))).toBe('too-few-slices');
    expect(codeOf(bumps(64), gridOf([8, 8, 1]))).toBe('too-few-slices');
    expect(codeOf(bumps(160), gridOf([2, 8, 10]))).toBe('too-few-slices');
    expect(codeOf(bumps(192), gridOf([8, 8, 3]))).toBe('none');
  });

  it('may hold very large and very small values', () => {
    const grid = gridOf([8, 8, 8]);
    for (const factor of [1e-12, 1, 1e12]) {
      const { maskVoxels } = prepareReference(
        bumps(512).map((value) => value * factor),
        grid,
      );
      expect(maskVoxels).toBe(512);
    }
  });
});

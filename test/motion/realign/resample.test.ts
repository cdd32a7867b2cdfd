import { describe, expect, it } from 'vitest';
import { trajectory } from '../../../fixtures/motion/trajectory.js';
import { prepareReference } from '../../../src/motion/realign/reference.js';
import { resampleMask } from '../../../src/motion/realign/resample.js';
import { identity, product, rigidMatrix } from '../../../src/motion/rigid.js';
import { memoryRun } from '../../helpers/motion/memory-run.js';

const run = memoryRun({
  motion: trajectory({ seed: 'resample', volumes: 2, amplitude: 3 }),
  noiseShare: 0,
});
const [first = new Float32Array(0), second = new Float32Array(0)] = run.volumes;
const reference = prepareReference(first, run.grid);
const masked = [...first].filter((_, n) => reference.mask[n] === 1);

function resampled(values: Float32Array, transform: Float64Array, affine = run.grid.affine): Float32Array {
  const out = new Float32Array(reference.maskVoxels);
  resampleMask(reference, { values, grid: { ...run.grid, affine } }, transform, out);
  return out;
}

function rms(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [sum, count] = [0, 0];
  for (let n = 0; n < a.length; n++) {
    const difference = (a[n] ?? 0) - (b[n] ?? 0);
    if (Number.isNaN(difference)) continue;
    sum += difference * difference;
    count++;
  }
  return Math.sqrt(sum / count);
}

describe('a volume at the voxels of the mask', () => {
  it('is itself where nothing moved, in the order of the volume', () => {
    expect(rms(resampled(first, identity()), masked)).toBeLessThan(0.01);
  });

  it('is the reference again where the transform is the true one', () => {
    const there = resampled(second, run.transforms[1] ?? identity());
    expect(rms(there, masked)).toBeLessThan(0.3 * rms(resampled(second, identity()), masked));
  });

  it('is nothing outside the field', () => {
    const up = rigidMatrix({ translationMm: [0, 0, 60], rotationDeg: [0, 0, 0] }, [0, 0, 0]);
    const values = resampled(first, up);
    expect(values.some(Number.isNaN)).toBe(true);
    expect(values.some(Number.isFinite)).toBe(true);
    const far = rigidMatrix({ translationMm: [0, 500, 0], rotationDeg: [0, 0, 0] }, [0, 0, 0]);
    expect(resampled(first, far).every(Number.isNaN)).toBe(true);
  });

  it('is asked for in patient coordinates: grid and head moved together change nothing', () => {
    const moved = rigidMatrix({ translationMm: [4, -3, 2], rotationDeg: [5, 0, -4] }, [0, 0, 0]);
    const values = resampled(first, moved, product(moved, run.grid.affine));
    // Voxels at the border may fall outside by rounding, but only beyond the tolerance.
    expect(rms(values, masked)).toBeLessThan(0.05);
    expect(values.filter(Number.isNaN)).toHaveLength(0);
  });
});

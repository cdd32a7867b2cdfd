import { describe, expect, it } from 'vitest';
import { type RigidParameters, STILL } from '../../../fixtures/motion/rigid.js';
import { furthestMm } from '../../../src/motion/realign/affine.js';
import { movingVolume, search } from '../../../src/motion/realign/descend.js';
import { prepareReference } from '../../../src/motion/realign/reference.js';
import { type Residuals, residualsOf } from '../../../src/motion/realign/residuals.js';
import { smooth } from '../../../src/motion/realign/smooth.js';
import { centreOf, identity, rigidMatrix } from '../../../src/motion/rigid.js';
import { memoryRun } from '../../helpers/motion/memory-run.js';

const MOVED: RigidParameters = { translationMm: [0.3, -0.2, 0.4], rotationDeg: [0.3, -0.2, 0.25] };
const run = memoryRun({
  motion: [STILL, MOVED, MOVED],
  faults: { dropouts: [{ volume: 2, slice: 9, factor: 0.5 }] },
});
const [first = new Float32Array(0), sound = new Float32Array(0), hurt = new Float32Array(0)] = run.volumes;
const { fine } = prepareReference(first, run.grid);

function residuals(values: Float32Array, leftOut: readonly number[] = []): Residuals {
  const moving = {
    ...movingVolume(fine, smooth(values, run.grid, fine.fwhmMm), run.grid),
    leftOut,
    reach: 0.5,
  };
  const { transform, fit } = search(fine, moving, identity());
  return residualsOf(fine, moving, { transform, solution: fit?.solution ?? new Float64Array(7) });
}

const voxels = ({ sliceVoxels }: Residuals): number => sliceVoxels.reduce((sum, count) => sum + count, 0);

describe('residuals by slice', () => {
  it('are alike in all slices of a sound volume, and of its noise', () => {
    const { sliceRms, sliceVoxels } = residuals(sound);
    expect(sliceRms.length).toBe(run.grid.dims[2]);
    const judged = [...sliceRms].filter((_, slice) => (sliceVoxels[slice] ?? 0) > 100);
    expect(Math.max(...judged) / Math.min(...judged)).toBeLessThan(2);
    expect(Math.max(...judged)).toBeLessThan(20);
  });

  it('count every voxel of the level that lies within the field, in one slice each', () => {
    const all = fine.stages.at(-1)?.voxels ?? 0;
    expect(voxels(residuals(sound))).toBeLessThanOrEqual(all);
    expect(voxels(residuals(sound))).toBeGreaterThan(0.95 * all);
  });

  it('are the largest in a slice that lost signal', () => {
    const { sliceRms } = residuals(hurt);
    const largest = Math.max(...[...sliceRms].filter((rms) => rms > 0));
    expect(sliceRms.indexOf(largest)).toBe(9);
  });

  it('are none in a slice that is left out, and its scores count in no block', () => {
    const { sliceRms, sliceVoxels, blocks } = residuals(hurt, [9]);
    expect(sliceVoxels[9]).toBe(0);
    expect(sliceRms[9]).toBeNaN();
    expect(blocks[0]).toBeLessThan(residuals(hurt).blocks[0] ?? 0);
  });

  it('give a symmetric middle of a covariance', () => {
    const { blocks } = residuals(sound);
    for (let n = 0; n < 49; n++) {
      const [row, column] = [Math.floor(n / 7), n % 7];
      expect(blocks[n]).toBeCloseTo(blocks[column * 7 + row] ?? Number.NaN, 6);
    }
  });
});

describe('how far two movements lie apart', () => {
  it('is told by the corners of the grid', () => {
    const shift = rigidMatrix({ translationMm: [3, 4, 0], rotationDeg: [0, 0, 0] }, [0, 0, 0]);
    expect(furthestMm(run.grid, identity(), shift)).toBeCloseTo(5, 9);
    expect(furthestMm(run.grid, shift, shift)).toBe(0);
    const centre = centreOf(run.grid);
    const turn = rigidMatrix({ translationMm: [0, 0, 0], rotationDeg: [0, 0, 1] }, centre);
    const [nx, ny] = run.grid.dims;
    const arm = Math.hypot(((nx - 1) * run.grid.spacingMm[0]) / 2, ((ny - 1) * run.grid.spacingMm[1]) / 2);
    expect(furthestMm(run.grid, identity(), turn)).toBeCloseTo(2 * arm * Math.sin(Math.PI / 360), 6);
  });
});

import { describe, expect, it } from 'vitest';
import { stack } from '../../../fixtures/cd/geometry.js';
import { GRIDS } from '../../../fixtures/motion/recipes.js';
import { STILL } from '../../../fixtures/motion/rigid.js';
import { trajectory } from '../../../fixtures/motion/trajectory.js';
import { rigidMatrix } from '../../../src/motion/rigid.js';
import { alignmentError } from './alignment-error.js';
import { gridOf, memoryRun } from './memory-run.js';

const centre = [2, -4, 1] as const;

describe('a run in memory', () => {
  it('has a volume and a transform for each movement, the first of which moves nothing', () => {
    const motion = trajectory({ seed: 'memory', volumes: 3, amplitude: 1 });
    const run = memoryRun({ motion });
    expect(run.volumes.map(({ length }) => length)).toEqual([55_296, 55_296, 55_296]);
    expect(run.grid.dims).toEqual([48, 48, 24]);
    expect(alignmentError(run.transforms[0] ?? [], rigidMatrix(STILL, [0, 0, 0]), [0, 0, 0]).rmsMm).toBe(0);
    expect(run.volumes[1]).not.toEqual(run.volumes[0]);
  });

  it('is the same when it is made again, and has other noise with another seed', () => {
    const motion = [STILL, STILL];
    expect(memoryRun({ motion }).volumes).toEqual(memoryRun({ motion }).volumes);
    const [first, second] = memoryRun({ motion }).volumes;
    expect(first).not.toEqual(second);
    expect(memoryRun({ motion, seed: 'other' }).volumes[0]).not.toEqual(first);
    const [a, b] = memoryRun({ motion, noiseShare: 0 }).volumes;
    expect(a).toEqual(b);
  });

  it('lies where the planes of its stack lie, on an oblique grid too', () => {
    const shape = GRIDS.oblique;
    const { affine, dims, spacingMm } = gridOf(shape);
    const planes = stack(shape);
    expect(dims).toEqual([64, 64, 30]);
    expect(spacingMm).toEqual([3.4, 3.4, 4]);
    for (const k of [0, 29]) {
      for (const [axis, expected] of (planes[k]?.position ?? []).entries()) {
        const row = axis * 4;
        expect((affine[row + 2] ?? 0) * k + (affine[row + 3] ?? 0)).toBeCloseTo(expected, 9);
      }
    }
  });
});

describe('the distance of two transforms', () => {
  it('is the length of a translation between them', () => {
    const still = rigidMatrix(STILL, centre);
    const moved = rigidMatrix({ translationMm: [3, 4, 12], rotationDeg: [0, 0, 0] }, centre);
    expect(alignmentError(moved, still, centre)).toEqual({ rmsMm: 13, rotationDeg: 0 });
  });

  it('is that of points on a sphere where one turns about its centre', () => {
    const still = rigidMatrix(STILL, centre);
    const turned = rigidMatrix({ translationMm: [0, 0, 0], rotationDeg: [0, 0, 1.5] }, centre);
    const { rmsMm, rotationDeg } = alignmentError(turned, still, centre);
    expect(rotationDeg).toBeCloseTo(1.5, 9);
    // A point at distance d of the axis moves by 2 d sin(angle / 2); the mean of d² within the sphere is 2/5 R².
    expect(rmsMm).toBeCloseTo(2 * Math.sin((0.75 * Math.PI) / 180) * 80 * Math.sqrt(2 / 5), 9);
  });

  it('tells half a turn, and a millionth of a degree', () => {
    const still = rigidMatrix(STILL, centre);
    for (const angle of [180, 1e-6]) {
      const turned = rigidMatrix({ translationMm: [0, 0, 0], rotationDeg: [0, 0, angle] }, centre);
      expect(alignmentError(turned, still, centre).rotationDeg / angle).toBeCloseTo(1, 6);
    }
  });

  it('is no number where a transform is none', () => {
    expect(alignmentError([Number.NaN], rigidMatrix(STILL, centre), centre).rmsMm).toBeNaN();
  });
});

import { describe, expect, it } from 'vitest';
import { GRIDS } from '../../../fixtures/motion/recipes.js';
import { STILL } from '../../../fixtures/motion/rigid.js';
import { inverseAffine } from '../../../src/motion/realign/affine.js';
import { alignVolume } from '../../../src/motion/realign/align.js';
import { splineAt, splineCoefficients } from '../../../src/motion/realign/bspline.js';
import { ARC_MM, COLUMNS } from '../../../src/motion/realign/columns.js';
import { movingVolume } from '../../../src/motion/realign/descend.js';
import { grossStarts } from '../../../src/motion/realign/gross.js';
import { makeLevel } from '../../../src/motion/realign/level.js';
import { prepareReference } from '../../../src/motion/realign/reference.js';
import { smooth } from '../../../src/motion/realign/smooth.js';
import { step, sumsAt } from '../../../src/motion/realign/step.js';
import { centreOf, identity, product, rigidMatrix } from '../../../src/motion/rigid.js';
import { alignmentError } from '../../helpers/motion/alignment-error.js';
import { memoryRun } from '../../helpers/motion/memory-run.js';

const MOVED = { translationMm: [0.6, -0.5, 0.8], rotationDeg: [0.7, -0.6, 0.5] } as const;
const run = memoryRun({ motion: [STILL, MOVED], shape: GRIDS.smallTilted });
const [first = new Float32Array(0), second = new Float32Array(0)] = run.volumes;
const reference = prepareReference(first, run.grid);
const { fine } = reference;
const centre = centreOf(run.grid);

/** Voxel (i, j, k) of the voxel at a place of the columns, and that place. */
function voxels(level: typeof fine): { index: [number, number, number]; at: number }[] {
  const found: { index: [number, number, number]; at: number }[] = [];
  for (let run = 0, at = 0; run < level.runs.length; run += 4) {
    const [i = 0, j = 0, k = 0, count = 0] = level.runs.subarray(run, run + 4);
    for (let n = 0; n < count; n++, at += COLUMNS) found.push({ index: [i + n, j, k], at });
  }
  return found;
}

describe('a level', () => {
  it('holds how the reference changes at a voxel as it moves, as small differences tell it', () => {
    const coefficients = splineCoefficients(fine.smoothed, run.grid.dims);
    const toIndex = inverseAffine(run.grid.affine);
    const small = 1e-2;
    const valueAt = (index: readonly [number, number, number], parameter: number, by: number): number => {
      const translationMm = [0, 1, 2].map((axis) => (axis === parameter ? by : 0));
      const rotationDeg = [3, 4, 5].map((axis) => (axis === parameter ? (by / ARC_MM) * (180 / Math.PI) : 0));
      const moved = rigidMatrix(
        {
          translationMm: translationMm as [number, number, number],
          rotationDeg: rotationDeg as [number, number, number],
        },
        centre,
      );
      const m = product(toIndex, product(moved, run.grid.affine));
      const place = [0, 4, 8].map(
        (r) =>
          (m[r] ?? 0) * index[0] + (m[r + 1] ?? 0) * index[1] + (m[r + 2] ?? 0) * index[2] + (m[r + 3] ?? 0),
      );
      return splineAt(coefficients, run.grid.dims, place as [number, number, number]);
    };
    for (const { index, at } of voxels(fine).filter((_, n) => n % 997 === 0)) {
      for (let parameter = 0; parameter < 6; parameter++) {
        const slope = (valueAt(index, parameter, small) - valueAt(index, parameter, -small)) / (2 * small);
        expect(Math.abs((fine.columns[at + parameter] ?? 0) - slope)).toBeLessThan(0.3);
      }
    }
  });

  it('holds the intensity and 1 beside it, of voxels of the mask that are not at the border', () => {
    const [columns, rows, slices] = run.grid.dims;
    for (const {
      index: [i, j, k],
      at,
    } of voxels(fine)) {
      const n = (k * rows + j) * columns + i;
      expect(reference.mask[n]).toBe(1);
      expect(Math.min(i, j, k, columns - 1 - i, rows - 1 - j, slices - 1 - k)).toBeGreaterThanOrEqual(1);
      expect(fine.columns[at + 6]).toBe(fine.smoothed[n]);
      expect(fine.columns[at + 7]).toBe(1);
    }
  });

  it('begins with about a fourth of its voxels, and sums their columns', () => {
    const [sparse, all] = fine.stages;
    expect((sparse?.voxels ?? 0) / (all?.voxels ?? 1)).toBeCloseTo(0.25, 1);
    expect(all?.voxels).toBe(fine.columns.length / COLUMNS);
    for (const stage of fine.stages) {
      let square = 0;
      for (let n = 0; n < stage.voxels; n++) square += (fine.columns[n * COLUMNS + 6] ?? 0) ** 2;
      expect((stage.information[6 * COLUMNS + 6] ?? 0) / square).toBeCloseTo(1, 9);
      expect(stage.information[COLUMNS * COLUMNS - 1]).toBe(stage.voxels);
      expect(stage.information[3]).toBe(stage.information[3 * COLUMNS]);
    }
  });

  it('keeps the border slices of a short stack', () => {
    const dims = [12, 12, 5] as const;
    const grid = { ...run.grid, dims };
    const smoothed = Float32Array.from({ length: 720 }, (_, n) => 100 + (n % 7));
    const level = makeLevel({ grid, smoothed, mask: new Uint8Array(720).fill(1), fwhmMm: 5, margin: 1 });
    expect(level.margin).toEqual([1, 1, 0]);
    expect(level.stages.at(-1)?.voxels).toBe(10 * 10 * 5);
  });
});

describe('a step', () => {
  const moving = movingVolume(fine, smooth(second, run.grid, fine.fwhmMm), run.grid);
  const all = fine.stages.at(-1) ?? { runs: 0, voxels: 0, information: new Float64Array(0) };

  it('leads most of the way to the truth', () => {
    const next = step(fine, identity(), sumsAt(fine, all, moving, identity()));
    const before = alignmentError(identity(), run.transforms[1] ?? [], centre).rmsMm;
    const after = alignmentError(next?.transform ?? [], run.transforms[1] ?? [], centre).rmsMm;
    expect(after).toBeLessThan(0.3 * before);
    expect(next?.scale).toBeCloseTo(1, 1);
  });

  it('is none where nothing of the volume is seen', () => {
    const far = rigidMatrix({ translationMm: [999, 0, 0], rotationDeg: [0, 0, 0] }, centre);
    const sums = sumsAt(fine, all, moving, far);
    expect(sums.voxels).toBe(0);
    expect(step(fine, far, sums)).toBeUndefined();
  });

  it('counts what it sees evenly: the sums hardly change as voxels cross the border', () => {
    const voxelsAt = (mm: number): number => {
      const shift = rigidMatrix({ translationMm: [0, 0, mm], rotationDeg: [0, 0, 0] }, centre);
      return sumsAt(fine, all, moving, shift).voxels;
    };
    for (let mm = -6; mm < 6; mm += 0.37) {
      expect(Math.abs(voxelsAt(mm + 0.001) - voxelsAt(mm))).toBeLessThan(5);
    }
  });
});

describe('starts for gross motion', () => {
  it('lead near the truth from far away', () => {
    const far = memoryRun({
      motion: [STILL, { translationMm: [-30, 25, 20], rotationDeg: [30, 25, -35] }],
    });
    const [still = new Float32Array(0), gone = new Float32Array(0)] = far.volumes;
    const starts = grossStarts(prepareReference(still, far.grid), gone, far.grid);
    const errors = starts.map(
      (start) => alignmentError(start, far.transforms[1] ?? [], centreOf(far.grid)).rmsMm,
    );
    expect(Math.min(...errors)).toBeLessThan(5);
  });

  it('do not replace a better end: a lost slice stays near', () => {
    const dropout = memoryRun({
      motion: [STILL, STILL],
      faults: { dropouts: [{ volume: 1, slice: 12, factor: 0.3 }] },
    });
    const [still = new Float32Array(0), hurt = new Float32Array(0)] = dropout.volumes;
    const found = alignVolume(prepareReference(still, dropout.grid), hurt, dropout.grid);
    const error = alignmentError(found.transform, dropout.transforms[1] ?? [], centreOf(dropout.grid)).rmsMm;
    expect(error).toBeLessThan(1.5);
    // What a lost slice does to the result shows in what is said of it.
    expect(found.standardErrorMm).toBeGreaterThan(error / 4);
    expect(found.correlation).toBeLessThan(0.97);
  });
});

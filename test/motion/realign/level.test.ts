import { describe, expect, it } from 'vitest';
import { GRIDS } from '../../../fixtures/motion/recipes.js';
import { STILL } from '../../../fixtures/motion/rigid.js';
import { inverseAffine } from '../../../src/motion/realign/affine.js';
import { splineAt, splineCoefficients } from '../../../src/motion/realign/bspline.js';
import { ARC_MM, COLUMNS } from '../../../src/motion/realign/columns.js';
import { movingVolume } from '../../../src/motion/realign/descend.js';
import { grossStarts } from '../../../src/motion/realign/gross.js';
import { makeLevel } from '../../../src/motion/realign/level.js';
import { prepareReference } from '../../../src/motion/realign/reference.js';
import { smooth } from '../../../src/motion/realign/smooth.js';
import { sliceWeight, step, sumsAt } from '../../../src/motion/realign/step.js';
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

describe('slices that are left out', () => {
  const all = fine.stages.at(-1) ?? { runs: 0, voxels: 0, information: new Float64Array(0) };

  it('weigh nothing, those beside all, and places in between part', () => {
    expect(
      [4, 4.5, 4.75, 5, 5.25, 5.5, 6, 9].map((place) => sliceWeight({ leftOut: [5], reach: 0.5 }, place)),
    ).toEqual([1, 0, 0, 0, 0, 0, 1, 1]);
    expect(sliceWeight({ leftOut: [5], reach: 0.5 }, 5.75)).toBeCloseTo(0.5, 12);
    expect(sliceWeight({ leftOut: [5, 7], reach: 0.5 }, 6)).toBe(1);
    expect(sliceWeight({ leftOut: [5, 6], reach: 0.5 }, 5.5)).toBe(0);
    expect(sliceWeight({ leftOut: [5], reach: 1 }, 6.25)).toBeCloseTo(0.5, 12);
    expect(sliceWeight({ leftOut: [], reach: 0 }, 5)).toBe(1);
  });

  it('have no say in the sums, whatever they hold', () => {
    const [nx, ny] = run.grid.dims;
    const smoothed = smooth(second, run.grid, fine.fwhmMm);
    const sumsOf = (add: number, leftOut: readonly number[]) => {
      const changed = smoothed.map((value, n) => (Math.floor(n / (nx * ny)) === 9 ? value + add : value));
      return sumsAt(fine, all, { ...movingVolume(fine, changed, run.grid), leftOut, reach: 0.5 }, identity());
    };
    const [as, without] = [sumsOf(0, []), sumsOf(0, [9])];
    expect(without.voxels).toBeLessThan(0.97 * as.voxels);
    expect(sumsOf(500, [9]).square / without.square).toBeCloseTo(1, 3);
    expect(sumsOf(500, []).square / as.square).toBeGreaterThan(1.02);
    expect(without.information[63]).toBeCloseTo(without.voxels, 6);
  });
});

describe('starts for gross motion', () => {
  it('lead near the truth from far away', () => {
    const far = memoryRun({
      motion: [STILL, { translationMm: [-30, 25, 20], rotationDeg: [30, 25, -35] }],
    });
    const [still = new Float32Array(0), gone = new Float32Array(0)] = far.volumes;
    const starts = grossStarts(prepareReference(still, far.grid), { values: gone, grid: far.grid });
    const errors = starts.map(
      (start) => alignmentError(start, far.transforms[1] ?? [], centreOf(far.grid)).rmsMm,
    );
    expect(Math.min(...errors)).toBeLessThan(5);
  });

  it('are none where the pose that is known agrees as well: the fine level is spared', () => {
    const known = run.transforms[1];
    expect(grossStarts(reference, { values: second, grid: run.grid })).not.toEqual([]);
    expect(grossStarts(reference, { values: second, grid: run.grid }, known)).toEqual([]);
  });

  it('are handed back where they agree clearly better than a pose that is wrong', () => {
    const wrong = rigidMatrix({ translationMm: [20, 0, 0], rotationDeg: [0, 0, 90] }, centre);
    const [best] = grossStarts(reference, { values: second, grid: run.grid }, wrong);
    expect(alignmentError(best ?? [], run.transforms[1] ?? [], centre).rmsMm).toBeLessThan(3);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { stillness } from '../../../fixtures/motion/trajectory.js';
import { voxelToVoxel } from '../../../src/motion/realign/affine.js';
import { prepareReference } from '../../../src/motion/realign/reference.js';
import { identity, inverseRigid, type Matrix4, rigidMatrix } from '../../../src/motion/rigid.js';
import { expectedSlices } from '../../../src/motion/slices/expected-slices.js';
import { prepareSlices, type SliceReference } from '../../../src/motion/slices/slice-reference.js';
import { type MemoryRun, memoryRun } from '../../helpers/motion/memory-run.js';

const MOVED = { translationMm: [2, -3, 4], rotationDeg: [3, -2, 4] } as const;

let run: MemoryRun;
let prepared: SliceReference;

beforeAll(() => {
  const [first] = stillness(1);
  run = memoryRun({ motion: [...(first ? [first] : []), MOVED], noiseShare: 0 });
  prepared = prepareSlices(prepareReference(run.volumes[0] ?? new Float32Array(0), run.grid));
});

/** The volume's voxel indices → the reference's. */
function mapOf(transform: Matrix4): Matrix4 {
  const { affine } = run.grid;
  return voxelToVoxel({ from: affine, moved: inverseRigid(transform), to: affine });
}

describe('expectedSlices', () => {
  it('is the reference within its mask, and nothing outside, where nothing moved', () => {
    const expected = expectedSlices(prepared, mapOf(identity()));
    const { mask, values } = prepared.reference;
    for (let n = 0; n < mask.length; n += 7) {
      if (mask[n] === 1) expect(expected[n]).toBeCloseTo(values[n] ?? 0, 1);
      else expect(expected[n]).toBeNaN();
    }
  });

  it('is what the moved head shows, to a percent of its signal', () => {
    const expected = expectedSlices(prepared, mapOf(rigidMatrix(MOVED, [0, 0, 0])));
    let [squares, count] = [0, 0];
    for (const [n, value] of expected.entries()) {
      const difference = value - (run.volumes[1]?.[n] ?? 0);
      if (!Number.isFinite(difference)) continue;
      squares += difference * difference;
      count++;
    }
    expect(count).toBeGreaterThan(0.8 * prepared.reference.maskVoxels);
    expect(Math.sqrt(squares / count)).toBeLessThan(14);
  });

  it('has nothing where the reference saw nothing', () => {
    const far = identity();
    far[3] = 500;
    expect(expectedSlices(prepared, mapOf(far)).every(Number.isNaN)).toBe(true);
  });
});

describe('prepareSlices', () => {
  it('smooths within slices and not across them', () => {
    const { reference } = prepared;
    const values = new Float32Array(reference.values.length);
    const [columns, rows] = run.grid.dims;
    values[(10 * rows + 20) * columns + 20] = 1000;
    const one = prepareSlices({ ...reference, values });
    const mask = new Uint8Array(values.length).fill(1);
    const smoothed = { ...one, coefficients: one.inPlaneCoefficients, reference: { ...one.reference, mask } };
    const sampled = expectedSlices(smoothed, mapOf(identity()));
    const at = (i: number, j: number, k: number): number =>
      sampled[(k * rows + j) * columns + i] ?? Number.NaN;
    expect(at(20, 20, 10)).toBeLessThan(700);
    expect(at(21, 20, 10)).toBeGreaterThan(50);
    expect(at(20, 21, 10)).toBeGreaterThan(50);
    expect(Math.abs(at(20, 20, 9))).toBeLessThan(0.01);
    expect(Math.abs(at(20, 20, 11))).toBeLessThan(0.01);
  });
});

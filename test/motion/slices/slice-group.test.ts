import { beforeAll, describe, expect, it } from 'vitest';
import { stillness } from '../../../fixtures/motion/trajectory.js';
import { voxelToVoxel } from '../../../src/motion/realign/affine.js';
import { smooth } from '../../../src/motion/realign/smooth.js';
import { centreOf, identity, inverseRigid, type Matrix4, rigidMatrix } from '../../../src/motion/rigid.js';
import {
  ARC_MM,
  type SliceGroup,
  sampleGroup,
  sliceGroup,
  UNKNOWNS,
} from '../../../src/motion/slices/slice-group.js';
import { everySecond, type MeasuredRun, measuredRun } from './measured.js';

let still: MeasuredRun;
let group: SliceGroup;

beforeAll(() => {
  still = measuredRun({ motion: stillness(2) });
  group = sliceGroup(still.prepared, {
    inPlane: inPlaneOf(1),
    map: mapOf(identity()),
    group: [8, 10, 12, 14],
  });
});

function inPlaneOf(volume: number): Float32Array {
  return smooth(still.run.volumes[volume] ?? new Float32Array(0), still.run.grid, [5, 5, 0]);
}

function mapOf(transform: Matrix4): Matrix4 {
  const { affine } = still.run.grid;
  return voxelToVoxel({ from: affine, moved: inverseRigid(transform), to: affine });
}

describe('sliceGroup', () => {
  it('takes every second voxel of every second row of its slices that lies in the mask', () => {
    const slices = new Set<number>();
    for (let line = 0; line < group.lines.length; line += 4) {
      const [first = 1, row = 1, slice = 0, count = 0] = group.lines.subarray(line, line + 4);
      expect([first % 2, row % 2]).toEqual([0, 0]);
      expect(count).toBeGreaterThan(0);
      slices.add(slice);
    }
    expect([...slices]).toEqual([8, 10, 12, 14]);
    expect(group.slices).toBe(4);
    expect(group.columns).toHaveLength(UNKNOWNS * group.values.length);
  });

  it.each([0, 1, 2, 3, 4, 5])('tells how the reference changes with unknown %i', (unknown) => {
    const small = 0.2;
    const at = (n: number): number => (n === unknown ? small : 0);
    const degrees = 180 / Math.PI / ARC_MM;
    const further = rigidMatrix(
      {
        translationMm: [at(0), at(1), at(2)],
        rotationDeg: [at(3) * degrees, at(4) * degrees, at(5) * degrees],
      },
      centreOf(still.run.grid),
    );
    const moved = sampleGroup(still.prepared, group, mapOf(inverseRigid(further)));
    let [product, square, change] = [0, 0, 0];
    for (const [n, value] of moved.entries()) {
      const told = small * (group.columns[n * UNKNOWNS + unknown] ?? 0);
      const seen = value - (group.columns[n * UNKNOWNS + UNKNOWNS - 1] ?? 0);
      if (!Number.isFinite(seen * told)) continue;
      product += told * seen;
      square += told * told;
      change += seen * seen;
    }
    expect(product / square).toBeCloseTo(1, 0.7);
    expect(product / Math.sqrt(square * change)).toBeGreaterThan(0.97);
  });

  it('leaves the outermost slices and a slice that dropped out uncounted', () => {
    const inPlane = inPlaneOf(1);
    const size = still.run.grid.dims[0] * still.run.grid.dims[1];
    const of = { map: mapOf(identity()), group: everySecond(still.run.grid, 0) };
    const whole = sliceGroup(still.prepared, { ...of, inPlane });
    for (let line = 2; line < whole.lines.length; line += 4) expect(whole.lines[line]).toBeGreaterThan(0);
    for (let n = 10 * size; n < 11 * size; n++) inPlane[n] = 0.7 * (inPlane[n] ?? 0);
    expect(sliceGroup(still.prepared, { ...of, inPlane }).slices).toBe(whole.slices - 1);
  });

  it('has no samples where the head is out of the field', () => {
    const far = identity();
    far[3] = 900;
    const gone = sliceGroup(still.prepared, { inPlane: inPlaneOf(1), map: mapOf(far), group: [8, 10] });
    expect(gone).toMatchObject({ slices: 0 });
    expect(gone.values).toHaveLength(0);
  });
});

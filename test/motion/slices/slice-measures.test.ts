import { beforeAll, describe, expect, it } from 'vitest';
import { BRAIN_SIGNAL } from '../../../fixtures/motion/object.js';
import { GRIDS } from '../../../fixtures/motion/recipes.js';
import { stillness, trajectory } from '../../../fixtures/motion/trajectory.js';
import { identity, type MotionGrid } from '../../../src/motion/rigid.js';
import { sliceMeasures } from '../../../src/motion/slices/slice-measures.js';
import { finite, type MeasuredRun, measuredRun } from './measured.js';

let still: MeasuredRun;
let moved: MeasuredRun;

beforeAll(() => {
  still = measuredRun({ motion: stillness(3) });
  moved = measuredRun({
    motion: trajectory({ seed: 'slice measures', volumes: 4, amplitude: 4 }),
    shape: GRIDS.smallTilted,
  });
});

const median = (values: ArrayLike<number> | undefined): number => {
  const sorted = finite(values).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
};

describe('sliceMeasures', () => {
  it('finds full gain in every slice of a still head', () => {
    for (const { gain } of still.measures) {
      expect(finite(gain).length).toBeGreaterThan(20);
      for (const value of finite(gain)) expect(value).toBeCloseTo(1, 1.7);
    }
  });

  it('finds full gain where the head moved and the grid is tilted', () => {
    for (const { gain } of moved.measures.slice(1)) {
      expect(median(gain)).toBeCloseTo(1, 2);
      const inner = Array.from(gain).slice(4, -4);
      for (const value of inner) expect(Math.abs(value - 1)).toBeLessThan(0.03);
    }
  });

  it('finds the noise of both volumes in the residual, 1.4 % of the signal', () => {
    const { residual, mean } = still.measures[1] ?? {};
    const share = Array.from(residual ?? [], (value, k) => (value * (mean?.[k] ?? 0)) / BRAIN_SIGNAL);
    expect(median(share)).toBeGreaterThan(0.0125);
    expect(median(share)).toBeLessThan(0.0155);
  });

  it('gives the gain of a slice that was made darker', () => {
    const { run, prepared } = still;
    const values = run.volumes[1]?.slice() ?? new Float32Array(0);
    const size = run.grid.dims[0] * run.grid.dims[1];
    for (let n = 10 * size; n < 11 * size; n++) values[n] = 0.6 * (values[n] ?? 0);
    const darker = sliceMeasures(prepared, { values, grid: run.grid }, identity());
    expect(darker.gain[10]).toBeCloseTo(0.6, 2);
    expect((darker.mean[10] ?? 0) / (still.measures[1]?.mean[10] ?? 0)).toBeCloseTo(0.6, 5);
    expect(darker.gain[9]).toBe(still.measures[1]?.gain[9]);
  });

  it('fits the reference to itself and cannot tell its spikes or its comb', () => {
    const [self] = still.measures;
    for (const value of finite(self?.gain)) expect(value).toBeCloseTo(1, 5);
    for (const value of finite(self?.residual)) expect(value).toBeLessThan(1e-5);
    expect(finite(self?.spike)).toEqual([]);
    expect(finite(self?.comb)).toEqual([]);
  });

  it('leaves slices without enough of the head unmeasured', () => {
    const { run, prepared } = still;
    const { dims } = run.grid;
    const mask = prepared.reference.mask.slice().fill(0, 0, 6 * dims[0] * dims[1]);
    const cut = { ...prepared, reference: { ...prepared.reference, mask } };
    const values = run.volumes[1] ?? new Float32Array(0);
    const { gain, voxels, spike } = sliceMeasures(cut, { values, grid: run.grid }, identity());
    expect(Array.from(voxels.subarray(0, 6))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(finite(gain.subarray(0, 6))).toEqual([]);
    expect(finite(spike.subarray(0, 6))).toEqual([]);
    expect(finite(gain.subarray(6)).length).toBeGreaterThan(12);
  });

  it('leaves out what has no value, and a slice of which nothing has one', () => {
    const { run, prepared } = still;
    const size = run.grid.dims[0] * run.grid.dims[1];
    const values = run.volumes[1]?.slice() ?? new Float32Array(0);
    values.fill(Number.NaN, 8 * size, 9 * size);
    values.fill(Number.NaN, 12 * size, 12.5 * size);
    const { gain, voxels } = sliceMeasures(prepared, { values, grid: run.grid }, identity());
    expect(voxels[8]).toBe(0);
    expect(gain[8]).toBeNaN();
    expect(voxels[12]).toBeLessThan(still.measures[1]?.voxels[12] ?? 0);
    expect(gain[12]).toBeCloseTo(1, 2);
  });

  it('follows a grid that was moved with the head', () => {
    const { run, prepared } = still;
    const affine = run.grid.affine.slice();
    affine[3] = (affine[3] ?? 0) + 7;
    const grid: MotionGrid = { ...run.grid, affine };
    const transform = identity();
    transform[3] = 7;
    const values = run.volumes[1] ?? new Float32Array(0);
    const there = sliceMeasures(prepared, { values, grid }, transform);
    expect(median(there.gain)).toBeCloseTo(1, 3);
    expect(median(there.residual)).toBeCloseTo(median(still.measures[1]?.residual), 4);
  });

  it('measures only what lies in the field of both', () => {
    const { run, prepared } = still;
    const far = identity();
    far[11] = 60;
    const values = run.volumes[1] ?? new Float32Array(0);
    const { voxels } = sliceMeasures(prepared, { values, grid: run.grid }, far);
    expect(Array.from(voxels.subarray(0, 12))).toEqual(new Array(12).fill(0));
    expect(voxels[14]).toBeGreaterThan(100);
  });
});

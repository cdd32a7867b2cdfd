import { describe, expect, it } from 'vitest';
import { magnitude } from '../../../fixtures/motion/noise.js';
import { stillness } from '../../../fixtures/motion/trajectory.js';
import { signalMask } from '../../../src/motion/realign/mask.js';
import { ghostRegions, ghostToSignal } from '../../../src/motion/spatial/ghost.js';
import { memoryRun } from '../../helpers/motion/memory-run.js';

type Dims = readonly [number, number, number];
const DIMS: Dims = [64, 60, 10];

interface Disc {
  readonly dims?: Dims;
  readonly radius?: number;
  readonly share?: number;
  readonly axis?: 'i' | 'j';
}

/** A bright disc in every slice, 1000, and its ghost at half the field: a share of it, added. */
function disc({ dims = DIMS, radius = 11, share = 0, axis = 'j' }: Disc): Float32Array {
  const [columns, rows, slices] = dims;
  const size = columns * rows;
  const head = (i: number, j: number): number =>
    1000 / (1 + Math.exp((Math.hypot(i - columns / 2, j - rows / 2) - radius) / 0.4));
  return Float32Array.from({ length: size * slices }, (_, n) => {
    const [i, j] = [n % columns, Math.floor((n % size) / columns)];
    const ghost = axis === 'i' ? head((i + columns / 2) % columns, j) : head(i, (j + rows / 2) % rows);
    return head(i, j) + share * ghost;
  });
}

function ratio(values: Float32Array, axis: 'i' | 'j' = 'j', dims = DIMS): number {
  return ghostToSignal(values, ghostRegions(signalMask(values).mask, { grid: { dims }, axis }));
}

describe('ghostToSignal', () => {
  it.each(['i', 'j'] as const)('finds a ghost of five percent along %s', (axis) => {
    expect(Math.abs(ratio(disc({ share: 0.05, axis }), axis) - 0.05)).toBeLessThan(0.005);
  });

  it('finds none where there is none, nor along the other axis', () => {
    expect(Math.abs(ratio(disc({})))).toBeLessThan(1e-3);
    // A ghost along the other axis is background here.
    const other = ratio(disc({ share: 0.05, axis: 'j' }), 'i');
    expect(other).toBeLessThan(0);
    expect(other).toBeGreaterThan(-0.012);
  });

  it('finds none in the noise of a background', () => {
    const noisy = Float32Array.from(magnitude(disc({}), { sigma: 10, seed: 'ghost', max: 4095 }));
    expect(Math.abs(ratio(noisy))).toBeLessThan(1e-3);
  });

  it('takes the mean of the noise off a ghost in it', () => {
    const noisy = Float32Array.from(
      magnitude(disc({ share: 0.05 }), { sigma: 10, seed: 'ghost', max: 4095 }),
    );
    // √(50² + 10²) at most, less 10 · √(π/2).
    expect(ratio(noisy)).toBeGreaterThan(0.033);
    expect(ratio(noisy)).toBeLessThan(0.045);
  });

  it('does not change with the unit of the values', () => {
    const values = disc({ share: 0.08 });
    expect(ratio(values.map((value) => value * 7))).toBeCloseTo(ratio(values), 6);
  });

  it('finds none in the phantom', () => {
    const { volumes, grid } = memoryRun({ motion: stillness(1) });
    const values = volumes[0] ?? new Float32Array(0);
    expect(
      Math.abs(ghostToSignal(values, ghostRegions(signalMask(values).mask, { grid, axis: 'i' }))),
    ).toBeLessThan(0.01);
  });

  it('gives no number where the head fills the field', () => {
    expect(ratio(disc({ radius: 80 }))).toBeNaN();
    const full = new Float32Array(DIMS[0] * DIMS[1] * DIMS[2]).fill(500);
    expect(ratio(full)).toBeNaN();
  });

  it('gives no number without a mask or without signal', () => {
    const values = disc({});
    const mask = new Uint8Array(values.length);
    expect(ghostToSignal(values, ghostRegions(mask, { grid: { dims: DIMS }, axis: 'j' }))).toBeNaN();
    expect(ratio(new Float32Array(values.length))).toBeNaN();
  });

  it('leaves out voxels without a value', () => {
    const values = disc({ share: 0.05 });
    const mask = signalMask(values).mask;
    for (let n = 0; n < values.length; n += 17) values[n] = Number.NaN;
    expect(
      Math.abs(ghostToSignal(values, ghostRegions(mask, { grid: { dims: DIMS }, axis: 'j' })) - 0.05),
    ).toBeLessThan(0.005);
  });
});

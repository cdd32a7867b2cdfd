import { describe, expect, it } from 'vitest';
import { directions } from '../../../fixtures/diffusion/scheme.js';
import { logarithms, predictInto } from '../../../src/motion/diffusion/prediction.js';
import { hatMatrix } from '../../../src/motion/diffusion/tensor-terms.js';

const OWN = directions(16, 0.1);
const HAT = hatMatrix(OWN) ?? new Float64Array(0);

/** A fibre along x: S = 1000 · exp(−b (across + (along − across) x²)). */
const fibre = ([x]: readonly [number, number, number]): number => 1000 * Math.exp(-(0.4 + 1.2 * x * x));

/** Two voxels: the fibre, and one that is the same for all directions. */
const values = Float32Array.from(OWN.flatMap((direction) => [fibre(direction), 500]));
const MASK = Uint8Array.of(0, 1, 0, 1);

describe('the logarithms of realigned values', () => {
  it('are those of the values where all volumes reach', () => {
    const { values: logs } = logarithms({ members: 16, voxels: 2, values });
    for (const [n, value] of values.entries()) expect(logs[n]).toBeCloseTo(Math.log(value), 5);
  });

  it('are the mean of the others where a volume does not reach', () => {
    const logs = logarithms({ members: 3, voxels: 1, values: Float32Array.of(100, Number.NaN, 400) });
    expect(logs.values[1]).toBeCloseTo(Math.log(200), 5);
  });

  it('are never less than that of a small share of the mean: zero and less have none', () => {
    const logs = logarithms({ members: 2, voxels: 2, values: Float32Array.of(1000, 0, 1000, -50) });
    expect(logs.values[1]).toBeCloseTo(Math.log(0.02 * 487.5), 4);
    expect(logs.values[3]).toBe(logs.values[1]);
  });

  it('are numbers even where no volume reaches', () => {
    const nothing = Float32Array.of(Number.NaN, 8, Number.NaN, 8);
    const logs = logarithms({ members: 2, voxels: 2, values: nothing });
    expect(logs.values.every(Number.isFinite)).toBe(true);
    const empty = logarithms({ members: 2, voxels: 1, values: Float32Array.of(Number.NaN, Number.NaN) });
    expect(empty.values.some(Number.isNaN)).toBe(false);
  });
});

describe('the prediction of a volume', () => {
  const logs = logarithms({ members: 16, voxels: 2, values });

  it('is what a tensor gives along its direction, at the voxels of the mask alone', () => {
    for (const [member, direction] of OWN.entries()) {
      const out = Float32Array.of(7, 0, 8, 0);
      predictInto(out, { logs, hat: HAT, member, mask: MASK });
      expect([out[0], out[2]]).toEqual([7, 8]);
      expect(out[1]).toBeCloseTo(fibre(direction), 1);
      expect(out[3]).toBeCloseTo(500, 1);
    }
  });

  it('takes of a volume that is wrong no more than its leverage', () => {
    const wrong = values.slice();
    wrong[2 * 5] = 2 * (values[2 * 5] ?? 0);
    const out = new Float32Array(4);
    const told = logarithms({ members: 16, voxels: 2, values: wrong });
    predictInto(out, { logs: told, hat: HAT, member: 5, mask: MASK });
    const taken = Math.log((out[1] ?? 0) / fibre(OWN[5] ?? [1, 0, 0])) / Math.log(2);
    expect(taken).toBeCloseTo(HAT[5 * 17] ?? 0, 4);
    expect(taken).toBeLessThan(0.6);
  });
});

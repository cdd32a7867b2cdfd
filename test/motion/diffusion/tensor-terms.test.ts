import { describe, expect, it } from 'vitest';
import { directions } from '../../../fixtures/diffusion/scheme.js';
import {
  hatMatrix,
  largestLeverage,
  TERMS,
  tensorTerms,
} from '../../../src/motion/diffusion/tensor-terms.js';
import type { Vector3 } from '../../../src/study/vectors.js';

/** gᵀ M g. */
function form([xx, xy, xz, yy, yz, zz]: readonly number[], [x, y, z]: Vector3): number {
  const off = 2 * ((xy ?? 0) * x * y + (xz ?? 0) * x * z + (yz ?? 0) * y * z);
  return (xx ?? 0) * x * x + (yy ?? 0) * y * y + (zz ?? 0) * z * z + off;
}

const TENSOR = [1.6, 0.2, -0.3, 0.4, 0.1, 0.9];

describe('the terms of a tensor along a direction', () => {
  it('are alike for opposite directions', () => {
    const [x, y, z] = directions(5, 0.2)[3] ?? [0, 0, 1];
    expect(tensorTerms([-x, -y, -z])).toEqual(tensorTerms([x, y, z]));
  });

  it('have equal weight over the sphere, and none of another', () => {
    const all = directions(4000, 0).map(tensorTerms);
    for (let i = 0; i < TERMS; i++) {
      for (let j = 0; j < TERMS; j++) {
        const mean = all.reduce((sum, one) => sum + (one[i] ?? 0) * (one[j] ?? 0), 0) / all.length;
        expect(mean).toBeCloseTo(i === j ? 1 : 0, 1);
      }
    }
  });
});

describe('the hat matrix of gradient directions', () => {
  const own = directions(20, 0.4);
  const hat = hatMatrix(own) ?? new Float64Array(0);
  const row = (i: number) => hat.subarray(i * own.length, (i + 1) * own.length);

  it('gives back what a tensor makes along each direction', () => {
    const values = own.map((direction) => form(TENSOR, direction));
    for (const [i, value] of values.entries()) {
      const told = row(i).reduce((sum, weight, j) => sum + weight * (values[j] ?? 0), 0);
      expect(told).toBeCloseTo(value, 7);
    }
  });

  it('has as many degrees of freedom as a tensor', () => {
    const trace = own.reduce((sum, _, i) => sum + (row(i)[i] ?? 0), 0);
    expect(trace).toBeCloseTo(TERMS, 10);
  });

  it('tells how much a value counts for its own prediction', () => {
    expect(largestLeverage(hat, own.length)).toBeGreaterThan(TERMS / own.length);
    expect(largestLeverage(hat, own.length)).toBeLessThan(0.6);
    const six = directions(6, 0);
    expect(largestLeverage(hatMatrix(six) ?? new Float64Array(0), 6)).toBeCloseTo(1, 6);
  });

  it('is none where the directions do not determine a tensor', () => {
    expect(hatMatrix(directions(5, 0))).toBeUndefined();
    const three: Vector3[] = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    expect(hatMatrix(Array.from({ length: 30 }, (_, i) => three[i % 3] ?? [1, 0, 0]))).toBeUndefined();
    expect(hatMatrix([])).toBeUndefined();
  });

  it('does not depend on how the patient lies: axes turned alike give the same', () => {
    const turned = own.map(([x, y, z]): Vector3 => [0.6 * x - 0.8 * y, 0.8 * x + 0.6 * y, -z]);
    const other = hatMatrix(turned) ?? new Float64Array(0);
    for (const [n, value] of hat.entries()) expect(other[n]).toBeCloseTo(value, 10);
  });
});

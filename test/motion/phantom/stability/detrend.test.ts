import { describe, expect, it } from 'vitest';
import { detrend, timeBasis } from '../../../../src/motion/phantom/stability/detrend.js';

const COUNT = 40;

function course(at: (n: number) => number): Float64Array {
  return Float64Array.from({ length: COUNT }, (_, n) => at(n));
}

describe('detrending', () => {
  const basis = timeBasis(COUNT);

  it('takes off all that is of second order', () => {
    const found = detrend(
      course((n) => 5 + 0.3 * n - 0.02 * n * n),
      basis,
    );
    expect(found.deviation).toBeCloseTo(0, 10);
    // Rises to 6.125 at 7.5 and falls to −13.72 at 39: of the volumes the highest are 7 and 8.
    expect(found.fitRange).toBeCloseTo(6.12 + 13.72, 10);
  });

  it('leaves what is orthogonal to it, over n − 3', () => {
    const found = detrend(
      course((n) => 100 + (n % 2 === 0 ? 1 : -1)),
      basis,
    );
    expect(found.mean).toBeCloseTo(100, 10);
    expect(found.deviation).toBeCloseTo(Math.sqrt(COUNT / (COUNT - 3)), 2);
  });

  it('has polynomials of length 1 that have nothing in common', () => {
    const dot = (a: Float64Array, b: Float64Array): number =>
      a.reduce((sum, v, n) => sum + v * (b[n] ?? 0), 0);
    const one = new Float64Array(COUNT).fill(1);
    expect(dot(basis.first, basis.first)).toBeCloseTo(1, 12);
    expect(dot(basis.second, basis.second)).toBeCloseTo(1, 12);
    for (const other of [one, basis.first]) expect(dot(basis.second, other)).toBeCloseTo(0, 10);
    expect(dot(basis.first, one)).toBeCloseTo(0, 10);
  });
});

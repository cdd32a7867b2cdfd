import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  corner,
  eigenvalues,
  freeOfFirst,
  freeOfLast,
  inverse,
  multiply,
  solve,
} from '../../../src/motion/realign/linear.js';

const SIZE = 5;
const numbers = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
  minLength: SIZE * SIZE,
  maxLength: SIZE * SIZE,
});

function transposed(a: Float64Array, size: number): Float64Array {
  return a.map((_, n) => a[(n % size) * size + Math.floor(n / size)] ?? 0);
}

/** A positive definite matrix: M·Mᵀ + 1. */
const definite = numbers.map((values) => {
  const m = Float64Array.from(values);
  return multiply(m, transposed(m, SIZE), SIZE).map((value, n) => value + (n % (SIZE + 1) === 0 ? 1 : 0));
});

function differs(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, n) => Math.abs(value - (b[n] ?? Number.NaN))));
}

const unit = Float64Array.from({ length: SIZE * SIZE }, (_, n) => (n % (SIZE + 1) === 0 ? 1 : 0));

describe('small symmetric matrices', () => {
  it('times their inverse are the unit matrix', () => {
    fc.assert(
      fc.property(definite, (a) => {
        expect(differs(multiply(a, inverse(a, SIZE) ?? a, SIZE), unit)).toBeLessThan(1e-8);
      }),
    );
  });

  it('are solved for a right side', () => {
    fc.assert(
      fc.property(definite, (a) => {
        const x = Float64Array.of(1, -2, 3, -4, 5);
        const b = x.map((_, i) => x.reduce((sum, value, j) => sum + (a[i * SIZE + j] ?? 0) * value, 0));
        expect(differs(solve(a, b) ?? [], x)).toBeLessThan(1e-7);
      }),
    );
  });

  it('have no solution where they are singular, indefinite or hold no numbers', () => {
    expect(solve(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 2))).toBeUndefined();
    expect(inverse(Float64Array.of(1, 0, 0, -1), 2)).toBeUndefined();
    expect(solve(Float64Array.of(0, 0, 0, 0), Float64Array.of(0, 0))).toBeUndefined();
    expect(solve(Float64Array.of(Number.NaN, 0, 0, 1), Float64Array.of(0, 0))).toBeUndefined();
  });

  it('have eigenvalues that add up to the trace, rising, and above 0 where they are definite', () => {
    fc.assert(
      fc.property(definite, (a) => {
        const values = eigenvalues(a, SIZE);
        const trace = [0, 1, 2, 3, 4].reduce((sum, i) => sum + (a[i * (SIZE + 1)] ?? 0), 0);
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 8);
        expect([...values].sort((x, y) => x - y)).toEqual(values);
        expect(values[0]).toBeGreaterThan(0.999);
      }),
    );
  });

  it('have the eigenvalues of a textbook example', () => {
    const values = eigenvalues(Float64Array.of(2, -1, 0, -1, 2, -1, 0, -1, 2), 3);
    for (const [n, expected] of [2 - Math.SQRT2, 2, 2 + Math.SQRT2].entries()) {
      expect(values[n]).toBeCloseTo(expected, 12);
    }
  });
});

describe('unknowns that are free', () => {
  it('take the information that they share: the inverse of what is left is that part of the inverse', () => {
    fc.assert(
      fc.property(definite, (a) => {
        const whole = inverse(a, SIZE) ?? a;
        const left = inverse(freeOfLast(a, SIZE), SIZE - 1) ?? unit;
        expect(differs(left, corner(whole, SIZE, SIZE - 1))).toBeLessThan(1e-8);
        const rest = inverse(freeOfFirst(a, SIZE, 2), 3) ?? unit;
        const expected = [2, 3, 4].flatMap((i) => [2, 3, 4].map((j) => whole[i * SIZE + j] ?? 0));
        expect(differs(rest, expected)).toBeLessThan(1e-8);
      }),
    );
  });

  it('leave no numbers where they are not determined themselves', () => {
    const a = Float64Array.of(0, 0, 0, 0, 1, 0, 0, 0, 1);
    expect([...freeOfFirst(a, 3, 1)].every(Number.isNaN)).toBe(true);
  });
});

import { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qginv } from '../../../src/motion/temporal/normal-quantile.js';

/** To 16 digits, by Python's statistics.NormalDist. */
const QUANTILES = [
  [1e-300, 37.0470962993612],
  [1e-20, 9.262340089798405],
  [1e-10, 6.361340902404056],
  [6.41e-6, 4.363155075507662],
  [1e-5, 4.2648907939228256],
  [0.001, 3.090232306167813],
  [0.0749, 1.4402382675279632],
  [0.0751, 1.43882539275254],
  [0.25, 0.6744897501960817],
  [0.4999, 0.0002506628300880075],
  [0.7, -0.5244005127080406],
  [0.93, -1.4757910281791708],
] as const;

describe('qginv', () => {
  it.each(QUANTILES)('of %d is %d', (p, z) => {
    expect(Math.abs(qginv(p) / z - 1)).toBeLessThan(1e-14);
  });

  it('is 0 in the middle and infinite at the ends', () => {
    expect(qginv(0.5)).toBe(0);
    expect(qginv(0)).toBe(Number.POSITIVE_INFINITY);
    expect(qginv(1)).toBe(Number.NEGATIVE_INFINITY);
  });

  it.each([-0.1, 1.1, Number.NaN])('is not a number for %d, which is no probability', (p) => {
    expect(qginv(p)).toBeNaN();
  });

  it('is odd about the middle', () => {
    assert(
      property(double({ min: 0.001, max: 0.5, noNaN: true }), (p) => {
        expect(qginv(1 - p)).toBeCloseTo(-qginv(p), 9);
      }),
    );
  });

  it('falls as the probability rises, over the seams of its three parts', () => {
    const steps = [...Array(4000).keys()].map((i) => 10 ** (-15 + (i * 15) / 4000));
    const found = steps.map(qginv);
    expect(found.every((z, i) => i === 0 || z < found[i - 1]!)).toBe(true);
  });
});

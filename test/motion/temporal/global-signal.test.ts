import { assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftPercent, nonSteadyStateVolumes } from '../../../src/motion/temporal/volume-figures.js';
import { deviates } from './series.js';

const NONE = Number.NaN;

describe('nonSteadyStateVolumes', () => {
  const steady = deviates('steady', 40).map((deviate) => 1000 + deviate);

  it('counts none where the signal is steady', () => {
    expect(nonSteadyStateVolumes([1000, 1001, 999, 1000, 1002, 998, 1000])).toBe(0);
  });

  it('counts those at the beginning that lie above', () => {
    expect(nonSteadyStateVolumes([1400, 1150, 1050, ...steady])).toBe(3);
  });

  it('counts until the first that is none', () => {
    expect(nonSteadyStateVolumes([1400, ...steady.slice(0, 5), 1400, ...steady])).toBe(1);
    expect(nonSteadyStateVolumes([1000, 1400, ...steady])).toBe(0);
  });

  it('does not count a beginning that lies below', () => {
    expect(nonSteadyStateVolumes([600, ...steady])).toBe(0);
  });

  it('has its limit at a modified Z-score of 3.5', () => {
    // Median 10 and MAD 1, with the first value and without.
    const rest = [9, 9, 9, 9, 10, 11, 11, 11, 10];
    const limit = 10 + 3.5 / 0.6745;
    expect(nonSteadyStateVolumes([limit + 0.01, ...rest])).toBe(1);
    expect(nonSteadyStateVolumes([limit - 0.01, ...rest])).toBe(0);
  });

  it('counts without noise, but not what is rounding', () => {
    expect(nonSteadyStateVolumes([110, 105, 100, 100, 100, 100, 100])).toBe(2);
    expect(nonSteadyStateVolumes([100.00001, 100, 100, 100, 100])).toBe(0);
    expect(nonSteadyStateVolumes([0, 0, 0, 0])).toBe(0);
  });

  it('passes over volumes without a value', () => {
    expect(nonSteadyStateVolumes([1400, 1000, NONE, 1001, 999, 1002, 998])).toBe(1);
  });

  it('cannot tell of fewer than four volumes, or where the first has no value', () => {
    expect(nonSteadyStateVolumes([])).toBeNaN();
    expect(nonSteadyStateVolumes([1400, 1000, 1000])).toBeNaN();
    expect(nonSteadyStateVolumes([1400, 1000, NONE, 1000])).toBeNaN();
    expect(nonSteadyStateVolumes([NONE, 1400, 1000, 1001, 999, 1000])).toBeNaN();
  });

  it('does not depend on scale', () => {
    assert(
      property(double({ min: 0.001, max: 1000, noNaN: true }), (scale) => {
        expect(nonSteadyStateVolumes([1400, 1150, ...steady].map((x) => scale * x))).toBe(2);
      }),
    );
  });
});

describe('driftPercent', () => {
  it('is the range of a line in percent of its mean', () => {
    expect(driftPercent([98, 99, 100, 101, 102])).toBeCloseTo(4, 10);
  });

  it('is the same for a rise and a fall', () => {
    expect(driftPercent([102, 101, 100, 99, 98])).toBeCloseTo(4, 10);
  });

  it('is the range of a parabola in percent of its mean', () => {
    const parabola = [-2, -1, 0, 1, 2].map((t) => 100 + t * t);
    expect(driftPercent(parabola)).toBeCloseTo((100 * 4) / 102, 10);
  });

  it('is 0 where the signal stays', () => {
    expect(driftPercent([5, 5, 5, 5, 5, 5])).toBeCloseTo(0, 12);
  });

  it('does not see what a parabola cannot follow', () => {
    const swing = Array.from({ length: 200 }, (_, v) => 100 + (v % 2 === 0 ? 1 : -1));
    expect(driftPercent(swing)).toBeLessThan(0.1);
  });

  it('passes over volumes without a value, while time goes on', () => {
    expect(driftPercent([98, NONE, 100, 101, 102, NONE, 104])).toBeCloseTo((100 * 6) / 101, 10);
  });

  it('is accurate in long runs', () => {
    const run = Float64Array.from({ length: 2000 }, (_, v) => 1000 + 0.01 * v);
    expect(driftPercent(run)).toBeCloseTo((100 * 19.99) / 1009.995, 8);
  });

  it('cannot tell of fewer than four values, or where the mean is not above 0', () => {
    expect(driftPercent([])).toBeNaN();
    expect(driftPercent([1, 2, 3])).toBeNaN();
    expect(driftPercent([1, 2, 3, NONE])).toBeNaN();
    expect(driftPercent([0, 0, 0, 0])).toBeNaN();
    expect(driftPercent([-1, -2, -3, -4])).toBeNaN();
  });

  it('does not depend on scale, or on the direction of time', () => {
    assert(
      property(
        integer({ min: 4, max: 60 }),
        double({ min: 0.001, max: 1000, noNaN: true }),
        (volumes, scale) => {
          const signal = deviates('drift', volumes).map((deviate) => 100 + deviate);
          const plain = driftPercent(signal);
          expect(driftPercent(signal.map((x) => scale * x))).toBeCloseTo(plain, 8);
          expect(driftPercent(signal.reverse())).toBeCloseTo(plain, 8);
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Figure, type StatisticName, statistics } from '../../../src/measure/intensity/statistics.js';

const of = (...values: number[]) => statistics(Float64Array.from(values));

function number(figure: Figure): number {
  expect(figure).toBeTypeOf('number');
  return figure as number;
}

describe('statistics', () => {
  it('divides by the number of values, as the IBSI has it, not by one less', () => {
    expect(of(2, 4, 4, 4, 5, 5, 7, 9)).toMatchObject({ mean: 5, variance: 4, standardDeviation: 2 });
  });

  it('interpolates percentiles between the two values next to 1 + (n − 1) p', () => {
    expect(of(0, 10, 20, 30)).toMatchObject({
      percentile10: 3,
      percentile25: 7.5,
      median: 15,
      percentile75: 22.5,
      percentile90: 27,
      interquartileRange: 15,
    });
  });

  it('has a value itself as the percentile where the rank is whole', () => {
    // (31 − 1) × 0.1 is more than 3 in floating point: the robust deviation would lose a value.
    const ramp = of(...Array.from({ length: 31 }, (_, i) => i));
    expect(ramp).toMatchObject({ percentile10: 3, percentile90: 27 });
    expect(number(ramp.robustMeanAbsoluteDeviation)).toBeCloseTo((2 * 78) / 25, 12);
  });

  it('does not depend on the order', () => {
    expect(of(3, -1, 7, 2)).toEqual(of(7, 3, 2, -1));
  });

  it('has the mean distance from the median, not the median of the distances', () => {
    expect(of(0, 1, 2, 3, 14).medianAbsoluteDeviation).toBe((2 + 1 + 0 + 1 + 12) / 5);
  });

  it('has the robust deviation about the mean of what lies within the percentiles', () => {
    // 10th percentile 0.9 + …: of 0 … 10 that is 1, the 90th 9; both are included.
    const ramp = of(...Array.from({ length: 11 }, (_, i) => i));
    expect(number(ramp.robustMeanAbsoluteDeviation)).toBeCloseTo(20 / 9, 12);
    expect(of(0, 1).robustMeanAbsoluteDeviation).toEqual({ why: 'no value lies between the percentiles' });
  });

  it('has skewness and excess kurtosis of known shapes', () => {
    expect(number(of(-3, -1, 1, 3).skewness)).toBeCloseTo(0, 14);
    // Of two values that are equally frequent the fourth moment is the square of the second.
    expect(number(of(5, 5, 9, 9).kurtosis)).toBeCloseTo(-2, 12);
    // A value of share p: skewness (1 − 2p) / √(p (1 − p)).
    expect(number(of(0, 0, 0, 0, 0, 0, 0, 1).skewness)).toBeCloseTo(0.75 / Math.sqrt((1 / 8) * (7 / 8)), 12);
  });

  it('has no shape where nothing varies, but a variance of zero', () => {
    const why = { why: 'the values do not vary' };
    expect(of(7, 7, 7)).toMatchObject({ mean: 7, variance: 0, skewness: why, kurtosis: why });
    expect(of(0.1)).toMatchObject({ mean: 0.1, median: 0.1, standardDeviation: 0, kurtosis: why });
    // Alike but for a rounding of the last bit.
    expect(of(0.3, 0.1 + 0.2, 0.3)).toMatchObject({ skewness: why });
  });

  it('has no ratio to zero', () => {
    const why = { why: 'it is a ratio to zero' };
    expect(of(-1, 1)).toMatchObject({ coefficientOfVariation: why, quartileCoefficientOfDispersion: why });
    expect(of(0, 0)).toMatchObject({ coefficientOfVariation: why, quartileCoefficientOfDispersion: why });
  });

  it('says so where a number would be too large to hold', () => {
    const tooLarge = { why: 'the values are too large' };
    const huge = of(-1e308, 1e308, 1e308);
    expect(huge).toMatchObject({ maximum: 1e308, energy: tooLarge, range: tooLarge, skewness: tooLarge });
    expect(huge.kurtosis).toEqual(tooLarge);
  });

  it('keeps the digits of small differences on a large offset', () => {
    const values = Array.from({ length: 100_000 }, (_, i) => 1e9 + (i % 2));
    const found = of(...values.slice(0, 1000));
    expect(found).toMatchObject({ mean: 1e9 + 0.5, variance: 0.25 });
    const tenths = statistics(new Float64Array(100_000).map((_, i) => (i % 2 === 0 ? 0.1 : 0.3)));
    expect(Math.abs(number(tenths.sum) - 20_000)).toBeLessThan(4e-12);
  });

  it('holds what must hold of any values', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, (list) => {
        const found = of(...list);
        const order: StatisticName[] = [
          ...(['minimum', 'percentile10', 'percentile25', 'median'] as const),
          ...(['percentile75', 'percentile90', 'maximum'] as const),
        ];
        const ordered = order.map((name) => number(found[name]));
        expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
        const slack = 1e-9 * (1 + number(found.rootMeanSquare));
        expect(number(found.mean)).toBeGreaterThanOrEqual(number(found.minimum) - slack);
        expect(number(found.mean)).toBeLessThanOrEqual(number(found.maximum) + slack);
        expect(number(found.meanAbsoluteDeviation)).toBeLessThanOrEqual(
          number(found.standardDeviation) + slack,
        );
        expect(number(found.medianAbsoluteDeviation)).toBeLessThanOrEqual(
          number(found.meanAbsoluteDeviation) + slack,
        );
      }),
    );
  });
});

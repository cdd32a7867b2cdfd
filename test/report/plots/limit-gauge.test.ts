import { describe, expect, test } from 'vitest';
import { gaugeOf } from '../../../src/report/plots/limit-gauge.js';

const at = (value: number | null, expected: string) => gaugeOf({ value, expected })?.at;

describe('a gauge', () => {
  test('has a band of two bounds in its middle third', () => {
    const expected = '188 … 192 mm';
    expect(gaugeOf({ value: 190, expected })).toEqual({ at: 0.5, from: 1 / 3, to: 2 / 3 });
    expect(at(188, expected)).toBeCloseTo(1 / 3, 12);
    expect(at(194, expected)).toBeCloseTo(5 / 6, 12);
    expect([at(100, expected), at(900, expected)]).toEqual([0, 1]);
  });

  test('has what one bound allows from it to the end', () => {
    expect(gaugeOf({ value: 1.5, expected: '≤ 3 %' })).toEqual({ at: 1 / 3, from: 0, to: 2 / 3 });
    expect(at(3, '≤ 3 %')).toBeCloseTo(2 / 3, 12);
    expect(at(4.5, '≤ 3 %')).toBe(1);
    expect(gaugeOf({ value: 87.5, expected: '≥ 87.5 %' })).toEqual({ at: 1 / 3, from: 1 / 3, to: 1 });
    expect(at(0, '≥ 87.5 %')).toBe(0);
  });

  test('is always inside where the limit holds, and outside where it does not', () => {
    for (const expected of ['≤ -2 HU', '≥ -5 HU', '-5 … 5 HU', '≤ 0', '≥ 1e-3 mm', '> 2', '< 2']) {
      for (let value = -10; value <= 10; value += 0.25) {
        const gauge = gaugeOf({ value, expected });
        const [low, high] = expected.includes('…')
          ? [-5, 5]
          : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
        const bound = Number(/-?\d+(?:e-\d)?/.exec(expected)?.[0]);
        const holds = /^[≤<]/.test(expected)
          ? value <= bound
          : /^[≥>]/.test(expected)
            ? value >= bound
            : value >= low && value <= high;
        const inside = gauge !== undefined && gauge.at >= gauge.from - 1e-12 && gauge.at <= gauge.to + 1e-12;
        expect([expected, value, inside]).toEqual([expected, value, holds]);
      }
    }
  });

  test('is none without a value, or where there is only a target', () => {
    expect(gaugeOf({ value: null, expected: '≤ 3 %' })).toBeUndefined();
    expect(gaugeOf({ value: Number.NaN, expected: '≤ 3 %' })).toBeUndefined();
    expect(gaugeOf({ value: 1, expected: 'target ≤ 3 %' })).toBeUndefined();
    expect(gaugeOf({ value: 1, expected: '3 … 3 %' })).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { crossing, sampleAt, valueAt } from '../../../../src/motion/phantom/find/edge-position.js';

const SLICE = {
  values: Float32Array.of(0, 10, 20, 30, 40, 50),
  columns: 3,
  rows: 2,
  spacingMm: [1, 1],
} as const;

describe('valueAt', () => {
  it('gives the values of pixels at their centres', () => {
    expect([valueAt(SLICE, 0, 0), valueAt(SLICE, 2, 0), valueAt(SLICE, 1, 1), valueAt(SLICE, 2, 1)]).toEqual([
      0, 20, 40, 50,
    ]);
  });

  it('is linear between pixels', () => {
    expect(valueAt(SLICE, 0.5, 0)).toBeCloseTo(5);
    expect(valueAt(SLICE, 1.25, 0.5)).toBeCloseTo(27.5);
  });

  it('has no value outside of the outermost centres', () => {
    for (const [column, row] of [
      [-0.01, 0],
      [2.01, 0],
      [0, 1.01],
      [0, -1],
      [Number.NaN, 0],
    ] as const) {
      expect(valueAt(SLICE, column, row)).toBeUndefined();
      expect(sampleAt(SLICE, column, row)).toBeNaN();
    }
  });

  it('works on a single row', () => {
    expect(valueAt({ ...SLICE, values: Float32Array.of(1, 2, 3), rows: 1 }, 1.5, 0)).toBeCloseTo(2.5);
  });
});

describe('crossing', () => {
  it('tells where a level is passed, falling or rising', () => {
    expect(crossing(10, 0, 5)).toBeCloseTo(0.5);
    expect(crossing(0, 10, 2)).toBeCloseTo(0.2);
  });

  it('tells that it is not passed', () => {
    expect(crossing(10, 8, 5)).toBeUndefined();
    expect(crossing(1, 2, 5)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import {
  countBelow,
  quantile,
  sortedSample,
  stepOf,
} from '../../../../src/motion/image/contrast/intensities.js';

describe('sortedSample', () => {
  it('is all finite values, sorted, of a small volume', () => {
    const values = Float32Array.of(3, Number.NaN, -1, 2, Number.POSITIVE_INFINITY, 2);
    expect([...sortedSample(values)]).toEqual([-1, 2, 2, 3]);
  });

  it('looks only where the mask is set', () => {
    const values = Float32Array.of(5, 4, 3, 2);
    expect([...sortedSample(values, Uint8Array.of(1, 0, 1, 0), 2)]).toEqual([3, 5]);
  });

  it('takes at most some 200,000 of many, evenly from all of the volume and in no rhythm with its rows', () => {
    const ramp = Float32Array.from({ length: 1_024_000 }, (_, at) => at);
    const sample = sortedSample(ramp);
    expect(sample.length).toBeGreaterThan(150_000);
    expect(sample.length).toBeLessThanOrEqual(200_000);
    expect(Math.abs(quantile(sample, 0.5) / 512_000 - 1)).toBeLessThan(0.001);
    const columns = new Float64Array(6);
    for (const at of sample) columns[at % 6] = (columns[at % 6] ?? 0) + 1;
    for (const count of columns) expect(Math.abs((6 * count) / sample.length - 1)).toBeLessThan(0.03);
  });
});

describe('quantile', () => {
  it('is the value below which a share lies', () => {
    const sorted = Float32Array.of(1, 2, 3, 4);
    expect([0, 0.25, 0.5, 1].map((share) => quantile(sorted, share))).toEqual([1, 2, 3, 4]);
    expect(quantile(new Float32Array(0), 0.5)).toBeNaN();
  });
});

describe('countBelow', () => {
  it('counts values that are less', () => {
    const sorted = Float32Array.of(1, 2, 2, 5);
    expect([0, 1, 2, 2.5, 5, 9].map((bound) => countBelow(sorted, bound))).toEqual([0, 0, 1, 3, 3, 4]);
  });
});

describe('stepOf', () => {
  it('finds the step of rounded values, although some are left out', () => {
    const values = Float32Array.from([0, 0.5, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 5, 9, 20]);
    expect(stepOf(values)).toBe(0.5);
    expect(stepOf(Float32Array.of(4, 4, 4))).toBe(0);
  });
});

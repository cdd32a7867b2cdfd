import { describe, expect, it } from 'vitest';
import {
  circlePart,
  circleValues,
  moments,
  sliceOf,
} from '../../../../src/motion/phantom/ct-water/circle.js';
import { imageOf } from './water.js';

const DIMS = [9, 7, 3] as const;
const IMAGE = imageOf(
  Float32Array.from({ length: DIMS[0] * DIMS[1] * DIMS[2] }, (_, at) => at),
  DIMS,
  [2, 3, 5],
);

describe('sliceOf', () => {
  it('gives a slice with its columns, rows and distances', () => {
    const slice = sliceOf(IMAGE, 2);
    expect(slice).toMatchObject({ columns: 9, rows: 7, spacingMm: [2, 3] });
    expect([slice.values.length, slice.values[0]]).toEqual([63, 126]);
  });
});

describe('circleValues', () => {
  it('gives the pixels whose centres lie in a circle of mm, not of pixels', () => {
    // 3 mm: one pixel up and down, one to each side (2 mm).
    expect(Array.from(circleValues(sliceOf(IMAGE, 0), { centre: [4, 3], radiusMm: 3 }))).toEqual([
      22, 30, 31, 32, 40,
    ]);
  });

  it('keeps to the image at its border', () => {
    expect(Array.from(circleValues(sliceOf(IMAGE, 0), { centre: [0, 0], radiusMm: 3 }))).toEqual([0, 1, 9]);
    expect(circleValues(sliceOf(IMAGE, 0), { centre: [-9, 3], radiusMm: 3 })).toHaveLength(0);
  });
});

describe('moments', () => {
  it('gives the mean and the standard deviation of a sample', () => {
    const { mean, deviation } = moments([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(mean).toBe(5);
    expect(deviation).toBeCloseTo(Math.sqrt(32 / 7), 12);
  });

  it('is not a number of nothing', () => {
    expect(moments([]).mean).toBeNaN();
    expect(moments([1]).deviation).toBeNaN();
  });
});

describe('circlePart', () => {
  it('gives a circle in patient mm with what was measured in it', () => {
    const part = circlePart(
      IMAGE,
      { centre: [5, 4], radiusMm: 6, slice: 2 },
      { name: 'middle', values: { meanHu: 3 } },
    );
    expect(part).toEqual({
      name: 'middle',
      shape: 'circle',
      centreMm: [2, 3, 5],
      sizeMm: [6, 6],
      slice: 2,
      values: { meanHu: 3 },
    });
  });
});

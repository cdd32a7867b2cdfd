import { describe, expect, it } from 'vitest';
import { addScaled, cross, dot, vectorFrom } from '../../src/study/vectors.js';

describe('vectors', () => {
  it('multiply as in the plane of an axial image', () => {
    expect(cross([1, 0, 0], [0, 1, 0])).toEqual([0, 0, 1]);
    expect(cross([0, 1, 0], [1, 0, 0])).toEqual([0, 0, -1]);
    expect(dot([1, 2, 3], [4, -5, 6])).toBe(12);
    expect(addScaled([1, 2, 3], [0, 1, -1], 2)).toEqual([1, 4, 1]);
  });

  it('are read from lists only where three finite numbers stand', () => {
    expect(vectorFrom([1, 2, 3])).toEqual([1, 2, 3]);
    expect(vectorFrom([9, 1, 2, 3], 1)).toEqual([1, 2, 3]);
    expect(vectorFrom([1, 2])).toBeUndefined();
    expect(vectorFrom([1, Number.NaN, 3])).toBeUndefined();
    expect(vectorFrom([1, Number.POSITIVE_INFINITY, 3])).toBeUndefined();
  });
});

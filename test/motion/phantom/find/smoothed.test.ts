import { describe, expect, it } from 'vitest';
import { smoothed } from '../../../../src/motion/phantom/find/smoothed.js';

describe('smoothed', () => {
  it('gives the mean of nine pixels, and at the edges of those that there are', () => {
    const slice = {
      values: Float32Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0),
      columns: 3,
      rows: 3,
      spacingMm: [1, 1],
    } as const;
    const { values } = smoothed(slice);
    expect(values[4]).toBeCloseTo(1);
    expect(values[0]).toBeCloseTo(9 / 4);
    expect(values[1]).toBeCloseTo(9 / 6);
    expect(values[8]).toBe(0);
  });

  it('leaves a linear slope where it is', () => {
    const values = Float32Array.from({ length: 20 }, (_, i) => 3 * (i % 5));
    const out = smoothed({ values, columns: 5, rows: 4, spacingMm: [1, 1] });
    expect(out.values[7]).toBeCloseTo(6);
    expect(out.values[8]).toBeCloseTo(9);
  });
});

import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { rowSums } from '../../../../src/motion/phantom/find/row-sums.js';

describe('rowSums', () => {
  it('begins each row at 0 and adds up its pixels', () => {
    const sums = rowSums({ values: Float32Array.of(1, 2, 4, 8, 16, 32), columns: 3, rows: 2 });
    expect([...sums]).toEqual([0, 1, 3, 7, 0, 8, 24, 56]);
  });

  it('gives the sum of any run of pixels by one subtraction', () => {
    const { uniform } = random('row sums');
    const [columns, rows] = [13, 5];
    const values = Float32Array.from({ length: columns * rows }, () => uniform() - 0.5);
    const sums = rowSums({ values, columns, rows });
    for (let row = 0; row < rows; row++) {
      for (const [from, end] of [
        [0, 13],
        [3, 4],
        [5, 12],
      ] as const) {
        const run = values.subarray(row * columns + from, row * columns + end);
        const at = row * (columns + 1);
        const difference = (sums[at + end] ?? 0) - (sums[at + from] ?? 0);
        expect(difference).toBeCloseTo(
          run.reduce((sum, value) => sum + value, 0),
          12,
        );
      }
    }
  });
});

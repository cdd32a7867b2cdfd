import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverseDct } from '../../../../../src/dicom/pixels/codecs/jpeg/inverse-dct.js';

/** T.81 A.3.3, as it is written. */
function exactly(coefficients: ArrayLike<number>): number[] {
  const scale = (k: number): number => (k === 0 ? Math.SQRT1_2 : 1);
  return Array.from({ length: 64 }, (_, at) => {
    let sum = 0;
    for (let v = 0; v < 8; v++)
      for (let u = 0; u < 8; u++)
        sum +=
          scale(u) *
          scale(v) *
          (coefficients[v * 8 + u] ?? 0) *
          Math.cos(((2 * (at & 7) + 1) * u * Math.PI) / 16) *
          Math.cos(((2 * (at >> 3) + 1) * v * Math.PI) / 16);
    return sum / 4;
  });
}

describe('inverseDct', () => {
  it.each([8, 12])('is within one grey level of the cosines, of %i bits', (precision) => {
    const most = 2 ** (precision - 1);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -most, max: most }), { minLength: 64, maxLength: 64 }),
        (coefficients) => {
          const block = Int32Array.from(coefficients);
          inverseDct(block, precision);
          const expected = exactly(coefficients);
          for (const [i, value] of block.entries())
            expect(Math.abs(value - (expected[i] ?? 0))).toBeLessThan(1);
        },
      ),
      { numRuns: 40 },
    );
  });
});

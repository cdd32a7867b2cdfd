import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { holdCopies } from '../../../../src/motion/phantom/find/copies.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';

const SIZE = 16;

function noisy(seed: string): PhantomImage {
  const source = random(seed);
  return {
    values: Float32Array.from({ length: SIZE * SIZE * 3 }, () => Math.round(100 + 10 * source.normal())),
    dims: [SIZE, SIZE, 3],
    spacingMm: [1, 1, 1],
    affine: Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1),
  };
}

const [A, B] = [noisy('a'), noisy('b')];

describe('images', () => {
  it('that were each acquired hold no copies', () => {
    expect(holdCopies([A, B])).toBe(false);
  });

  it('hold copies where a slice stands twice, in one or in another place of another image', () => {
    const twice = A.values.slice().copyWithin(2 * SIZE * SIZE, 0, SIZE * SIZE);
    expect(holdCopies([{ ...A, values: twice }])).toBe(true);
    const lent = B.values.slice();
    lent.set(A.values.subarray(0, SIZE * SIZE), SIZE * SIZE);
    expect(holdCopies([A, { ...B, values: lent }])).toBe(true);
    expect(holdCopies([A, B, A])).toBe(true);
  });

  it('whose slices are of one value are none: air is everywhere the same', () => {
    const empty = A.values.slice().fill(0, 0, 2 * SIZE * SIZE);
    expect(holdCopies([{ ...A, values: empty }])).toBe(false);
  });
});

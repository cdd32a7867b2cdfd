import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import type { ImageVolume } from '../../../../src/motion/image/image-volume.js';
import { pixelsOf, sliceContents } from '../../../../src/motion/image/stack/slice-contents.js';
import { plainMasks } from './head-stack.js';

const SIZE = 16;

/** A stack of slices with noise, each with an object of so many rows. */
function stackOf(rows: readonly number[]): ImageVolume {
  const source = random('contents');
  const values = rows.flatMap((count) =>
    Array.from(
      { length: SIZE * SIZE },
      (_, n) => (n < count * SIZE ? 1000 : 50) + Math.round(20 * source.uniform()),
    ),
  );
  return {
    dims: [SIZE, SIZE, rows.length],
    spacingMm: [1, 1, 5],
    affine: Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 5, 0, 0, 0, 0, 1),
    values: Float32Array.from(values),
  };
}

function emptyOf(image: ImageVolume): number[] {
  return Array.from(sliceContents(image, plainMasks(image, 500)).empty.entries())
    .filter(([, one]) => one === 1)
    .map(([slice]) => slice);
}

describe('empty slices', () => {
  it('are slices of noise between slices with an object', () => {
    expect(emptyOf(stackOf([8, 8, 0, 8, 8]))).toEqual([2]);
    expect(emptyOf(stackOf([8, 0, 0, 8, 0, 8]))).toEqual([1, 2, 4]);
  });

  it('are not slices of air above and below the object', () => {
    expect(emptyOf(stackOf([0, 0, 8, 8, 8, 1, 0, 0]))).toEqual([]);
  });

  it('are not slices that an object just begins in', () => {
    expect(emptyOf(stackOf([1, 4, 8, 12, 8, 4, 1]))).toEqual([]);
  });

  it('are not slices of air below a speck', () => {
    const image = stackOf([0, 12, 12, 0, 0]);
    image.values[4 * SIZE * SIZE + 100] = 1000;
    expect(emptyOf(image)).toEqual([]);
  });

  it('are slices of one value anywhere, with and without an object', () => {
    const image = stackOf([8, 8, 8, 8, 0]);
    pixelsOf(image, 4).fill(0);
    pixelsOf(image, 1).fill(1000);
    expect(emptyOf(image)).toEqual([1, 4]);
    expect(Array.from(sliceContents(image, undefined).empty)).toEqual([0, 1, 0, 0, 1]);
  });

  it('are slices without any number', () => {
    const image = stackOf([8, 8, 8, 8, 8]);
    pixelsOf(image, 3).fill(Number.NaN);
    expect(emptyOf(image)).toEqual([3]);
  });
});

describe('duplicate slices', () => {
  const duplicates = (image: ImageVolume): number[] =>
    Array.from(sliceContents(image, undefined).duplicateOf);

  it('have the pixels of the first that has them', () => {
    const image = stackOf([8, 8, 8, 8, 8]);
    pixelsOf(image, 3).set(pixelsOf(image, 1));
    pixelsOf(image, 4).set(pixelsOf(image, 1));
    expect(duplicates(image)).toEqual([-1, -1, -1, 1, 1]);
  });

  it('are none where one pixel differs', () => {
    const image = stackOf([8, 8, 8]);
    pixelsOf(image, 2).set(pixelsOf(image, 0));
    const at = 2 * SIZE * SIZE + 77;
    image.values[at] = (image.values[at] ?? 0) + 1;
    expect(duplicates(image)).toEqual([-1, -1, -1]);
  });

  it('are not slices of one value: these are empty', () => {
    const image = stackOf([8, 8, 8]);
    pixelsOf(image, 0).fill(0);
    pixelsOf(image, 2).fill(0);
    expect(duplicates(image)).toEqual([-1, -1, -1]);
  });
});

describe('the mean of a slice', () => {
  it('is that of its object, and none without one', () => {
    const image = stackOf([8, 0, 8]);
    const { means, bright } = sliceContents(image, plainMasks(image, 500));
    expect(means[0]).toBeCloseTo(1010, -1);
    expect(means[1]).toBeNaN();
    expect(Array.from(bright)).toEqual([128, 0, 128]);
  });
});

import { describe, expect, it } from 'vitest';
import { isSameB, shellsOf } from '../../../../src/motion/phantom/adc/shells.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';
import { scanned } from './vials.js';

const BLANK = scanned({ vials: [] }, 0);

/** Four voxels at a b-value. */
function image(bValue: number | undefined, ...values: readonly number[]): PhantomImage {
  const { bValue: _, ...rest } = BLANK;
  return { ...rest, values: Float32Array.from(values), ...(bValue !== undefined && { bValue }) };
}

describe('two b-values', () => {
  it.each([
    [0, 0, true],
    [0, 2, true],
    [0, 5, false],
    [1000, 1009, true],
    [1000, 1011, false],
    [500, 900, false],
  ])('%d and %d are one: %s', (a, b, expected) => {
    expect(isSameB(a, b)).toBe(expected);
    expect(isSameB(b, a)).toBe(expected);
  });
});

describe('images of one b-value', () => {
  it('are averaged geometrically, in the order of b-values', () => {
    const shells = shellsOf(
      [image(1000, 2, 9), image(0, 10, 10), image(1000, 8, 1), image(1005, 4, 3)],
      undefined,
    );
    expect(shells?.map(({ bValue, images }) => [bValue, images.length])).toEqual([
      [0, 1],
      [1000, 3],
    ]);
    expect(shells?.[1]?.values[0]).toBeCloseTo(4, 5);
    expect(shells?.[1]?.values[1]).toBeCloseTo(3, 5);
  });

  it('have no mean where one of them is not above 0', () => {
    const [, high] =
      shellsOf([image(0, 1, 1, 1), image(500, 0, 5, -1), image(500, 5, 5, 5)], undefined) ?? [];
    expect(Array.from(high?.values ?? [])).toEqual([Number.NaN, expect.closeTo(5, 5), Number.NaN]);
  });

  it('are left out where they state none', () => {
    const shells = shellsOf([image(0, 1), image(undefined, 7), image(500, 2)], undefined);
    expect(shells?.map(({ bValue }) => bValue)).toEqual([0, 500]);
    expect(shellsOf([image(0, 1), image(-1, 7)], undefined)).toBeUndefined();
  });

  it('are those that are wanted, all of them', () => {
    const images = [image(0, 1), image(100, 1), image(500, 1), image(905, 1)];
    expect(shellsOf(images, [0, 900])?.map(({ bValue }) => bValue)).toEqual([0, 905]);
    expect(shellsOf(images, [0, 800])).toBeUndefined();
    expect(shellsOf(images, [0])).toBeUndefined();
    expect(shellsOf([image(0, 1), image(0, 2)], undefined)).toBeUndefined();
  });
});

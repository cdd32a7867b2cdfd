import { describe, expect, it } from 'vitest';
import { hotBlobs } from '../../../../src/motion/phantom/pet/hot-blobs.js';
import { imageOf } from '../ct-water/water.js';

const DIMS = [12, 10, 8] as const;

/** Boxes of a value on a ground of 1: from and to, in voxels, both within. */
function boxes(
  ...all: { from: readonly number[]; to: readonly number[]; value: number }[]
): ReturnType<typeof imageOf> {
  const values = new Float32Array(DIMS[0] * DIMS[1] * DIMS[2]).fill(1);
  for (let at = 0; at < values.length; at++) {
    const place = [at % DIMS[0], Math.floor(at / DIMS[0]) % DIMS[1], Math.floor(at / (DIMS[0] * DIMS[1]))];
    for (const { from, to, value } of all) {
      const isIn = place.every((n, axis) => n >= (from[axis] ?? 0) && n <= (to[axis] ?? 0));
      if (isIn) values[at] = value;
    }
  }
  return imageOf(values, DIMS, [2, 3, 4]);
}
const LEVELS = { level: 2, background: 1 } as const;

describe('hotBlobs', () => {
  it('gives centre and excess of each, the largest first', () => {
    const image = boxes(
      { from: [1, 1, 1], to: [2, 1, 1], value: 5 },
      { from: [6, 4, 3], to: [8, 6, 5], value: 3 },
    );
    const [first, second, ...none] = hotBlobs(image, LEVELS);
    expect(first).toEqual({ centreMm: [14, 15, 16], excess: 54 });
    expect(second).toEqual({ centreMm: [3, 3, 4], excess: 8 });
    expect(none).toEqual([]);
  });

  it('weighs the centre by the excess', () => {
    const image = boxes(
      { from: [3, 3, 3], to: [4, 3, 3], value: 3 },
      { from: [4, 3, 3], to: [4, 3, 3], value: 7 },
    );
    expect(hotBlobs(image, LEVELS)[0]?.centreMm[0]).toBeCloseTo((2 * (3 * 2 + 4 * 6)) / 8, 12);
  });

  it('takes what shares a face as one, and what touches at an edge or over the image’s border as two', () => {
    const touching = boxes(
      { from: [2, 2, 2], to: [3, 2, 2], value: 3 },
      { from: [4, 3, 2], to: [5, 3, 2], value: 3 },
      { from: [11, 5, 5], to: [11, 5, 6], value: 3 },
      { from: [0, 6, 5], to: [0, 6, 6], value: 3 },
    );
    expect(hotBlobs(touching, LEVELS)).toHaveLength(4);
    const joined = boxes(
      { from: [2, 2, 2], to: [4, 2, 2], value: 3 },
      { from: [4, 3, 2], to: [5, 3, 2], value: 3 },
    );
    expect(hotBlobs(joined, LEVELS)).toHaveLength(1);
  });

  it('leaves out single voxels and what is not above the level', () => {
    const image = boxes(
      { from: [2, 2, 2], to: [2, 2, 2], value: 9 },
      { from: [5, 5, 5], to: [7, 7, 7], value: 2 },
    );
    expect(hotBlobs(image, LEVELS)).toEqual([]);
    expect(hotBlobs(boxes({ from: [0, 0, 0], to: [9, 9, 9], value: Number.NaN }), LEVELS)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { type Dims, dilate, erodeInPlane } from '../../../../src/motion/image/contrast/morphology.js';

const DIMS: Dims = [9, 8, 5];

function noiseMask(seed: string, density: number): Uint8Array {
  const source = random(seed);
  return Uint8Array.from({ length: 360 }, () => (source.uniform() < density ? 1 : 0));
}

/** What a voxel is by a test of the voxels at given distances, those outside left out. */
function byNeighbours(
  mask: Uint8Array,
  reach: Dims,
  decide: (near: number[]) => boolean,
  cross = false,
): Uint8Array {
  const [nx, ny, nz] = DIMS;
  return mask.map((_, at) => {
    const [i, j, k] = [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
    const near: number[] = [];
    for (let c = Math.max(0, k - reach[2]); c <= Math.min(nz - 1, k + reach[2]); c++) {
      for (let b = Math.max(0, j - reach[1]); b <= Math.min(ny - 1, j + reach[1]); b++) {
        for (let a = Math.max(0, i - reach[0]); a <= Math.min(nx - 1, i + reach[0]); a++) {
          if (cross && a !== i && b !== j) continue;
          near.push(mask[(c * ny + b) * nx + a] ?? 0);
        }
      }
    }
    return decide(near) ? 1 : 0;
  });
}

describe('dilate', () => {
  it.each([
    [1, 1, 0],
    [2, 1, 1],
    [0, 3, 2],
    [12, 0, 0],
    [0, 12, 9],
  ] as const)('sets all that lies within a box of %d, %d, %d voxels', (...reach) => {
    const mask = noiseMask(`dilate ${reach}`, 0.02);
    expect(dilate(mask, DIMS, reach)).toEqual(byNeighbours(mask, reach, (near) => near.includes(1)));
  });

  it.each([
    ['one by one', 3],
    ['four at a time', 4],
  ])('reaches further than a byte counts, %s', (_, width) => {
    // The only gaps are single voxels: each is within reach of up to 401 that are set.
    const dense = new Uint8Array(width * 600).fill(1).map((_, at) => (at % 7 === 0 ? 0 : 1));
    expect(dilate(dense, [width, 600, 1], [0, 200, 0])).toEqual(dense.fill(1));
    const first = new Uint8Array(width * 600);
    first[1] = 1;
    const reached = dilate(first, [width, 600, 1], [0, 200, 0]);
    expect(reached).toEqual(first.map((_, at) => (at % width === 1 && at <= 200 * width + 1 ? 1 : 0)));
  });

  it('sets the same where the mask does not begin at a whole word', () => {
    const mask = noiseMask('offset', 0.03);
    const moved = new Uint8Array(mask.length + 3);
    moved.set(mask, 3);
    expect(dilate(moved.subarray(3), DIMS, [1, 2, 2])).toEqual(dilate(mask, DIMS, [1, 2, 2]));
  });

  it('leaves what it was given as it was, and gives another array', () => {
    const mask = noiseMask('given', 0.1);
    const before = mask.slice();
    const same = dilate(mask, DIMS, [0, 0, 0]);
    dilate(mask, DIMS, [1, 1, 1]);
    expect(mask).toEqual(before);
    expect(same).toEqual(mask);
    expect(same).not.toBe(mask);
  });
});

describe('erodeInPlane', () => {
  it('keeps voxels whose four neighbours in the slice are set, and does not erode from the border', () => {
    const mask = noiseMask('erode', 0.8);
    const expected = byNeighbours(mask, [1, 1, 0], (near) => !near.includes(0), true);
    expect(erodeInPlane(mask, DIMS)).toEqual(expected);
    expect(erodeInPlane(new Uint8Array(360).fill(1), DIMS)).toEqual(new Uint8Array(360).fill(1));
  });
});

import { describe, expect, it } from 'vitest';
import { LabelFinder } from '../../../src/measure/seg/label-boxes.js';
import { regionOfParts } from '../../../src/measure/seg/region-of-parts.js';

const GRID = { dims: [5, 4, 3], affine: new Float64Array(16), spacingMm: [1, 1, 1] } as const;
const part = (slice: number, column: number, row: number, ...inside: number[]) => ({
  ...{ slice, column, row, columns: 2, rows: 1 },
  inside: Uint8Array.from(inside),
  count: inside.filter(Boolean).length,
});

describe('the union of parts', () => {
  it('counts a voxel that two of them hold once', () => {
    const region = regionOfParts(GRID, [part(1, 1, 2, 1, 1), part(1, 2, 2, 1, 1)]);
    expect(region).toMatchObject({ origin: [1, 2, 1], size: [3, 1, 1], voxelCount: 3 });
    expect([...(region?.inside ?? [])]).toEqual([1, 1, 1]);
  });

  it('leaves out what lies beyond the matrix', () => {
    const region = regionOfParts(GRID, [part(0, 4, 3, 1, 1), part(0, -1, 0, 1, 1)]);
    expect(region).toMatchObject({ origin: [0, 0, 0], size: [5, 4, 1], voxelCount: 2 });
    expect(regionOfParts(GRID, [part(0, 7, 0, 1, 1)])?.voxelCount).toBe(0);
  });

  it('is not made where it is larger than what is held', () => {
    const parts = [part(0, 0, 0, 1, 0), part(2, 3, 3, 0, 1)];
    expect(regionOfParts(GRID, parts, 59)).toBeUndefined();
    expect(regionOfParts(GRID, parts, 60)?.voxelCount).toBe(2);
  });
});

describe('labels of a frame', () => {
  it('each have their box, and values that are none are counted', () => {
    const finder = new LabelFinder([3, 300], [0, 7]);
    const found = finder.find(Uint16Array.of(0, 3, 3, 0, 7, 0, 0, 300, 9, 3, 9, 0), 4);
    expect(found.boxes).toEqual([
      { left: 1, right: 2, top: 0, bottom: 2 },
      { left: 3, right: 3, top: 1, bottom: 1 },
    ]);
    expect(found.unknown).toBe(2);
    expect(finder.find(Uint8Array.of(0, 0, 0, 0), 4)).toEqual({ boxes: [undefined, undefined], unknown: 0 });
  });
});

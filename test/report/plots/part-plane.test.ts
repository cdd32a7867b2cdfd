import { describe, expect, test } from 'vitest';
import { bySlice, partPlane } from '../../../src/report/plots/part-plane.js';
import { acrParts, samplePart } from './still-sample.js';

type Point = readonly [number, number, number];

/** Axes of the plane of circles at points, all in one slice unless numbered. */
function axes(points: readonly Point[], slices: readonly number[] = points.map(() => 0)) {
  const { across, up, down } = partPlane(
    points.map((centreMm, i) => samplePart('a', { centreMm, slice: slices[i] ?? 0 })),
  );
  return ['xyz'[across], 'xyz'[up], down].join(' ');
}

describe('the plane of parts', () => {
  test('is that in which they differ within a slice', () => {
    expect(
      axes([
        [0, 0, 5],
        [10, 20, 5],
      ]),
    ).toBe('x y 1');
    expect(
      axes([
        [5, 0, 0],
        [5, 20, 10],
      ]),
    ).toBe('y z -1');
    expect(
      axes([
        [0, 5, 0],
        [20, 5, 10],
      ]),
    ).toBe('x z -1');
    expect(partPlane(acrParts())).toMatchObject({ across: 0, up: 1 });
  });

  test('is nearest to oblique slices', () => {
    expect(
      axes([
        [0, 0, 0],
        [90, 10, 8],
        [10, 80, -6],
      ]),
    ).toBe('x y 1');
    expect(
      axes([
        [0, 0, 0],
        [8, 90, 10],
        [-6, 10, 80],
      ]),
    ).toBe('y z -1');
  });

  test('is across the way from slice to slice where each has one part', () => {
    expect(
      axes(
        [
          [0, 0, 0],
          [0, 0, 10],
        ],
        [0, 1],
      ),
    ).toBe('x y 1');
    expect(
      axes(
        [
          [0, 0, 0],
          [10, 0, 0],
        ],
        [0, 1],
      ),
    ).toBe('y z -1');
    expect(
      axes(
        [
          [0, 0, 0],
          [0, 10, 0],
        ],
        [0, 1],
      ),
    ).toBe('x z -1');
  });

  test('is axial where nothing tells', () => {
    expect(axes([[1, 2, 3]])).toBe('x y 1');
    expect(axes([])).toBe('x y 1');
    // Parts along one axis lie in every plane that holds it.
    expect(
      axes([
        [0, 0, 0],
        [0, 0, 50],
      ]),
    ).toBe('y z -1');
  });

  test('names its axes with the side that is positive', () => {
    const plane = partPlane([samplePart('a')]);
    expect([plane.acrossTitle, plane.upTitle]).toEqual(['x, mm (left +)', 'y, mm (posterior +)']);
  });
});

describe('parts by slice', () => {
  test('come in the order of slices, and in their own within one', () => {
    const parts = [
      samplePart('a', { slice: 10 }),
      samplePart('b', { slice: 2 }),
      samplePart('c', { slice: 10 }),
    ];
    expect(bySlice(parts).map(([slice, some]) => [slice, some.map(({ name }) => name)])).toEqual([
      [2, ['b']],
      [10, ['a', 'c']],
    ]);
  });
});

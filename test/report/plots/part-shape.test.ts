import { describe, expect, test } from 'vitest';
import { partPlane } from '../../../src/report/plots/part-plane.js';
import { outlineOf } from '../../../src/report/plots/part-shape.js';
import { samplePart } from './still-sample.js';

const AXIAL = partPlane([]);
const SAGITTAL = partPlane([
  samplePart('a', { centreMm: [0, 0, 0] }),
  samplePart('b', { centreMm: [0, 9, 9] }),
]);

describe('the outline of a part', () => {
  test('of a circle is closed, and as far from its centre everywhere', () => {
    const outline = outlineOf(samplePart('a', { centreMm: [3, -4, 7], sizeMm: [10, 10] }), AXIAL);
    for (const { across, up } of outline) expect(Math.hypot(across - 3, up + 4)).toBeCloseTo(10, 10);
    expect(outline.at(-1)).toEqual(outline[0]);
  });

  test('of a box has its half sides along a row and down a column', () => {
    const outline = outlineOf(
      samplePart('a', { shape: 'box', centreMm: [1, 2, 3], sizeMm: [10, 20] }),
      AXIAL,
    );
    expect(outline).toHaveLength(5);
    expect(outline.map(({ across }) => across)).toEqual([-9, 11, 11, -9, -9]);
    expect(outline.map(({ up }) => up)).toEqual([-18, -18, 22, 22, -18]);
  });

  test('of a line goes from its first end along the row, and down the column: to the back, or to the feet', () => {
    const line = samplePart('a', { shape: 'line', centreMm: [1, 2, 3], sizeMm: [5, 6] });
    expect(outlineOf(line, AXIAL)).toEqual([
      { across: 1, up: 2 },
      { across: 6, up: 8 },
    ]);
    expect(outlineOf(line, SAGITTAL)).toEqual([
      { across: 2, up: 3 },
      { across: 7, up: -3 },
    ]);
  });

  test('is empty where a number is none', () => {
    expect(outlineOf(samplePart('a', { centreMm: [Number.NaN, 0, 0] }), AXIAL)).toEqual([]);
    expect(outlineOf(samplePart('a', { sizeMm: [1, Number.POSITIVE_INFINITY] }), AXIAL)).toEqual([]);
  });
});

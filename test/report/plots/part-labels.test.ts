import { describe, expect, test } from 'vitest';
import { inPixels, placeLabels } from '../../../src/report/plots/part-labels.js';

const SIZE = 200;

/** A square of half a side round a point, in pixels. */
function square(x: number, y: number, half: number) {
  return [
    { x: x - half, y: y - half },
    { x: x + half, y: y + half },
  ];
}

describe('positions in pixels', () => {
  test('go from the left and from the top, whichever way the axis goes', () => {
    const outline = [{ across: 0, up: 10 }];
    const inverted = [{ across: 0, up: 9 }];
    expect(inPixels(outline, { size: SIZE, across: [-10, 10], up: [20, 0] })).toEqual([{ x: 100, y: 100 }]);
    expect(inPixels(inverted, { size: SIZE, across: [0, 10], up: [0, 10] })).toEqual([{ x: 0, y: 20 }]);
    expect(inPixels(outline, { size: SIZE, across: [0, 10], up: [10, 0] })).toEqual([{ x: 0, y: 200 }]);
  });
});

describe('names of parts', () => {
  test('stand above the middle of what they name, inside of the panel', () => {
    const [label] = placeLabels([{ name: 'abcd', outline: square(100, 100, 30) }], SIZE);
    expect(label).toEqual({ text: 'abcd', x: 100 - 9.2, y: 68 });
    for (const [x, y] of [
      [0, 0],
      [200, 200],
    ] as const) {
      const [edge] = placeLabels([{ name: 'a long name', outline: square(x, y, 2) }], SIZE);
      expect(edge?.x).toBeGreaterThanOrEqual(1);
      expect((edge?.x ?? 0) + 4.6 * 11).toBeLessThanOrEqual(SIZE - 1);
      expect(edge?.y).toBeGreaterThanOrEqual(10);
      expect(edge?.y).toBeLessThanOrEqual(SIZE);
    }
  });

  test('never cover one another, and go below, then beside what they name', () => {
    const outline = square(100, 100, 30);
    const labels = placeLabels(
      ['a', 'b', 'c', 'd'].map((name) => ({ name, outline })),
      SIZE,
    );
    expect(labels.map(({ y }) => y)).toEqual([68, 140, 105, 105]);
    expect((labels[2]?.x ?? 0) > 130 && (labels[3]?.x ?? 0) < 70).toBe(true);
  });

  test('do not cover small shapes, and are left out where there is no place', () => {
    const ring = Array.from({ length: 40 }, (_, i) => ({
      name: `disc ${i}`,
      outline: square(20 + 5 * (i % 8), 20 + 5 * Math.floor(i / 8), 3),
    }));
    const labels = placeLabels(ring, SIZE);
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.length).toBeLessThan(ring.length);
    for (const { x, y, text } of labels) {
      for (const { outline } of ring) {
        const [low, high] = [outline[0], outline[1]];
        const apart =
          (high?.x ?? 0) <= x ||
          (low?.x ?? 0) >= x + 4.6 * text.length ||
          (high?.y ?? 0) <= y - 9 ||
          (low?.y ?? 0) >= y - 1;
        expect(apart).toBe(true);
      }
    }
  });

  test('are cut where they are long, and none where there is no outline', () => {
    const [label] = placeLabels([{ name: 'x'.repeat(60), outline: square(100, 100, 5) }], SIZE);
    expect(label?.text).toBe(`${'x'.repeat(27)}…`);
    expect(placeLabels([{ name: 'a', outline: [] }], SIZE)).toEqual([]);
  });
});

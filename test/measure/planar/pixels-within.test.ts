import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PixelRegion, pixelsWithin } from '../../../src/measure/planar/pixels-within.js';
import type { PlanarGeometry } from '../../../src/measure/source.js';
import { axisEnds, polyline, pts, regular, shape } from './shapes.js';

const MATRIX = { rows: 64, columns: 80 };
const within = (shapes: readonly PlanarGeometry[], matrix = MATRIX) => pixelsWithin(shapes, matrix);

/** The region as rows of text. */
function drawn(region: PixelRegion | undefined): string[] {
  if (!region) return ['none'];
  const [columns, rows] = region.size;
  return Array.from({ length: rows }, (_, row) =>
    Array.from(region.inside.subarray(row * columns, (row + 1) * columns), (v) => '.#'[v]).join(''),
  );
}

/** Column and row of every pixel inside. */
function pixels({ origin, size, inside }: PixelRegion): Set<string> {
  const found = new Set<string>();
  for (const [p, value] of inside.entries()) {
    if (value) found.add(`${origin[0] + (p % size[0])},${origin[1] + Math.floor(p / size[0])}`);
  }
  return found;
}

/** Even-odd rule, one pixel centre at a time; undefined where the centre lies on an edge, as far as doubles tell. */
function isInside(points: readonly (readonly number[])[], x: number, y: number): boolean | undefined {
  let odd = false;
  for (const [i, [x1 = 0, y1 = 0]] of points.entries()) {
    const [x0 = 0, y0 = 0] = points.at(i - 1) ?? [];
    if (y0 <= y === y1 <= y) continue;
    const at = x0 + ((x1 - x0) * (y - y0)) / (y1 - y0);
    if (Math.abs(at - x) < 1e-9) return undefined;
    if (x < at) odd = !odd;
  }
  return odd;
}

describe('pixelsWithin', () => {
  it('takes pixels whose centre lies inside, the left and upper border included', () => {
    const square = within([polyline(pts(10, 20, 13, 20, 13, 22, 10, 22, 10, 20))]);
    expect(square).toMatchObject({ origin: [10, 20], size: [3, 2], pixelCount: 6 });
    const onCentres = within([
      polyline(pts(10.5, 20.5, 13.5, 20.5, 13.5, 22.5, 10.5, 22.5), { closed: true }),
    ]);
    expect(onCentres).toMatchObject({ origin: [10, 20], size: [3, 2], pixelCount: 6 });
  });

  it('cuts a hole where shapes lie over each other', () => {
    const ring = within([shape('CIRCLE', pts(5, 5, 8, 5)), polyline(pts(4, 4, 6, 4, 6, 6, 4, 6, 4, 4))]);
    expect(drawn(ring)).toEqual(['.####.', '######', '##..##', '##..##', '######', '.####.']);
    expect(ring?.pixelCount).toBe(28);
  });

  it('is the rule itself for any outline, one that crosses itself and the border included', () => {
    const coordinate = fc.double({ min: -20, max: 90, noNaN: true });
    const outline = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(outline, (points) => {
        const region = within([polyline(points, { closed: true })]);
        const found = region ? pixels(region) : new Set();
        let wrong = 0;
        for (let row = 0; row < MATRIX.rows; row++) {
          for (let column = 0; column < MATRIX.columns; column++) {
            const truth = isInside(points, column + 0.5, row + 0.5);
            if (truth !== undefined && truth !== found.has(`${column},${row}`)) wrong++;
          }
        }
        expect(wrong).toBe(0);
        expect(region?.pixelCount).toBe(found.size);
      }),
      { numRuns: 60 },
    );
  });

  it('draws turned ellipses by their equation', () => {
    for (const turn of [0, 17, 45, 90, 133]) {
      const region = within([shape('ELLIPSE', axisEnds([40.3, 30.73], [22, 9], turn))]);
      const [c, s] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
      const truth = new Set<string>();
      for (let row = 0; row < MATRIX.rows; row++) {
        for (let column = 0; column < MATRIX.columns; column++) {
          const [x, y] = [column + 0.5 - 40.3, row + 0.5 - 30.73];
          if (((x * c + y * s) / 22) ** 2 + ((y * c - x * s) / 9) ** 2 <= 1) truth.add(`${column},${row}`);
        }
      }
      expect([...(region ? pixels(region) : [])].join(' ')).toBe([...truth].join(' '));
      expect(Math.abs(truth.size / (Math.PI * 22 * 9) - 1)).toBeLessThan(0.02);
    }
  });

  it('takes the pixel that a point lies in', () => {
    const marked = within([shape('POINT', pts(12.5, 12.5)), shape('POINT', pts(14, 12))]);
    expect(marked).toMatchObject({ origin: [12, 12], size: [3, 1], pixelCount: 2 });
    expect(drawn(marked)).toEqual(['#.#']);
    expect(within([shape('POINT', pts(80, 12))])?.pixelCount).toBe(0);
  });

  it('cuts off what lies beyond the matrix', () => {
    const cut = within([shape('CIRCLE', pts(0, 0, 10, 0))]);
    expect(cut?.origin).toEqual([0, 0]);
    expect(cut?.size).toEqual([10, 10]);
    expect(Math.abs((cut?.pixelCount ?? 0) / (25 * Math.PI) - 1)).toBeLessThan(0.03);
    expect(within([polyline(pts(-50, -50, -40, -50, -40, -40, -50, -50))])).toMatchObject({ pixelCount: 0 });
  });

  it('has no pixels of what is smaller than one', () => {
    expect(within([polyline(pts(3.6, 3.6, 3.9, 3.6, 3.9, 3.9, 3.6, 3.6))])).toMatchObject({
      size: [0, 0],
      pixelCount: 0,
    });
  });

  it.each<[string, PlanarGeometry[]]>([
    ['there is no shape', []],
    ['a line encloses nothing', [polyline(pts(3, 3, 9, 9))]],
    ['points make a line', [shape('MULTIPOINT', pts(3, 3, 9, 9))]],
    ['a hole is damaged', [shape('CIRCLE', pts(5, 5, 8, 5)), shape('CIRCLE', pts(5, 5))]],
    [
      'a coordinate is no number',
      [
        polyline([
          [3, 3],
          [Number.NaN, 3],
          [5, 5],
          [3, 3],
        ]),
      ],
    ],
    ['it is drawn on the display', [shape('POINT', pts(0.5, 0.5), { units: 'display' })]],
    ['it lies on tiles', [shape('POINT', pts(5, 5), { origin: 'volume' })]],
    ['the curve is not defined', [shape('INTERPOLATED', regular(6, 9), { closed: true })]],
  ])('is undefined where %s', (_, shapes) => {
    expect(within(shapes)).toBeUndefined();
  });

  it('draws a freehand outline of 20,000 points on a large image', () => {
    const line = regular(20_000, 1900).map(([x, y]): [number, number] => [x + 2048, y + 2048]);
    const region = within([polyline(line, { closed: true })], { rows: 4096, columns: 4096 });
    expect(Math.abs((region?.pixelCount ?? 0) / (Math.PI * 1900 ** 2) - 1)).toBeLessThan(1e-4);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisEnds, measure, polyline, pts, regular, scaleOf, shape } from './shapes.js';

describe('planarFigures of circles and ellipses', () => {
  it('measures a circle of square pixels', () => {
    const circle = measure([shape('CIRCLE', pts(30, 50, 34, 50))], scaleOf(0.5));
    expect(circle).toEqual({
      perimeter: expect.closeTo(4 * Math.PI, 12),
      longAxis: 4,
      shortAxis: 4,
      diameter: 4,
      area: expect.closeTo(4 * Math.PI, 12),
      problems: [],
    });
  });

  it('takes a circle of other pixels for the ellipse that it is in the patient', () => {
    const circle = measure([shape('CIRCLE', pts(30, 50, 34, 50))], scaleOf(1.5, 2));
    expect(circle).toMatchObject({ longAxis: 16, shortAxis: 12, area: expect.closeTo(48 * Math.PI, 9) });
    expect(circle.diameter).toMatch(/an ellipse in the patient/);
  });

  it('measures turned ellipses of pixels that are not square: against points of their line', () => {
    const turned = fc.tuple(
      fc.double({ min: 20, max: 60, noNaN: true }),
      fc.double({ min: 8, max: 19, noNaN: true }),
      fc.double({ min: 0, max: 180, noNaN: true }),
      fc.double({ min: 0.3, max: 3, noNaN: true }),
    );
    fc.assert(
      fc.property(turned, ([a, b, turn, rowMm]) => {
        const ends = axisEnds([100, 120], [a, b], turn);
        const found = measure([shape('ELLIPSE', ends)], scaleOf(rowMm, 1));
        const [c, s] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
        const line = regular(720, 1).map(([u, v]): [number, number] => [
          100 + a * u * c - b * v * s,
          120 + a * u * s + b * v * c,
        ]);
        const sampled = measure([polyline(line, { closed: true })], scaleOf(rowMm, 1));
        for (const name of ['perimeter', 'longAxis', 'area', 'shortAxis'] as const) {
          // 720 points lie within (π / 720)² of the line.
          expect(Number(sampled[name]) / Number(found[name])).toBeCloseTo(1, 4);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('takes ends at right angles in mm as well as in pixels, rounded to pixels', () => {
    const inMm = axisEnds([60, 60], [40, 20], 30).map(([x, y]): [number, number] => [x, y / 2]);
    expect(measure([shape('ELLIPSE', inMm)], scaleOf(2, 1))).toMatchObject({
      longAxis: expect.closeTo(80, 9),
      shortAxis: expect.closeTo(40, 9),
    });
    const rounded = axisEnds([60, 60], [20, 9], 30).map(([x, y]): [number, number] => [
      Math.round(x),
      Math.round(y),
    ]);
    expect(Number(measure([shape('ELLIPSE', rounded)]).area) / (Math.PI * 180)).toBeCloseTo(1, 1);
  });

  it.each([
    ['a centre alone', shape('CIRCLE', pts(30, 50))],
    ['a radius of nothing', shape('CIRCLE', pts(30, 50, 30, 50))],
    ['three ends', shape('ELLIPSE', pts(0, 5, 10, 5, 5, 2))],
    ['axes without a common centre', shape('ELLIPSE', pts(0, 5, 20, 5, 15, 2, 15, 8))],
    ['axes that lean', shape('ELLIPSE', pts(0, 50, 100, 50, 20, 20, 80, 80))],
    ['an axis of nothing', shape('ELLIPSE', pts(0, 5, 10, 5, 5, 5, 5, 5))],
  ])('refuses %s', (_, broken) => {
    const found = measure([broken]);
    expect(found).toMatchObject({ area: '! points that make no circle or ellipse' });
    expect(found.problems).toEqual(['coordinates-damaged']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure, polyline, pts, regular, scaleOf, shape } from './shapes.js';

describe('planarFigures of outlines', () => {
  it('measures a rectangle, by its type or by its last point', () => {
    const corners = pts(0, 0, 30, 0, 30, 40, 0, 40);
    const truth = { perimeter: 140, longAxis: 50, diameter: 50, area: 1200, problems: [] };
    for (const outline of [polyline([...corners, [0, 0]]), polyline(corners, { closed: true })]) {
      const found = measure([outline]);
      expect(found).toMatchObject(truth);
      // Through a corner at right angles to the diagonal: a / sin of its angle to it.
      expect(found.shortAxis).toBeCloseTo(30 / (40 / 50), 9);
    }
    expect(measure([polyline(corners)])).toEqual({ length: 100, problems: [] });
  });

  it('has no area of its own where the outline crosses itself, but its length', () => {
    const bowTie = measure([polyline(pts(0, 0, 10, 10, 10, 0, 0, 10, 0, 0))]);
    expect(bowTie.problems).toEqual(['contour-crosses-itself']);
    expect(bowTie).toMatchObject({
      area: '! the outline crosses itself',
      shortAxis: '! the outline crosses itself',
    });
    expect(bowTie.perimeter).toBeCloseTo(20 + 20 * Math.SQRT2, 9);
    const square = pts(0, 0, 9, 0, 9, 9, 0, 9);
    expect(measure([polyline([...square, ...square], { closed: true })]).problems).toEqual([
      'contour-crosses-itself',
    ]);
  });

  it('refuses outlines of two points, and those that lie on one line', () => {
    expect(measure([polyline(pts(0, 0, 5, 5), { closed: true })])).toMatchObject({
      area: '! an outline of fewer than three points',
      problems: ['contour-too-short'],
    });
    expect(measure([polyline(pts(0, 0, 5, 5, 2, 2, 0, 0))])).toMatchObject({
      area: '! all points of the outline lie on one line',
      problems: ['contour-too-short'],
    });
  });

  it('has no area of an outline that is too much work, but its length', () => {
    const comb = Array.from({ length: 12_000 }, (_, i): [number, number] => [
      i % 2 === 0 ? i / 1e6 : 400 - i / 1e6,
      i / 40,
    ]);
    const found = measure([polyline(comb, { closed: true })]);
    expect(found.area).toBe('! the outline has too many edges side by side');
    expect(found.longAxis).toBeCloseTo(Math.hypot(400, 11_999 / 40), 1);
    expect(found.perimeter).toBeGreaterThan(12_000 * 399);
  });

  it('does not measure curves that are not defined', () => {
    const curve = regular(8, 20).map(([x, y]): [number, number] => [x + 50, y + 50]);
    const why = '! the curve between the points is not defined';
    expect(measure([shape('INTERPOLATED', curve)])).toEqual({ length: why, problems: [] });
    expect(measure([shape('INTERPOLATED', curve, { closed: true })])).toMatchObject({
      area: why,
      perimeter: why,
    });
  });

  it('is the same wherever the outline lies and however it is turned, and grows with the spacing', () => {
    const radii = fc.array(fc.double({ min: 5, max: 60, noNaN: true }), { minLength: 5, maxLength: 24 });
    const place = fc.tuple(
      fc.double({ min: 100, max: 300, noNaN: true }),
      fc.double({ min: 0, max: 360, noNaN: true }),
      fc.double({ min: 0.1, max: 5, noNaN: true }),
    );
    fc.assert(
      fc.property(radii, place, (lengths, [at, turn, mm]) => {
        const drawn = (deg: number, centre: number) => {
          const unit = regular(lengths.length, 1, deg);
          const points = unit.map(([x, y], i): [number, number] => [
            centre + x * (lengths[i] ?? 1),
            centre + y * (lengths[i] ?? 1),
          ]);
          return polyline(points, { closed: true });
        };
        const here = measure([drawn(0, 200)]);
        const there = measure([drawn(turn, at)], scaleOf(mm));
        for (const name of ['perimeter', 'longAxis', 'diameter', 'shortAxis'] as const) {
          expect(Number(there[name]) / mm / Number(here[name])).toBeCloseTo(1, 7);
        }
        expect(Number(there.area) / mm ** 2 / Number(here.area)).toBeCloseTo(1, 7);
      }),
      { numRuns: 60 },
    );
  });
});

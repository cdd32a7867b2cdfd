import { describe, expect, it } from 'vitest';
import { spatialFigures } from '../../../src/measure/planar/spatial-figures.js';
import type { SpatialGeometry } from '../../../src/measure/source.js';
import { addScaled, type Vector3 } from '../../../src/study/vectors.js';
import { byName, regular } from './shapes.js';

/** An oblique plane: unit vectors at right angles, and a point on it. */
const X: Vector3 = [0.6, 0, 0.8];
const Y: Vector3 = [0, 1, 0];
const NORMAL: Vector3 = [-0.8, 0, 0.6];
const at = (x: number, y: number, off = 0): Vector3 =>
  addScaled(addScaled(addScaled([120, -40, 900], X, x), Y, y), NORMAL, off);

const drawn = (
  type: SpatialGeometry['type'],
  points: readonly Vector3[],
  uid = '2.25.1',
): SpatialGeometry => ({
  kind: 'spatial',
  type,
  points,
  frameOfReferenceUID: uid,
});
const measure = (...shapes: readonly SpatialGeometry[]) => {
  const { figures, problems } = spatialFigures(shapes);
  return { ...byName(figures), problems: problems.map(({ code }) => code) };
};
const near = (value: number) => expect.closeTo(value, 9);

describe('spatialFigures', () => {
  it('measures lines and the angle of three points', () => {
    expect(measure(drawn('POLYLINE', [at(0, 0), at(3, 4)]))).toEqual({
      length: near(5),
      longAxis: near(5),
      diameter: near(5),
      problems: [],
    });
    const bent = measure(drawn('POLYLINE', [at(3, 0), at(0, 0), at(0, 4, 3)]));
    expect(bent).toEqual({ length: near(8), angle: near(90), problems: [] });
    expect(measure(drawn('MULTIPOINT', [at(0, 0), at(0, 7)]))).toMatchObject({ length: near(7) });
    expect(measure(drawn('POINT', [at(0, 0)]))).toEqual({ problems: [] });
  });

  it('measures two lines as axes, wherever they lie', () => {
    const pair = measure(drawn('POLYLINE', [at(0, 0), at(0, 6)]), drawn('POLYLINE', [at(-5, 2), at(5, 2)]));
    expect(pair).toEqual({ longAxis: near(10), shortAxis: near(6), angle: near(90), problems: [] });
    const axes = measure(drawn('MULTIPOINT', [at(-5, 2), at(5, 2), at(0, 0), at(0, 6)]));
    expect(axes).toMatchObject({ longAxis: near(10), shortAxis: near(6) });
    const above = measure(drawn('MULTIPOINT', [at(-5, 2), at(5, 2), at(0, 0, 4), at(0, 6, 4)]));
    expect(above.longAxis).toMatch(/not two lines that cross/);
  });

  it('measures a polygon in its own plane, closed or not, and a closed polyline', () => {
    const corners = [at(0, 0), at(30, 0), at(30, 40), at(0, 40)];
    const truth = {
      perimeter: near(140),
      longAxis: near(50),
      diameter: near(50),
      shortAxis: near(37.5),
      area: near(1200),
      problems: [],
    };
    expect(measure(drawn('POLYGON', corners))).toEqual(truth);
    expect(measure(drawn('POLYGON', [...corners, at(0, 0)]))).toEqual(truth);
    expect(measure(drawn('POLYLINE', [...corners, at(0, 0)]))).toEqual(truth);
  });

  it('bears the rounding of decimals, and refuses the area of what is not planar', () => {
    const round = regular(40, 25);
    const rounded = round.map(
      ([x, y]) => at(x, y).map((v) => Math.round(v * 100) / 100) as unknown as Vector3,
    );
    expect(Number(measure(drawn('POLYGON', rounded)).area) / (Math.PI * 625)).toBeCloseTo(0.996, 3);
    const bent = measure(
      drawn(
        'POLYGON',
        round.map(([x, y], i) => at(x, y, i % 2)),
      ),
    );
    expect(bent).toMatchObject({
      area: '! the outline is not planar',
      longAxis: '! the outline is not planar',
    });
    expect(bent.problems).toEqual(['contour-not-planar']);
    expect(Number(bent.perimeter)).toBeGreaterThan(2 * Math.PI * 25);
  });

  it('finds that an outline crosses itself though its area vector is nothing', () => {
    const bowTie = measure(drawn('POLYGON', [at(0, 0), at(10, 10), at(10, 0), at(0, 10)]));
    expect(bowTie).toMatchObject({
      area: '! the outline crosses itself',
      problems: ['contour-crosses-itself'],
    });
  });

  it('measures an ellipse by the ends of its axes', () => {
    const ellipse = measure(drawn('ELLIPSE', [at(-8, 1), at(8, 1), at(0, -4), at(0, 6)]));
    expect(ellipse).toMatchObject({ longAxis: near(16), shortAxis: near(10), area: near(40 * Math.PI) });
    const leaning = measure(drawn('ELLIPSE', [at(-8, -8), at(8, 8), at(0, -4), at(0, 4)]));
    expect(leaning.problems).toEqual(['coordinates-damaged']);
  });

  it('has the volume of an ellipsoid by its three axes', () => {
    const ends = [at(-3, 0), at(3, 0), at(0, -4), at(0, 4), at(0, 0, -5), at(0, 0, 5)];
    expect(measure(drawn('ELLIPSOID', ends))).toEqual({
      longAxis: near(10),
      ellipsoidVolume: near(80 * Math.PI),
      problems: [],
    });
    for (const broken of [ends.slice(0, 4), ends.map((end, i) => (i > 3 ? addScaled(end, X, 4) : end))]) {
      expect(measure(drawn('ELLIPSOID', broken))).toMatchObject({
        ellipsoidVolume: '! six points that are not the ends of three axes',
        problems: ['coordinates-damaged'],
      });
    }
  });

  it('refuses shapes of different frames of reference, and coordinates that are no numbers', () => {
    const lines = [at(0, 0), at(0, 6)];
    const apart = measure(drawn('POLYLINE', lines, '2.25.1'), drawn('POLYLINE', lines, '2.25.2'));
    expect(apart).toEqual({
      longAxis: '! the shapes lie in different frames of reference',
      shortAxis: '! the shapes lie in different frames of reference',
      angle: '! the shapes lie in different frames of reference',
      problems: ['frame-of-reference-at-odds'],
    });
    const broken = measure(drawn('POLYGON', [at(0, 0), [Number.NaN, 0, 0], at(3, 3)]));
    expect(broken.problems).toEqual(['coordinates-damaged']);
  });
});

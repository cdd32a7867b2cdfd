import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ellipseAxes, ellipsePerimeter } from '../../../src/measure/planar/ellipse.js';
import type { Vector3 } from '../../../src/study/vectors.js';

/** Perimeter and half axes of u cos t + v sin t, by points. */
function sampled(u: Vector3, v: Vector3, count: number) {
  const at = (i: number): Vector3 => {
    const t = (2 * Math.PI * i) / count;
    const [c, s] = [Math.cos(t), Math.sin(t)];
    return [u[0] * c + v[0] * s, u[1] * c + v[1] * s, u[2] * c + v[2] * s];
  };
  let [perimeter, major, minor] = [0, 0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < count; i++) {
    const [p, q] = [at(i), at(i + 1)];
    perimeter += Math.hypot(q[0] - p[0], q[1] - p[1], q[2] - p[2]);
    const radius = Math.hypot(...p);
    [major, minor] = [Math.max(major, radius), Math.min(minor, radius)];
  }
  return { perimeter, major, minor };
}

describe('ellipsePerimeter', () => {
  it('is that of a circle', () => {
    expect(ellipsePerimeter(5, 5)).toBeCloseTo(10 * Math.PI, 13);
  });

  it('is the published one', () => {
    // 4 a E(k): E(k² = 0.75) = 1.2110560275684594 (Abramowitz and Stegun, table 17.1).
    expect(ellipsePerimeter(2, 1)).toBeCloseTo(8 * 1.2110560275684594, 12);
    expect(ellipsePerimeter(1, 1e-9)).toBeCloseTo(4, 9);
  });
});

describe('ellipseAxes', () => {
  const part = fc.double({ min: -50, max: 50, noNaN: true });
  const vector = fc.tuple(part, part, part);

  it('are the longest and the shortest radius of what two conjugate diameters draw', () => {
    fc.assert(
      fc.property(vector, vector, (u, v) => {
        const { major, minor, area } = ellipseAxes(u, v);
        fc.pre(major > 1e-3 && minor > 0.05 * major);
        const truth = sampled(u, v, 4000);
        expect(major / truth.major).toBeCloseTo(1, 5);
        expect(minor / truth.minor).toBeCloseTo(1, 3);
        expect(area).toBeCloseTo(Math.PI * major * minor, 6);
        expect(ellipsePerimeter(major, minor) / truth.perimeter).toBeCloseTo(1, 5);
      }),
      { numRuns: 40 },
    );
  });

  it('are the vectors themselves where they stand at right angles', () => {
    expect(ellipseAxes([3, 0, 0], [0, 0, 2])).toEqual({ major: 3, minor: 2, area: 6 * Math.PI });
  });
});

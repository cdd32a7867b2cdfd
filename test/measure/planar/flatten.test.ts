import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatten } from '../../../src/measure/planar/flatten.js';
import { signedArea } from '../../../src/measure/planar/outline.js';
import { cross, type Vector3 } from '../../../src/study/vectors.js';
import { regular } from './shapes.js';

describe('flatten', () => {
  it('keeps distances and areas of what lies in any plane', () => {
    const angles = fc.tuple(
      fc.double({ min: 0, max: 6, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
    );
    fc.assert(
      fc.property(angles, ([turn, tilt]) => {
        const x: Vector3 = [Math.cos(turn), Math.sin(turn), 0];
        const normal: Vector3 = [
          -Math.sin(turn) * Math.sin(tilt),
          Math.cos(turn) * Math.sin(tilt),
          Math.cos(tilt),
        ];
        const y = cross(normal, x);
        const corners = regular(7, 12).map(
          ([u, v]): Vector3 => [500 + u * x[0] + v * y[0], u * x[1] + v * y[1], u * x[2] + v * y[2]],
        );
        const flat = flatten(corners);
        expect(Math.abs(signedArea(flat?.points ?? []))).toBeCloseTo(
          3.5 * 144 * Math.sin((2 * Math.PI) / 7),
          8,
        );
        expect(flat?.offPlaneMm).toBeCloseTo(0, 10);
      }),
      { numRuns: 50 },
    );
  });

  it('tells how far the points lie from their plane', () => {
    const saddle = regular(4, 10).map(([x, y], i): Vector3 => [x, y, i % 2 === 0 ? 1 : -1]);
    const flat = flatten(saddle);
    expect(flat?.offPlaneMm).toBeCloseTo(1, 10);
    expect(flat?.extentMm).toBeCloseTo(20, 10);
  });

  it('finds no plane for points on one line', () => {
    expect(flatten([0, 1, 5].map((t): Vector3 => [t, 2 * t, -t]))).toBeUndefined();
    expect(
      flatten([
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, 1],
      ]),
    ).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { distanceFrom, fitEllipse, type PointMm } from '../../../../src/motion/phantom/find/fit-ellipse.js';

const TRUE = { centre: [30, -12], halfAxes: [50, 42] } as const;

function pointsOn(from = 0, to = 360, noise = 0): PointMm[] {
  const source = random('points');
  return Array.from({ length: to - from }, (_, n) => {
    const angle = ((from + n) * Math.PI) / 180;
    return [
      TRUE.centre[0] + TRUE.halfAxes[0] * Math.cos(angle) + noise * source.normal(),
      TRUE.centre[1] + TRUE.halfAxes[1] * Math.sin(angle) + noise * source.normal(),
    ];
  });
}

describe('fitEllipse', () => {
  it('finds the ellipse that points lie on', () => {
    const fitted = fitEllipse(pointsOn());
    expect(fitted?.centre[0]).toBeCloseTo(30, 6);
    expect(fitted?.centre[1]).toBeCloseTo(-12, 6);
    expect(fitted?.halfAxes[0]).toBeCloseTo(50, 6);
    expect(fitted?.halfAxes[1]).toBeCloseTo(42, 6);
    expect(fitted?.on).toBe(360);
    expect(fitted?.roughness).toBeCloseTo(0, 6);
  });

  it('leaves a fifth of the points out that lie on something else', () => {
    const points = pointsOn().map(
      ([x, y], i): PointMm => (i >= 250 && i < 320 ? [x, Math.max(y, -44)] : [x, y]),
    );
    const fitted = fitEllipse(points);
    expect(fitted?.halfAxes[1]).toBeCloseTo(42, 2);
    expect(fitted?.centre[1]).toBeCloseTo(-12, 2);
    expect(fitted?.on).toBeLessThan(330);
  });

  it('fits part of an outline', () => {
    const fitted = fitEllipse(pointsOn(30, 250, 0.05));
    expect(fitted?.halfAxes[0]).toBeCloseTo(50, 0);
    expect(fitted?.centre[0]).toBeCloseTo(30, 0);
  });

  it('tells how rough the outline is', () => {
    const rough = [0.1, 0.4, 0.8].map((noise) => fitEllipse(pointsOn(0, 360, noise))?.roughness ?? 0);
    expect(rough[0]).toBeCloseTo(0.1, 1);
    expect(rough[1]).toBeGreaterThan(2 * (rough[0] ?? 0));
    expect(rough[2]).toBeGreaterThan(1.5 * (rough[1] ?? 0));
  });

  it('fits nothing to too few points or to a line', () => {
    expect(fitEllipse(pointsOn(0, 5))).toBeUndefined();
    expect(fitEllipse(Array.from({ length: 50 }, (_, x): PointMm => [x, 0]))).toBeUndefined();
    expect(fitEllipse([])).toBeUndefined();
  });
});

describe('distanceFrom', () => {
  it('is positive outside and negative inside', () => {
    expect(distanceFrom(TRUE, [85, -12])).toBeCloseTo(5);
    expect(distanceFrom(TRUE, [30, 28])).toBeCloseTo(-2);
    expect(distanceFrom(TRUE, TRUE.centre)).toBe(-42);
  });
});

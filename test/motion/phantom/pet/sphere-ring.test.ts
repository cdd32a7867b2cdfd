import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { fitRing } from '../../../../src/motion/phantom/pet/sphere-ring.js';
import type { Vector3 } from '../../../../src/study/vectors.js';

const SHAPE = { count: 6, radiusMm: 57.2 } as const;

/** Points of a ring about (100, 80, 40), with an error each. */
function ring(turnDeg: number, errorMm = 0, radiusMm: number = SHAPE.radiusMm): Vector3[] {
  const { normal } = random(`ring ${turnDeg}`);
  return Array.from({ length: 6 }, (_, n) => {
    const angle = ((turnDeg + 60 * n) * Math.PI) / 180;
    const [x, y] = [radiusMm * Math.cos(angle), radiusMm * Math.sin(angle)];
    return [100 + x + errorMm * normal(), 80 + y + errorMm * normal(), 40 + errorMm * normal()];
  });
}

const nearest = (place: Vector3, points: readonly Vector3[]): number =>
  Math.min(...points.map((p) => Math.hypot(p[0] - place[0], p[1] - place[1], p[2] - place[2])));

describe('fitRing', () => {
  it.each([0, 17, 59, 123])('finds the places of a ring turned by %d°', (turnDeg) => {
    const points = ring(turnDeg);
    const found = fitRing(points, SHAPE);
    expect(found?.found).toBe(6);
    expect(found?.residualMm).toBeLessThan(1e-6);
    for (const place of found?.placesMm ?? []) expect(nearest(place, points)).toBeLessThan(1e-6);
    expect(Math.hypot((found?.centreMm[0] ?? 0) - 100, (found?.centreMm[1] ?? 0) - 80)).toBeLessThan(1e-6);
  });

  it('averages the errors of points: each of 1 mm leaves less than 1 mm at a place', () => {
    const found = fitRing(ring(31, 1), SHAPE);
    for (const place of found?.placesMm ?? []) expect(nearest(place, ring(31))).toBeLessThan(1.2);
    expect(found?.residualMm).toBeGreaterThan(0.3);
    expect(found?.residualMm).toBeLessThan(2);
  });

  it('finds the place of one that is missing, among points that do not belong to it', () => {
    const [missing = [0, 0, 0], ...rest] = ring(10);
    const stray: Vector3[] = [
      [100, 80, 40],
      [10, 20, 44],
      [130, 90, 40],
      [100 + 57.2, 80, 90],
    ];
    const found = fitRing([...stray, ...rest], SHAPE);
    expect(found?.found).toBe(5);
    expect(nearest(missing as Vector3, found?.placesMm ?? [])).toBeLessThan(1e-6);
  });

  it('refuses two missing points, another radius, other angles, and too large errors', () => {
    expect(fitRing(ring(0).slice(2), SHAPE)).toBeUndefined();
    expect(fitRing(ring(0, 0, 66), SHAPE)).toBeUndefined();
    expect(fitRing(ring(0), { ...SHAPE, count: 7 })).toBeUndefined();
    expect(fitRing(ring(0, 6), SHAPE)).toBeUndefined();
    expect(fitRing([], SHAPE)).toBeUndefined();
  });

  it('refuses a ring that does not lie in one slice', () => {
    const leaning = ring(0).map(([x, y, z]): Vector3 => [x, y, z + 0.4 * (x - 100)]);
    expect(fitRing(leaning, SHAPE)).toBeUndefined();
  });
});

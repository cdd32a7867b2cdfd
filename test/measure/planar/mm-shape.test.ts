import { describe, expect, it } from 'vitest';
import {
  type Drawn,
  figureNames,
  halfDiameters,
  isClosed,
  isRightAngle,
  shapeOf,
} from '../../../src/measure/planar/mm-shape.js';
import type { Vector3 } from '../../../src/study/vectors.js';
import { pts } from './shapes.js';

const flat = (...numbers: readonly number[]) => pts(...numbers).map(([x, y]): Vector3 => [x, y, 0]);
const made = (type: Drawn['type'], points: readonly Vector3[], own: Partial<Drawn> = {}) =>
  shapeOf({ type, points, isSpatial: false, roundingMm: 1, ...own });

describe('isClosed', () => {
  it('goes by the type, by what the source says, or by the last point', () => {
    const open = pts(0, 0, 4, 0, 4, 4);
    const back = pts(0, 0, 4, 0, 4, 4, 0, 0);
    expect(isClosed({ type: 'POLYLINE', points: open })).toBe(false);
    expect(isClosed({ type: 'POLYLINE', points: open, closed: true })).toBe(true);
    expect(isClosed({ type: 'POLYLINE', points: back, closed: false })).toBe(true);
    expect(isClosed({ type: 'POLYGON', points: open })).toBe(true);
    expect(isClosed({ type: 'INTERPOLATED', points: back })).toBe(true);
    expect(isClosed({ type: 'MULTIPOINT', points: back })).toBe(false);
    expect(isClosed({ type: 'POLYLINE', points: pts(1, 1, 1, 1) })).toBe(false);
  });
});

describe('figureNames', () => {
  it('are those that a shape of the type can have', () => {
    expect(figureNames('POINT', 1, false)).toEqual([]);
    expect(figureNames('POLYLINE', 2, false)).toEqual(['length', 'longAxis', 'diameter']);
    expect(figureNames('POLYLINE', 3, false)).toEqual(['length', 'angle']);
    expect(figureNames('POLYLINE', 9, false)).toEqual(['length']);
    expect(figureNames('MULTIPOINT', 4, false)).toEqual(['longAxis', 'shortAxis', 'angle']);
    expect(figureNames('MULTIPOINT', 5, false)).toEqual([]);
    expect(figureNames('CIRCLE', 2, false)).toContain('area');
    expect(figureNames('POLYLINE', 4, true)).toContain('perimeter');
    expect(figureNames('ELLIPSOID', 6, false)).toEqual(['longAxis', 'ellipsoidVolume']);
  });
});

describe('shapeOf', () => {
  it('leaves repeated points out of an outline', () => {
    const outline = made('POLYLINE', flat(0, 0, 4, 0, 4, 0, 4, 4, 0, 0));
    expect(outline).toEqual({ kind: 'outline', points: flat(0, 0, 4, 0, 4, 4), isSpatial: false });
    expect(made('POLYGON', flat(0, 0, 4, 0, 4, 0, 0, 0))).toMatchObject({ problem: 'contour-too-short' });
  });

  it('says which figures a shape that it refuses would have had', () => {
    expect(made('INTERPOLATED', flat(0, 0, 4, 0, 9, 9))).toMatchObject({
      kind: 'refused',
      names: ['length', 'angle'],
    });
    expect(made('POLYLINE', [])).toMatchObject({ names: ['length'], problem: 'coordinates-damaged' });
  });
});

describe('halfDiameters', () => {
  it('bear ends that are rounded, not axes that have no common centre', () => {
    expect(halfDiameters(flat(0, 5, 10, 5, 5, 2, 5, 8), 0)).toEqual([
      [5, 0, 0],
      [0, 3, 0],
    ]);
    expect(halfDiameters(flat(0, 5, 10, 5, 6, 2, 6, 8), 0)).toBeUndefined();
    expect(halfDiameters(flat(0, 5, 10, 5, 6, 2, 6, 8), 1)).toBeDefined();
    expect(halfDiameters(flat(0, 5, 10, 5, 5, 5, 5, 5), 1)).toBeUndefined();
    expect(halfDiameters(flat(0, 5, 10, 5), 1)).toBeUndefined();
  });
});

describe('isRightAngle', () => {
  it('bears 3 degrees, and what rounding does to short axes', () => {
    const leaning = (deg: number): Vector3 => [
      10 * Math.sin((deg * Math.PI) / 180),
      10 * Math.cos((deg * Math.PI) / 180),
      0,
    ];
    expect(isRightAngle([20, 0, 0], leaning(2.5), 0)).toBe(true);
    expect(isRightAngle([20, 0, 0], leaning(3.5), 0)).toBe(false);
    expect(isRightAngle([20, 0, 0], leaning(3.5), 1)).toBe(true);
    expect(isRightAngle([20, 0, 0], leaning(7), 1)).toBe(false);
  });
});

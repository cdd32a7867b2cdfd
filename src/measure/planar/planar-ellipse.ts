import type { Vector3 } from '../../study/vectors.js';
import type { PlanarGeometry } from '../source.js';
import { halfDiameters, isRightAngle, type MmShape } from './mm-shape.js';

/** Half diameters of a circle or an ellipse in pixels, and its centre. */
export interface PixelEllipse {
  readonly centre: readonly [column: number, row: number];
  readonly first: Vector3;
  readonly second: Vector3;
}

/** Ends of axes are rounded to a pixel. */
const ROUNDING_PIXELS = 1;

/**
 * Half diameters of a CIRCLE (centre, point of its line) or an ELLIPSE (ends of the major axis, ends of the minor one),
 * pixels. PS3.3 C.18.6.1.1. Undefined where the points make none.
 */
export function pixelEllipse({
  type,
  points,
}: Pick<PlanarGeometry, 'type' | 'points'>): PixelEllipse | undefined {
  const [a, b] = points;
  if (!a || !b || !points.every((point) => point.every(Number.isFinite))) return undefined;
  if (type === 'CIRCLE') {
    const radius = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (points.length !== 2 || !(radius > 0)) return undefined;
    return { centre: a, first: [radius, 0, 0], second: [0, radius, 0] };
  }
  const halves = halfDiameters(
    points.map(([column, row]): Vector3 => [column, row, 0]),
    ROUNDING_PIXELS,
  );
  if (!halves) return undefined;
  const centre = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const;
  return { centre, first: halves[0], second: halves[1] };
}

/**
 * A circle or an ellipse of an image in mm. The axes stand at right angles in pixels or in mm, whichever its maker drew
 * in; either way they are conjugate diameters in mm. A circle of pixels that are not square is an ellipse.
 * @param spacing mm between rows, between columns
 */
export function planarEllipse(
  geometry: PlanarGeometry,
  [rowMm, columnMm]: readonly [number, number],
): MmShape | undefined {
  const inPixels = pixelEllipse(geometry);
  if (!inPixels) return undefined;
  const [first, second] = [inPixels.first, inPixels.second].map(
    ([column, row]): Vector3 => [column * columnMm, row * rowMm, 0],
  );
  if (!first || !second) return undefined;
  const isRight =
    isRightAngle(inPixels.first, inPixels.second, ROUNDING_PIXELS) ||
    isRightAngle(first, second, Math.max(rowMm, columnMm));
  return isRight ? { kind: 'ellipse', first, second, isCircle: geometry.type === 'CIRCLE' } : undefined;
}

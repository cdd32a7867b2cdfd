import type { PlanarGeometry } from '../source.js';
import type { Point } from './graphic-points.js';

/** A simple shape that a compound graphic is the same as. */
export type SimpleShape = Pick<PlanarGeometry, 'type' | 'points' | 'closed'>;

/** A rotation, counter-clockwise as it is seen. PS3.3 C.10.5.1.3.2. */
export interface Rotation {
  readonly degrees: number;
  readonly around: Point;
}

const line = (a: Point, b: Point): SimpleShape => ({ type: 'POLYLINE', points: [a, b] });
const point = (a: Point): SimpleShape => ({ type: 'POINT', points: [a] });

/** Lines of two points each. */
function lines(points: readonly Point[]): SimpleShape[] | undefined {
  if (points.length === 0 || points.length % 2 !== 0) return undefined;
  return Array.from({ length: points.length / 2 }, (_, i) =>
    line(points[2 * i] ?? [0, 0], points[2 * i + 1] ?? [0, 0]),
  );
}

/** Corners by the upper left and the lower right one. PS3.3 C.10.5.1.3.4. */
function rectangle([c1, r1]: Point, [c2, r2]: Point): SimpleShape {
  const corners: Point[] = [
    [c1, r1],
    [c2, r1],
    [c2, r2],
    [c1, r2],
    [c1, r1],
  ];
  return { type: 'POLYLINE', points: corners, closed: true };
}

/** Ends of the axes, the longer one first, of the ellipse in such a rectangle. PS3.3 C.10.5.1.3.3. */
function ellipse([c1, r1]: Point, [c2, r2]: Point): SimpleShape {
  const [column, row] = [(c1 + c2) / 2, (r1 + r2) / 2];
  const across: Point[] = [
    [c1, row],
    [c2, row],
  ];
  const down: Point[] = [
    [column, r1],
    [column, r2],
  ];
  const isWide = Math.abs(c2 - c1) >= Math.abs(r2 - r1);
  return { type: 'ELLIPSE', points: isWide ? [...across, ...down] : [...down, ...across] };
}

/**
 * The simple shapes of a compound graphic. PS3.3 C.10.5.1.3. Lines that run on to the border of what is displayed have
 * no length: their points are points.
 * @returns undefined where the points are not those of the type, null where the type is not known.
 */
export function compoundShapes(type: string, points: readonly Point[]): SimpleShape[] | undefined | null {
  const [a, b] = points;
  const isPair = a !== undefined && b !== undefined && points.length === 2;
  switch (type) {
    case 'RULER':
    case 'AXIS':
    case 'ARROW':
      return isPair ? [line(a, b)] : undefined;
    case 'MULTILINE':
    case 'RANGELINE':
      return lines(points);
    case 'INFINITELINE':
    case 'CUTLINE':
      return isPair ? [point(a), point(b)] : undefined;
    case 'CROSSHAIR':
      return a !== undefined && points.length === 1 ? [point(a)] : undefined;
    case 'RECTANGLE':
      return isPair ? [rectangle(a, b)] : undefined;
    case 'ELLIPSE':
      return isPair ? [ellipse(a, b)] : undefined;
    default:
      return null;
  }
}

/** The shape, turned: rows count downwards, so what is seen counter-clockwise is clockwise in their numbers. */
export function rotated(shape: SimpleShape, { degrees, around }: Rotation): SimpleShape {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const points = shape.points.map(([column, row]): Point => {
    const [x, y] = [column - around[0], row - around[1]];
    return [around[0] + x * cos + y * sin, around[1] - x * sin + y * cos];
  });
  return { ...shape, points };
}

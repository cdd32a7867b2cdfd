import { addScaled, cross, dot, type Vector3 } from '../../study/vectors.js';
import type { Code } from '../code.js';
import type { PlanarFigureName } from '../figures.js';
import type { MeasureProblem } from '../problem.js';
import type { PlanarType, SpatialType } from '../source.js';

/** A shape in mm, wherever it came from; one of an image has no third coordinate (0). */
export type MmShape =
  /** Open, with a leg of more than 0 mm. */
  | { readonly kind: 'line'; readonly points: readonly Vector3[]; readonly purpose: Code | undefined }
  /** Four points without lines: two axes that cross. */
  | { readonly kind: 'axes'; readonly points: readonly Vector3[] }
  /** Closed, three points or more, the first not repeated. */
  | { readonly kind: 'outline'; readonly points: readonly Vector3[]; readonly isSpatial: boolean }
  /** Centre ± conjugate half diameters: centre + first · cos t + second · sin t. */
  | {
      readonly kind: 'ellipse';
      readonly first: Vector3;
      readonly second: Vector3;
      readonly isCircle: boolean;
    }
  | { readonly kind: 'ellipsoid'; readonly axes: readonly Vector3[] }
  /** Points: nothing to measure. */
  | { readonly kind: 'points' }
  | Refused;

/** A shape that cannot be measured: the figures that it would have had, and why. */
export interface Refused {
  readonly kind: 'refused';
  readonly names: readonly PlanarFigureName[];
  readonly why: string;
  readonly problem?: MeasureProblem['code'];
}

/** What a shape is drawn with. */
export interface Drawn {
  readonly type: PlanarType | SpatialType;
  /** mm */
  readonly points: readonly Vector3[];
  readonly closed?: boolean;
  readonly purpose?: Code;
  readonly isSpatial: boolean;
  /** What coordinates are rounded to, mm: a pixel. */
  readonly roundingMm: number;
}

const OUTLINE_FIGURES = ['perimeter', 'longAxis', 'shortAxis', 'diameter', 'area'] as const;

/** The figures of a shape by its type and the number of its points. */
export function figureNames(
  type: Drawn['type'],
  points: number,
  closed: boolean,
): readonly PlanarFigureName[] {
  if (type === 'POINT') return [];
  if (type === 'ELLIPSOID') return ['longAxis', 'ellipsoidVolume'];
  if (type === 'MULTIPOINT' && points === 4) return ['longAxis', 'shortAxis', 'angle'];
  if (type === 'MULTIPOINT' && points !== 2) return [];
  if (closed || type === 'CIRCLE' || type === 'ELLIPSE' || type === 'POLYGON') return OUTLINE_FIGURES;
  if (points === 2) return ['length', 'longAxis', 'diameter'];
  return points === 3 ? ['length', 'angle'] : ['length'];
}

/** True for an outline: by its type, by what its source says, or where it ends at its first point. PS3.3 C.18.6.1.1. */
export function isClosed({
  type,
  closed,
  points,
}: Pick<Drawn, 'type' | 'closed'> & { points: readonly (readonly number[])[] }): boolean {
  if (type === 'POLYGON') return true;
  if (type !== 'POLYLINE' && type !== 'INTERPOLATED') return false;
  return closed === true || endsAtFirst(points);
}

function endsAtFirst(points: readonly (readonly number[])[]): boolean {
  const last = points[points.length - 1];
  return points.length > 2 && (points[0]?.every((value, axis) => value === last?.[axis]) ?? false);
}

/** `b − a`. */
export function between(a: Vector3 | undefined, b: Vector3 | undefined): Vector3 {
  return addScaled(b ?? [0, 0, 0], a ?? [0, 0, 0], -1);
}

/** Length of a vector, mm. */
export function lengthOf(vector: Vector3): number {
  return Math.hypot(vector[0], vector[1], vector[2]);
}

/** The shape that points in mm are; circles and the points of an image's ellipse come by {@link ellipse}. */
export function shapeOf(drawn: Drawn): MmShape {
  const { type, points } = drawn;
  const closed = isClosed(drawn);
  const refuse = (why: string, problem?: MeasureProblem['code']): Refused => ({
    kind: 'refused',
    names: figureNames(type, points.length, closed),
    why,
    ...(problem && { problem }),
  });
  if (type === 'POINT') return { kind: 'points' };
  // PS3.3 C.10.5.1.2: the curve between the points is left to whoever draws it, and with it its length.
  if (type === 'INTERPOLATED') return refuse('the curve between the points is not defined');
  if (type === 'ELLIPSE')
    return ellipse(drawn) ?? refuse('four points that are not the ends of two axes', 'coordinates-damaged');
  if (type === 'ELLIPSOID')
    return (
      ellipsoid(drawn) ?? refuse('six points that are not the ends of three axes', 'coordinates-damaged')
    );
  if (closed) return outline(drawn) ?? refuse('an outline of fewer than three points', 'contour-too-short');
  return open(drawn, refuse);
}

function open(
  { type, points, purpose }: Drawn,
  refuse: (why: string, problem?: MeasureProblem['code']) => Refused,
): MmShape {
  if (type === 'MULTIPOINT' && points.length !== 2 && points.length !== 4) return { kind: 'points' };
  if (points.length < 2)
    return { ...refuse('a line of one point', 'coordinates-damaged'), names: ['length'] };
  if (points.every((point) => lengthOf(between(points[0], point)) === 0)) {
    return refuse('all points of the line are one point', 'coordinates-damaged');
  }
  if (type === 'MULTIPOINT' && points.length === 4) {
    return cross4(points)
      ? { kind: 'axes', points }
      : refuse('four points that are not two lines that cross');
  }
  return { kind: 'line', points, purpose };
}

/** True where the line of the first two points and that of the other two cross between their ends. */
function cross4(points: readonly Vector3[]): boolean {
  const [u, v] = [between(points[0], points[1]), between(points[2], points[3])];
  const w = between(points[0], points[2]);
  const normal = cross(u, v);
  const size = dot(normal, normal);
  if (!(size > 0)) return false;
  const along = dot(cross(w, v), normal) / size;
  const across = dot(cross(w, u), normal) / size;
  const apart = Math.abs(dot(w, normal)) / Math.sqrt(size);
  return along >= 0 && along <= 1 && across >= 0 && across <= 1 && apart <= 0.01 * lengthOf(u);
}

function outline({ points, isSpatial }: Drawn): MmShape | undefined {
  const distinct = points.filter((point, i) => i === 0 || lengthOf(between(points[i - 1], point)) > 0);
  const repeats = distinct.length > 1 && lengthOf(between(distinct[0], distinct[distinct.length - 1])) === 0;
  const corners = repeats ? distinct.slice(0, -1) : distinct;
  return corners.length < 3 ? undefined : { kind: 'outline', points: corners, isSpatial };
}

/** Centres of two axes may differ, and axes lean, by this share (5%, 3°) besides what rounding does. */
const AXIS_TOLERANCE = 0.05;

/** Half of an axis and its centre by its ends. */
function axis(from: Vector3 | undefined, to: Vector3 | undefined): { half: Vector3; centre: Vector3 } {
  const half = addScaled([0, 0, 0], between(from, to), 0.5);
  return { half, centre: addScaled(from ?? [0, 0, 0], half, 1) };
}

/** True where two half axes of one shape stand at right angles, as far as the rounding of their ends tells. */
export function isRightAngle(a: Vector3, b: Vector3, rounding: number): boolean {
  const [lengthA, lengthB] = [lengthOf(a), lengthOf(b)];
  const cosine = Math.abs(dot(a, b)) / (lengthA * lengthB);
  return cosine <= Math.max(AXIS_TOLERANCE, rounding / Math.min(lengthA, lengthB));
}

/** Half diameters of an ellipse by the ends of two diameters; undefined where they have no common centre. */
export function halfDiameters(
  points: readonly Vector3[],
  rounding: number,
): readonly [Vector3, Vector3] | undefined {
  if (points.length !== 4) return undefined;
  const first = axis(points[0], points[1]);
  const second = axis(points[2], points[3]);
  const shorter = Math.min(lengthOf(first.half), lengthOf(second.half));
  const apart = lengthOf(between(first.centre, second.centre));
  if (!(shorter > 0) || apart > rounding + AXIS_TOLERANCE * shorter) return undefined;
  return [first.half, second.half];
}

/** PS3.3 C.18.6.1.1, C.18.9.1.2: ends of the major axis, then of the minor one. */
function ellipse({ points, roundingMm }: Drawn): MmShape | undefined {
  const halves = halfDiameters(points, roundingMm);
  if (!halves || !isRightAngle(halves[0], halves[1], roundingMm)) return undefined;
  return { kind: 'ellipse', first: halves[0], second: halves[1], isCircle: false };
}

/** PS3.3 C.18.9.1.2: ends of three axes. */
function ellipsoid({ points, roundingMm }: Drawn): MmShape | undefined {
  if (points.length !== 6) return undefined;
  const [a, b, c] = [axis(points[0], points[1]), axis(points[2], points[3]), axis(points[4], points[5])];
  const shortest = Math.min(lengthOf(a.half), lengthOf(b.half), lengthOf(c.half));
  const apart = Math.max(lengthOf(between(a.centre, b.centre)), lengthOf(between(a.centre, c.centre)));
  if (!(shortest > 0) || apart > roundingMm + AXIS_TOLERANCE * shortest) return undefined;
  const axes = [a.half, b.half, c.half];
  const right =
    isRightAngle(a.half, b.half, roundingMm) &&
    isRightAngle(a.half, c.half, roundingMm) &&
    isRightAngle(b.half, c.half, roundingMm);
  return right ? { kind: 'ellipsoid', axes } : undefined;
}

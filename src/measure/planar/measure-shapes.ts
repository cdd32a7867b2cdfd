import { cross, dot, type Vector3 } from '../../study/vectors.js';
import { type Code, codeKey } from '../code.js';
import type { PlanarFigureName, RecomputedFigure } from '../figures.js';
import { ellipseAxes, ellipsePerimeter } from './ellipse.js';
import { absent, figure, type GeometryFigures } from './figure.js';
import { measureOutline } from './measure-outline.js';
import { between, lengthOf, type MmShape } from './mm-shape.js';

type Line = Extract<MmShape, { kind: 'line' }>;
type Ellipse = Extract<MmShape, { kind: 'ellipse' }>;

/** Long Axis and Short Axis, in SNOMED CT and in the codes that old objects have. PS3.16 TID 1400, CID 7470. */
const LONG_AXIS: ReadonlySet<string> = new Set([
  '103339001^SCT',
  'G-A185^SRT',
  'G-A185^SNM3',
  'G-A185^99SDM',
]);
const SHORT_AXIS: ReadonlySet<string> = new Set([
  '103340004^SCT',
  'G-A186^SRT',
  'G-A186^SNM3',
  'G-A186^99SDM',
]);

const DEGREES = 180 / Math.PI;
/** Axes that differ by less than this share make a circle: what the decimals of a spacing do. */
const CIRCLE_TOLERANCE = 1e-3;

/** A shape, and the figures that its type can have. */
export interface NamedShape {
  readonly shape: MmShape;
  readonly names: readonly PlanarFigureName[];
}

/** Figures of one shape, or of two lines that belong together. Single points beside them change nothing. */
export function measureShapes(all: readonly NamedShape[]): GeometryFigures {
  const drawn = all.filter(({ shape }) => shape.kind !== 'points');
  const problems = drawn.flatMap(({ shape }) =>
    shape.kind === 'refused' && shape.problem ? [{ code: shape.problem, detail: shape.why }] : [],
  );
  const [first, second] = drawn.map(({ shape }) => shape);
  const refused = drawn.map(({ shape }) => shape).find((shape) => shape.kind === 'refused');
  if (!first || refused) return { figures: withoutValue(drawn, refused?.why ?? ''), problems };
  if (!second) return measureOne(first);
  if (drawn.length === 2 && isStraight(first) && isStraight(second)) {
    return { figures: twoLines(first, second), problems };
  }
  return { figures: withoutValue(drawn, 'several shapes: which of them is meant is not said'), problems };
}

function withoutValue(shapes: readonly NamedShape[], why: string): RecomputedFigure[] {
  const straight = shapes.length === 2 && shapes.every(({ names }) => names.includes('length'));
  const own = new Set(shapes.flatMap(({ names }) => names));
  const names: Iterable<PlanarFigureName> = straight ? ['longAxis', 'shortAxis', 'angle'] : own;
  return [...names].map((name) => absent(name, why));
}

function isStraight(shape: MmShape): shape is Line {
  return shape.kind === 'line' && shape.points.length === 2;
}

function measureOne(shape: MmShape): GeometryFigures {
  const plain = (figures: readonly RecomputedFigure[]): GeometryFigures => ({ figures, problems: [] });
  switch (shape.kind) {
    case 'line':
      return plain(oneLine(shape));
    case 'axes': {
      const [a, b, c, d] = shape.points;
      return plain(twoAxes(between(a, b), between(c, d)));
    }
    case 'outline':
      return measureOutline(shape.points, shape.isSpatial);
    case 'ellipse':
      return plain(ellipseFigures(shape));
    case 'ellipsoid':
      return plain(ellipsoidFigures(shape.axes.map(lengthOf)));
    default:
      return plain([]);
  }
}

/** A line of two points has a long axis, or the short one where it is called so; one of three points has an angle. */
function oneLine({ points, purpose }: Line): RecomputedFigure[] {
  const length = points.reduce(
    (sum, point, i) => sum + (i > 0 ? lengthOf(between(points[i - 1], point)) : 0),
    0,
  );
  if (points.length === 2) {
    const axis = roleOf(purpose) === 'short' ? 'shortAxis' : 'longAxis';
    return [figure('length', length), figure(axis, length), figure('diameter', length)];
  }
  if (points.length > 3) return [figure('length', length)];
  return [
    figure('length', length),
    middleAngle(between(points[1], points[0]), between(points[1], points[2])),
  ];
}

function middleAngle(a: Vector3, b: Vector3): RecomputedFigure {
  if (!(lengthOf(a) > 0 && lengthOf(b) > 0)) return absent('angle', 'an arm of the angle has no length');
  return figure('angle', Math.atan2(lengthOf(cross(a, b)), dot(a, b)) * DEGREES);
}

/** Between two lines the smaller angle, 0 to 90: lines have no direction. */
function lineAngle(a: Vector3, b: Vector3): RecomputedFigure {
  return figure('angle', Math.atan2(lengthOf(cross(a, b)), Math.abs(dot(a, b))) * DEGREES);
}

function roleOf(purpose: Code | undefined): 'long' | 'short' | undefined {
  if (!purpose) return undefined;
  const key = codeKey(purpose);
  if (LONG_AXIS.has(key)) return 'long';
  return SHORT_AXIS.has(key) ? 'short' : undefined;
}

/** Long and short axis by what the lines are called, else by their lengths; and the angle between them. */
function twoLines(first: Line, second: Line): RecomputedFigure[] {
  const [a, b] = [first, second].map(({ points }) => between(points[0], points[1]));
  if (!a || !b) return [];
  const [roleA, roleB] = [roleOf(first.purpose), roleOf(second.purpose)];
  if (!roleA && !roleB) return twoAxes(a, b);
  if (roleA === roleB) {
    const why = 'both lines are called the same axis';
    return [absent('longAxis', why), absent('shortAxis', why), lineAngle(a, b)];
  }
  const firstIsLong = roleA === 'long' || roleB === 'short';
  const [long, short] = firstIsLong ? [a, b] : [b, a];
  return [figure('longAxis', lengthOf(long)), figure('shortAxis', lengthOf(short)), lineAngle(a, b)];
}

function twoAxes(a: Vector3, b: Vector3): RecomputedFigure[] {
  const [lengthA, lengthB] = [lengthOf(a), lengthOf(b)];
  return [
    figure('longAxis', Math.max(lengthA, lengthB)),
    figure('shortAxis', Math.min(lengthA, lengthB)),
    lineAngle(a, b),
  ];
}

function ellipseFigures({ first, second, isCircle }: Ellipse): RecomputedFigure[] {
  const { major, minor, area } = ellipseAxes(first, second);
  const round = major - minor <= CIRCLE_TOLERANCE * major;
  return [
    figure('perimeter', ellipsePerimeter(major, minor)),
    figure('longAxis', 2 * major),
    figure('shortAxis', 2 * minor),
    isCircle && !round
      ? absent('diameter', 'the pixels are not square: the circle is an ellipse in the patient')
      : figure('diameter', 2 * major),
    figure('area', area),
  ];
}

function ellipsoidFigures([a = 0, b = 0, c = 0]: readonly number[]): RecomputedFigure[] {
  return [
    figure('longAxis', 2 * Math.max(a, b, c)),
    figure('ellipsoidVolume', (4 / 3) * Math.PI * a * b * c),
  ];
}

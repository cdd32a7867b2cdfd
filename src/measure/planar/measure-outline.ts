import type { Vector3 } from '../../study/vectors.js';
import type { RecomputedFigure } from '../figures.js';
import { absent, figure, type GeometryFigures } from './figure.js';
import { flatten } from './flatten.js';
import { between, lengthOf } from './mm-shape.js';
import { longestDistance, type PlanePoint, type Strips, signedArea, sweep, turned } from './outline.js';

/** An outline in the patient may leave its plane by this, or by this share of its size: what decimals do. */
const OFF_PLANE_MM = 0.01;
const OFF_PLANE_SHARE = 1e-3;
/** Areas by the shoelace formula and by the even-odd rule differ by more than this share, or edges lie across each
 * other over more than this share of the length's square: it crosses itself. */
const CROSSING_SHARE = 1e-6;
/** An outline that is thinner than this share of its length encloses nothing. */
const THIN_SHARE = 1e-9;

/**
 * Perimeter, long and short axis and area of a closed outline.
 * @param corners mm, three or more, the first not repeated
 * @param isSpatial true where the corners have three coordinates of their own, so that they need not be planar
 */
export function measureOutline(corners: readonly Vector3[], isSpatial: boolean): GeometryFigures {
  const perimeter = figure(
    'perimeter',
    corners.reduce((sum, corner, i) => sum + lengthOf(between(corners.at(i - 1), corner)), 0),
  );
  const flat = flatten(corners);
  if (!flat) return nothingWithin();
  if (isSpatial && flat.offPlaneMm > Math.max(OFF_PLANE_MM, OFF_PLANE_SHARE * flat.extentMm)) {
    const why = 'the outline is not planar';
    const lost = (['longAxis', 'shortAxis', 'diameter', 'area'] as const).map((name) => absent(name, why));
    return { figures: [perimeter, ...lost], problems: [{ code: 'contour-not-planar', detail: why }] };
  }
  return withPerimeter(perimeter, inPlane(flat.points));
}

function withPerimeter(perimeter: RecomputedFigure, rest: GeometryFigures | undefined): GeometryFigures {
  return rest ? { figures: [perimeter, ...rest.figures], problems: rest.problems } : nothingWithin();
}

/** All but the perimeter; undefined where the outline encloses nothing. */
function inPlane(points: readonly PlanePoint[]): GeometryFigures | undefined {
  const { length, directions } = longestDistance(points);
  const strips = sweepAll(points, directions);
  const axes = [figure('longAxis', length), figure('diameter', length)];
  const [strip] = strips;
  if (!strip) {
    const why = 'the outline has too many edges side by side';
    return { figures: [...axes, absent('shortAxis', why), absent('area', why)], problems: [] };
  }
  const { area: evenOdd, crossed } = strip;
  const area = Math.abs(signedArea(points));
  const crosses =
    crossed > CROSSING_SHARE * length * length ||
    Math.abs(area - evenOdd) > CROSSING_SHARE * Math.max(area, evenOdd, THIN_SHARE * length * length);
  if (!crosses && evenOdd <= THIN_SHARE * length * length) return undefined;
  if (crosses) {
    const why = 'the outline crosses itself';
    return {
      figures: [...axes, absent('shortAxis', why), absent('area', why)],
      problems: [{ code: 'contour-crosses-itself', detail: why }],
    };
  }
  const shortAxis = Math.max(...strips.map(({ chord }) => chord));
  return {
    figures: [...axes, figure('shortAxis', shortAxis), figure('area', area)],
    problems: [],
  };
}

/** One sweep for each direction; none where the first is too much work already. */
function sweepAll(points: readonly PlanePoint[], directions: readonly PlanePoint[]): Strips[] {
  const strips: Strips[] = [];
  for (const direction of directions) {
    const strip = sweep(turned(points, direction));
    if (!strip) return [];
    strips.push(strip);
  }
  return strips;
}

function nothingWithin(): GeometryFigures {
  const why = 'all points of the outline lie on one line';
  const names = ['perimeter', 'longAxis', 'shortAxis', 'diameter', 'area'] as const;
  return {
    figures: names.map((name) => absent(name, why)),
    problems: [{ code: 'contour-too-short', detail: why }],
  };
}

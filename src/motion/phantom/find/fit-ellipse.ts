import { solve } from '../../realign/linear.js';
import { finiteMedian, robustDeviation } from '../../slices/robust.js';

/** A point in a slice, mm from its first pixel's centre. */
export type PointMm = readonly [number, number];

/** An ellipse whose axes lie along rows and columns, mm. */
export interface Ellipse {
  readonly centre: PointMm;
  readonly halfAxes: readonly [number, number];
}

/** An ellipse and the points that lie on it. */
export interface FittedEllipse extends Ellipse {
  readonly on: number;
  /** Root mean square distance of the points that lie on it. */
  readonly roughness: number;
}

const ROUNDS = 12;
/** Points farther off than so many robust standard deviations are not on the outline… */
const OUTLYING = 3;
/** …unless they are nearer than this share of its radius. */
const NEAR_SHARE = 0.002;

/** Distance of a point from an ellipse's edge along the ray from its centre, mm; positive outside. */
export function distanceFrom({ centre, halfAxes }: Ellipse, [x, y]: PointMm): number {
  const [dx, dy] = [x - centre[0], y - centre[1]];
  const share = Math.hypot(dx / halfAxes[0], dy / halfAxes[1]);
  return share > 0 ? Math.hypot(dx, dy) * (1 - 1 / share) : -Math.min(...halfAxes);
}

/**
 * The ellipse through points, by least squares; points off it are left out and it is fitted again until none changes.
 * @returns undefined where the points do not lie round an ellipse
 */
export function fitEllipse(points: readonly PointMm[]): FittedEllipse | undefined {
  let ellipse = medianCircle(points);
  let kept: readonly PointMm[] = points;
  for (let round = 0; round < ROUNDS && ellipse; round++) {
    const last = ellipse;
    const distances = points.map((point) => distanceFrom(last, point));
    const radius = Math.sqrt(last.halfAxes[0] * last.halfAxes[1]);
    const allowed = Math.max(OUTLYING * robustDeviation(distances), NEAR_SHARE * radius);
    const middle = round === 0 ? finiteMedian(distances) : 0;
    const before = kept;
    kept = points.filter((_, i) => Math.abs((distances[i] ?? 0) - middle) <= allowed);
    ellipse = leastSquares(kept, last);
    if (round > 0 && kept.length === before.length && kept.every((point, i) => point === before[i])) break;
  }
  if (!ellipse || kept.length < 8) return undefined;
  const found = ellipse;
  const squares = kept.reduce((sum, point) => sum + distanceFrom(found, point) ** 2, 0);
  return { ...found, on: kept.length, roughness: Math.sqrt(squares / kept.length) };
}

/** The circle about the middle of the points' extremes: robust enough to begin with. */
function medianCircle(points: readonly PointMm[]): Ellipse | undefined {
  if (points.length < 8) return undefined;
  const first = leastSquares(points, { centre: meanOf(points), halfAxes: [1, 1] });
  if (first) return first;
  const centre = meanOf(points);
  const radius = finiteMedian(points.map(([x, y]) => Math.hypot(x - centre[0], y - centre[1])));
  return radius > 0 ? { centre, halfAxes: [radius, radius] } : undefined;
}

function meanOf(points: readonly PointMm[]): PointMm {
  const sum = points.reduce(([x, y], point) => [x + point[0], y + point[1]] as const, [0, 0] as const);
  return [sum[0] / points.length, sum[1] / points.length];
}

/** a·x² + b·y² + c·x + d·y = 1, solved about a point and at a scale near the ellipse's, so that it is well conditioned. */
function leastSquares(points: readonly PointMm[], about: Ellipse): Ellipse | undefined {
  const [x0, y0] = about.centre;
  const scale = Math.max(1e-9, ...about.halfAxes);
  const a = new Float64Array(16);
  const b = new Float64Array(4);
  const row = new Float64Array(4);
  for (const [px, py] of points) {
    const [x, y] = [(px - x0) / scale, (py - y0) / scale];
    row.set([x * x, y * y, x, y]);
    for (let i = 0; i < 4; i++) {
      b[i] = (b[i] ?? 0) + (row[i] ?? 0);
      for (let j = 0; j < 4; j++) a[4 * i + j] = (a[4 * i + j] ?? 0) + (row[i] ?? 0) * (row[j] ?? 0);
    }
  }
  const solved = solve(a, b);
  return solved && ellipseOf(solved, [x0, y0], scale);
}

function ellipseOf(solved: Float64Array, [x0, y0]: PointMm, scale: number): Ellipse | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = solved;
  if (!(a > 0) || !(b > 0)) return undefined;
  const [cx, cy] = [-c / (2 * a), -d / (2 * b)];
  const size = 1 + a * cx * cx + b * cy * cy;
  const halfAxes = [scale * Math.sqrt(size / a), scale * Math.sqrt(size / b)] as const;
  return halfAxes.every(Number.isFinite)
    ? { centre: [x0 + scale * cx, y0 + scale * cy], halfAxes }
    : undefined;
}

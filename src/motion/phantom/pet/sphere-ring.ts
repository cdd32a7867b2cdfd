import type { Vector3 } from '../../../study/vectors.js';
import { finiteMedian } from '../../slices/robust.js';

/** Where the spheres of a ring lie; which is which is not said. */
interface SphereRing {
  /** Mean of their centres, in the axes of the points. */
  readonly centreMm: Vector3;
  /** Centres by their place round the ring, from the first axis towards the second. */
  readonly placesMm: readonly Vector3[];
  /** Places at which a point was found. */
  readonly found: number;
  /** Root mean square distance of the points from their places, mm. */
  readonly residualMm: number;
}

/** The ring that is looked for: `count` places at equal angles. */
interface RingShape {
  readonly count: number;
  readonly radiusMm: number;
}

/** A point may be this far from its place before the ring is fitted, and this far after. */
const NEAR_MM = 7;
const MOST_RESIDUAL_MM = 3;
/** One place may be empty: the smallest sphere is not always seen. */
const MOST_MISSING = 1;
const LEAST_FOUND = 3;

interface Placed {
  readonly place: number;
  readonly point: Vector3;
}

/**
 * Finds points that lie on a ring of known radius, at equal angles, in a plane across the third axis. Every two points
 * and every number of places between them suggest a ring; the one that most points agree with is fitted by least
 * squares (Umeyama 1991, IEEE Trans Pattern Anal 13:376, without scale).
 * @param points mm
 * @returns undefined where none is sure
 */
export function fitRing(points: readonly Vector3[], shape: RingShape): SphereRing | undefined {
  let best: SphereRing | undefined;
  for (const [n, a] of points.entries()) {
    for (const b of points.slice(n + 1)) {
      for (const centre of circleCentres(a, b, shape.radiusMm)) {
        const ring = ringFrom(points, { centre, first: a, shape });
        if (ring && (!best || isBetter(ring, best))) best = ring;
      }
    }
  }
  return best;
}

function isBetter(a: SphereRing, b: SphereRing): boolean {
  return a.found === b.found ? a.residualMm < b.residualMm : a.found > b.found;
}

/** The centres of the two circles of a radius through two points, in the plane of the first two axes. */
function circleCentres(a: Vector3, b: Vector3, radiusMm: number): (readonly [number, number])[] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const chord = Math.hypot(dx, dy);
  if (chord < radiusMm / 4) return [];
  // Opposite places are a diameter apart, which noise may lengthen.
  const height = Math.sqrt(Math.max(0, radiusMm ** 2 - chord ** 2 / 4)) / chord;
  if (chord > 2 * radiusMm + NEAR_MM) return [];
  const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  return [
    [x - dy * height, y + dx * height],
    [x + dy * height, y - dx * height],
  ];
}

interface Suggestion {
  readonly centre: readonly [number, number];
  readonly first: Vector3;
  readonly shape: RingShape;
}

function ringFrom(points: readonly Vector3[], { centre, first, shape }: Suggestion): SphereRing | undefined {
  const zero = Math.atan2(first[1] - centre[1], first[0] - centre[0]);
  const level = finiteMedian(points.filter((p) => isNearRing(p, centre, shape)).map((p) => p[2]));
  const nearest = new Map<number, { point: Vector3; mm: number }>();
  for (const point of points) {
    const turn = (Math.atan2(point[1] - centre[1], point[0] - centre[0]) - zero) / (2 * Math.PI);
    const steps = Math.round(turn * shape.count);
    const place = ((steps % shape.count) + shape.count) % shape.count;
    const ideal = onRing(centre, zero + (2 * Math.PI * place) / shape.count, shape.radiusMm);
    const mm = Math.hypot(point[0] - ideal[0], point[1] - ideal[1], point[2] - level);
    if (mm <= NEAR_MM && mm < (nearest.get(place)?.mm ?? NEAR_MM + 1)) nearest.set(place, { point, mm });
  }
  if (nearest.size < Math.max(LEAST_FOUND, shape.count - MOST_MISSING)) return undefined;
  const ring = fitted(
    Array.from(nearest, ([place, { point }]) => ({ place, point })),
    shape,
  );
  return ring.residualMm <= MOST_RESIDUAL_MM ? ring : undefined;
}

function isNearRing(point: Vector3, centre: readonly [number, number], { radiusMm }: RingShape): boolean {
  return Math.abs(Math.hypot(point[0] - centre[0], point[1] - centre[1]) - radiusMm) <= NEAR_MM;
}

function onRing(centre: readonly [number, number], angle: number, radiusMm: number): [number, number] {
  return [centre[0] + radiusMm * Math.cos(angle), centre[1] + radiusMm * Math.sin(angle)];
}

/** The rotation and translation that bring the places nearest to their points; all in one plane. */
function fitted(placed: readonly Placed[], { count, radiusMm }: RingShape): SphereRing {
  const ideal = (place: number): [number, number] => onRing([0, 0], (2 * Math.PI * place) / count, radiusMm);
  const mean = (of: (p: Placed) => number): number =>
    placed.reduce((sum, p) => sum + of(p), 0) / placed.length;
  const from = [mean((p) => ideal(p.place)[0]), mean((p) => ideal(p.place)[1])] as const;
  const to: Vector3 = [mean((p) => p.point[0]), mean((p) => p.point[1]), mean((p) => p.point[2])];
  let [cosine, sine] = [0, 0];
  for (const { place, point } of placed) {
    const [x, y] = ideal(place);
    const [u, v, s, t] = [x - from[0], y - from[1], point[0] - to[0], point[1] - to[1]];
    cosine += u * s + v * t;
    sine += u * t - v * s;
  }
  const angle = Math.atan2(sine, cosine);
  const turned = (x: number, y: number): [number, number] => [
    x * Math.cos(angle) - y * Math.sin(angle),
    x * Math.sin(angle) + y * Math.cos(angle),
  ];
  const shift = turned(from[0], from[1]);
  const centreMm: Vector3 = [to[0] - shift[0], to[1] - shift[1], to[2]];
  const placesMm = Array.from({ length: count }, (_, place): Vector3 => {
    const [x, y] = turned(...ideal(place));
    return [centreMm[0] + x, centreMm[1] + y, centreMm[2]];
  });
  const squares = mean(({ place, point }) => {
    const at = placesMm[place] ?? centreMm;
    return (at[0] - point[0]) ** 2 + (at[1] - point[1]) ** 2 + (at[2] - point[2]) ** 2;
  });
  return { centreMm, placesMm, found: placed.length, residualMm: Math.sqrt(squares) };
}

import { placeOf, placesOf } from '../../study/slice-grid.js';
import { cross, dot, type Vector3 } from '../../study/vectors.js';
import type { Contour } from './structure-set.js';

/** Points of a contour may lie this far from one plane, mm: coordinates are rounded. */
const PLANAR_MM = 0.1;
/** Contours closer than this along their normal share a plane, mm. */
const SAME_PLANE_MM = 0.05;

/** Closed contours sorted into parallel planes, without images. */
export interface ContourPlanes {
  /** Places of the planes along their normal, mm, rising. */
  readonly placesMm: readonly number[];
  /** Outlines of each plane: x and y of each corner, mm in the plane. */
  readonly outlines: readonly (readonly Float64Array[])[];
  /** Contours that bend, or that do not lie parallel to the largest one. */
  readonly leaning: number;
}

/** Sorts closed contours into planes that are parallel to the largest of them. */
export function contourPlanes(contours: readonly Contour[]): ContourPlanes {
  const normal = commonNormal(contours);
  const [across, down] = inPlane(normal);
  const origin = firstPoint(contours[0]);
  const flat = contours.map(({ pointsMm }) => flattened(pointsMm, { origin, across, down, normal }));
  const planar = flat.filter(({ spreadMm }) => spreadMm <= PLANAR_MM);
  const placesMm = placesOf(
    planar.map(({ placeMm }) => placeMm),
    SAME_PLANE_MM,
  );
  const outlines = placesMm.map((): Float64Array[] => []);
  for (const { placeMm, outline } of planar) outlines[placeOf(placesMm, placeMm)]?.push(outline);
  return { placesMm, outlines, leaning: contours.length - planar.length };
}

function firstPoint(contour: Contour | undefined): Vector3 {
  return [contour?.pointsMm[0] ?? 0, contour?.pointsMm[1] ?? 0, contour?.pointsMm[2] ?? 0];
}

/** Unit normal of the contour with the largest area vector (Newell's sum of cross products); any where all are lines. */
function commonNormal(contours: readonly Contour[]): Vector3 {
  let largest: Vector3 = [0, 0, 0];
  for (const { pointsMm } of contours) {
    const vector = areaVector(pointsMm);
    if (dot(vector, vector) > dot(largest, largest)) largest = vector;
  }
  const length = Math.hypot(...largest);
  return length > 0 ? [largest[0] / length, largest[1] / length, largest[2] / length] : [0, 0, 1];
}

function areaVector(points: Float64Array): Vector3 {
  const [x0 = 0, y0 = 0, z0 = 0] = points;
  let [x, y, z] = [0, 0, 0];
  for (let at = 3; at + 5 < points.length; at += 3) {
    const [ax, ay, az] = [(points[at] ?? 0) - x0, (points[at + 1] ?? 0) - y0, (points[at + 2] ?? 0) - z0];
    const [bx, by, bz] = [(points[at + 3] ?? 0) - x0, (points[at + 4] ?? 0) - y0, (points[at + 5] ?? 0) - z0];
    x += ay * bz - az * by;
    y += az * bx - ax * bz;
    z += ax * by - ay * bx;
  }
  return [x, y, z];
}

/** Two unit vectors at right angles to the normal and to each other. */
function inPlane(normal: Vector3): readonly [Vector3, Vector3] {
  const sizes = normal.map(Math.abs);
  const least = sizes.indexOf(Math.min(...sizes));
  const [x, y, z] = cross(normal, [Number(least === 0), Number(least === 1), Number(least === 2)]);
  const length = Math.hypot(x, y, z);
  const across: Vector3 = [x / length, y / length, z / length];
  return [across, cross(normal, across)];
}

interface PlaneAxes {
  readonly origin: Vector3;
  readonly across: Vector3;
  readonly down: Vector3;
  readonly normal: Vector3;
}

function flattened(points: Float64Array, { origin, across, down, normal }: PlaneAxes) {
  const outline = new Float64Array((points.length / 3) * 2);
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0, to = 0; at < points.length; at += 3, to += 2) {
    const x = (points[at] ?? 0) - origin[0];
    const y = (points[at + 1] ?? 0) - origin[1];
    const z = (points[at + 2] ?? 0) - origin[2];
    outline[to] = across[0] * x + across[1] * y + across[2] * z;
    outline[to + 1] = down[0] * x + down[1] * y + down[2] * z;
    const place = normal[0] * x + normal[1] * y + normal[2] * z;
    lowest = Math.min(lowest, place);
    highest = Math.max(highest, place);
  }
  return { outline, placeMm: (lowest + highest) / 2, spreadMm: highest - lowest };
}

import { cross, dot, type Vector3 } from '../../study/vectors.js';
import { lengthOf } from './mm-shape.js';

/** Half axes and area of an ellipse. */
export interface EllipseAxes {
  readonly major: number;
  readonly minor: number;
  readonly area: number;
}

/**
 * The axes of an ellipse by two conjugate half diameters u and v: the singular values of (u v). Such are the ends of
 * axes that were drawn on pixels that are not square: an affine image of an ellipse is one, its axes are others.
 */
export function ellipseAxes(u: Vector3, v: Vector3): EllipseAxes {
  const [uu, vv, uv] = [dot(u, u), dot(v, v), dot(u, v)];
  const major = Math.sqrt((uu + vv + Math.hypot(uu - vv, 2 * uv)) / 2);
  const det = lengthOf(cross(u, v));
  return { major, minor: det / major, area: Math.PI * det };
}

/**
 * Perimeter of an ellipse by its half axes: the complete elliptic integral of the second kind by the
 * arithmetic-geometric mean (NIST DLMF 19.8.6), exact to the last digits of a double.
 */
export function ellipsePerimeter(major: number, minor: number): number {
  let [a, b] = [major, minor];
  let sum = a * a;
  let weight = 0.5;
  let c2 = a * a - b * b;
  for (let n = 0; n < 40; n++) {
    sum -= weight * c2;
    const half = (a - b) / 2;
    [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
    c2 = half * half;
    weight *= 2;
    if (c2 <= Number.EPSILON * Number.EPSILON * a * a) break;
  }
  return (2 * Math.PI * sum) / a;
}

import type { Vector3 } from '../study/vectors.js';
import { inverseRigid, type Matrix4, product, type RigidParameters } from './rigid.js';

/** Power et al. 2012, NeuroImage 59: rotations count as arcs on a sphere of this radius. */
const POWER_RADIUS_MM = 50;
/** Jenkinson 1999, FSL TR99MJ1: the head as a sphere of this radius. */
const JENKINSON_RADIUS_MM = 80;
const RAD = Math.PI / 180;

/** Power et al. 2012: Σ|Δt| + 50 mm · Σ|Δrotation|, mm. */
export function fdPowerMm(now: RigidParameters, before: RigidParameters): number {
  const translation = change(now.translationMm, before.translationMm);
  return translation + POWER_RADIUS_MM * RAD * change(now.rotationDeg, before.rotationDeg);
}

function change(now: Vector3, before: Vector3): number {
  return now.reduce((sum, value, axis) => sum + Math.abs(value - (before[axis] ?? 0)), 0);
}

/**
 * RMS distance in mm, over a sphere of 80 mm about `centre`, between where two movements take a point:
 * √(R²/5 · tr(AᵀA) + bᵀb) (Jenkinson 1999, FSL TR99MJ1).
 */
export function fdJenkinsonMm(now: Matrix4, before: Matrix4, centre: Vector3): number {
  // How points are moved from where they were to where they are, less the identity: x → A·x + b.
  const between = product(now, inverseRigid(before));
  let [trace, shift] = [0, 0];
  for (let row = 0; row < 3; row++) {
    let b = between[row * 4 + 3] ?? 0;
    for (let column = 0; column < 3; column++) {
      const a = (between[row * 4 + column] ?? 0) - (row === column ? 1 : 0);
      trace += a * a;
      b += a * (centre[column] ?? 0);
    }
    shift += b * b;
  }
  return Math.sqrt((JENKINSON_RADIUS_MM ** 2 / 5) * trace + shift);
}

import type { Vector3 } from '../../../study/vectors.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import type { InstanceValues } from './instance-values.js';

/** The gradient direction of a volume as a unit vector; undefined where none is stated, or a zero vector is. */
export function directionOf(values: InstanceValues, plan: PlannedVolume): Vector3 | undefined {
  const text = values.separator('DiffusionGradientOrientation', plan);
  if (text === undefined) return undefined;
  const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = String(text).split('\\').map(Number);
  const length = Math.hypot(x, y, z);
  return length > 0 && Number.isFinite(length) ? [x / length, y / length, z / length] : undefined;
}

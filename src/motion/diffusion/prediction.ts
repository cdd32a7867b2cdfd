import type { Square } from '../realign/linear.js';

/** Values of mask voxels, volume after volume; NaN where a volume does not reach. */
export interface RealignedValues {
  readonly members: number;
  readonly voxels: number;
  readonly values: Float32Array;
}

/** Logarithms are not taken of less than this share of the mean: noise alone, or none, is below. */
const FLOOR_SHARE = 0.02;

/**
 * Logarithms of realigned values. Where a volume does not reach, the mean of those that do stands; where none does, the
 * logarithm of the floor.
 */
export function logarithms({ members, voxels, values }: RealignedValues): RealignedValues {
  const floor = Math.max(FLOOR_SHARE * meanOf(values), Number.MIN_VALUE);
  const logs = Float32Array.from(values, (value) => Math.log(Math.max(value, floor)));
  for (let voxel = 0; voxel < voxels; voxel++) {
    let [sum, known] = [0, 0];
    for (let n = voxel; n < logs.length; n += voxels) {
      const value = logs[n] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      known++;
    }
    if (known === members) continue;
    const filling = known > 0 ? sum / known : Math.log(floor);
    for (let n = voxel; n < logs.length; n += voxels) if (Number.isNaN(logs[n])) logs[n] = filling;
  }
  return { members, voxels, values: logs };
}

function meanOf(values: Float32Array): number {
  let [sum, known] = [0, 0];
  for (let n = 0; n < values.length; n++) {
    const value = values[n] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    known++;
  }
  return known > 0 ? sum / known : 0;
}

/**
 * What the model says a volume looks like at its gradient direction, where the group's volumes lie now. Its own value
 * counts, by its leverage: without it, volumes would step too far where directions are few, and not settle.
 * @param member its row of the hat matrix
 * @param out a whole volume that holds what is taken outside the mask
 */
export function predictInto(out: Float32Array, { logs, hat, member, mask }: Prediction): void {
  const { members, voxels, values } = logs;
  const sums = new Float64Array(voxels);
  for (let other = 0; other < members; other++) {
    const weight = hat[member * members + other] ?? 0;
    const from = other * voxels;
    for (let voxel = 0; voxel < voxels; voxel++) {
      sums[voxel] = (sums[voxel] ?? 0) + weight * (values[from + voxel] ?? 0);
    }
  }
  let voxel = 0;
  for (let n = 0; n < mask.length; n++) if (mask[n] === 1) out[n] = Math.exp(sums[voxel++] ?? 0);
}

/** What a prediction is made from. */
export interface Prediction {
  readonly logs: RealignedValues;
  readonly hat: Square;
  readonly member: number;
  /** 1 for each voxel that there are values of. */
  readonly mask: Uint8Array;
}

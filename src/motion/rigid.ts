import type { Vector3 } from '../study/vectors.js';
import type { VolumeGrid } from '../study/volume/grid.js';

/** A 4 × 4 matrix, row by row, that moves points in patient coordinates (LPS, mm). */
export type Matrix4 = Float64Array;

/** Where voxels lie: what realignment needs of a volume's grid. */
export type MotionGrid = Pick<VolumeGrid, 'dims' | 'affine' | 'spacingMm'>;

/**
 * A rigid movement: a point x goes to `R (x − c) + c + t`; c is the volume's centre, t the translation along the
 * patient's axes (LPS, mm), and `R = Rz · Ry · Rx` turns right-handed about the patient's x axis first, then y, then z.
 */
export interface RigidParameters {
  readonly translationMm: Vector3;
  readonly rotationDeg: Vector3;
}

const RAD = Math.PI / 180;

/** The matrix that moves nothing. */
export function identity(): Matrix4 {
  return Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
}

/** Centre of a volume: the middle between its first and its last voxel's centre, patient LPS mm. */
export function centreOf({ dims, affine }: MotionGrid): Vector3 {
  const half = dims.map((n) => (n - 1) / 2);
  const row = (at: number): number =>
    half.reduce((sum, n, axis) => sum + n * (affine[at + axis] ?? 0), affine[at + 3] ?? 0);
  return [row(0), row(4), row(8)];
}

/** First `b`, then `a`. */
export function product(a: Matrix4, b: Matrix4): Matrix4 {
  const out = new Float64Array(16);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += (a[i * 4 + k] ?? 0) * (b[k * 4 + j] ?? 0);
      out[i * 4 + j] = sum;
    }
  }
  return out;
}

/** The movement that takes a rigid one back. */
export function inverseRigid(m: Matrix4): Matrix4 {
  const out = identity();
  for (let i = 0; i < 3; i++) {
    let moved = 0;
    for (let j = 0; j < 3; j++) {
      out[i * 4 + j] = m[j * 4 + i] ?? 0;
      moved += (m[j * 4 + i] ?? 0) * (m[j * 4 + 3] ?? 0);
    }
    out[i * 4 + 3] = -moved;
  }
  return out;
}

/** The matrix of a movement about `centre`: a point's position before → its position after. */
export function rigidMatrix({ translationMm: t, rotationDeg }: RigidParameters, centre: Vector3): Matrix4 {
  const [cx, cy, cz] = rotationDeg.map((angle) => Math.cos(angle * RAD)) as unknown as Vector3;
  const [sx, sy, sz] = rotationDeg.map((angle) => Math.sin(angle * RAD)) as unknown as Vector3;
  const out = identity();
  out.set([cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx], 0);
  out.set([sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx], 4);
  out.set([-sy, cy * sx, cy * cx], 8);
  for (let i = 0; i < 3; i++) {
    const turned = centre.reduce((sum, c, j) => sum + c * (out[i * 4 + j] ?? 0), 0);
    out[i * 4 + 3] = (centre[i] ?? 0) + (t[i] ?? 0) - turned;
  }
  return out;
}

/** The six parameters of a rigid matrix; rotation about y within ±90°. */
export function rigidParameters(m: Matrix4, centre: Vector3): RigidParameters {
  const at = (i: number): number => m[i] ?? 0;
  const moved = [0, 4, 8].map(
    (row) => at(row) * centre[0] + at(row + 1) * centre[1] + at(row + 2) * centre[2] + at(row + 3),
  );
  return {
    translationMm: [(moved[0] ?? 0) - centre[0], (moved[1] ?? 0) - centre[1], (moved[2] ?? 0) - centre[2]],
    rotationDeg: [
      Math.atan2(at(9), at(10)) / RAD,
      Math.asin(Math.max(-1, Math.min(1, -at(8)))) / RAD,
      Math.atan2(at(4), at(0)) / RAD,
    ],
  };
}

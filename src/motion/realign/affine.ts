import type { Matrix4, MotionGrid } from '../rigid.js';
import { product } from '../rigid.js';

/** The inverse of a grid's affine: patient LPS mm → voxel index. NaN everywhere where the grid is flat. */
export function inverseAffine(m: Matrix4): Matrix4 {
  const at = (i: number): number => m[i] ?? 0;
  const cofactor = (r: number, c: number): number => {
    const [r1, r2, c1, c2] = [(r + 1) % 3, (r + 2) % 3, (c + 1) % 3, (c + 2) % 3];
    return at(r1 * 4 + c1) * at(r2 * 4 + c2) - at(r1 * 4 + c2) * at(r2 * 4 + c1);
  };
  const determinant = at(0) * cofactor(0, 0) + at(1) * cofactor(0, 1) + at(2) * cofactor(0, 2);
  const out = new Float64Array(16);
  for (let i = 0; i < 3; i++) {
    let moved = 0;
    for (let j = 0; j < 3; j++) {
      const element = determinant === 0 ? Number.NaN : cofactor(j, i) / determinant;
      out[i * 4 + j] = element;
      moved += element * at(j * 4 + 3);
    }
    out[i * 4 + 3] = -moved;
  }
  out[15] = 1;
  return out;
}

/** Voxel indices of one grid → those of another, after a movement of the patient: to⁻¹ · moved · from. */
export function voxelToVoxel(of: { from: Matrix4; moved: Matrix4; to: Matrix4 }): Matrix4 {
  return product(inverseAffine(of.to), product(of.moved, of.from));
}

/** How far two movements take a grid's corners apart at most. */
export function furthestMm({ dims, affine }: MotionGrid, a: Matrix4, b: Matrix4): number {
  const [toA, toB] = [product(a, affine), product(b, affine)];
  let furthest = 0;
  for (let corner = 0; corner < 8; corner++) {
    const index = [...dims.map((count, axis) => ((corner >> axis) & 1) * (count - 1)), 1];
    const apart = [0, 4, 8].map((row) =>
      index.reduce((sum, n, axis) => sum + n * ((toA[row + axis] ?? 0) - (toB[row + axis] ?? 0)), 0),
    );
    furthest = Math.max(furthest, Math.hypot(...apart));
  }
  return furthest;
}

import type { Vector3 } from '../../study/vectors.js';
import { inverse, type Square } from '../realign/linear.js';

/** Terms of the model: one that is the same for all directions, and five that are not. */
export const TERMS = 6;

const [ROOT_5, ROOT_15] = [Math.sqrt(5), Math.sqrt(15)];

/**
 * A symmetric tensor's quadratic form along a unit vector, gᵀ M g, as six terms of equal weight over the sphere: the real
 * spherical harmonics of order 0 and 2. The first is the same for all directions. Basser et al. 1994: ln S is linear in
 * them.
 */
export function tensorTerms([x, y, z]: Vector3): Float64Array {
  return Float64Array.of(
    1,
    ROOT_15 * x * y,
    ROOT_15 * y * z,
    (ROOT_5 / 2) * (3 * z * z - 1),
    ROOT_15 * x * z,
    (ROOT_15 / 2) * (x * x - y * y),
  );
}

/**
 * What least squares over these directions make of the logarithms of a voxel: row i holds what each direction's value
 * counts for in the prediction along the i-th.
 * @returns n × n; undefined where the directions do not determine a tensor
 */
export function hatMatrix(directions: readonly Vector3[]): Square | undefined {
  const count = directions.length;
  const rows = directions.map(tensorTerms);
  const normal = new Float64Array(TERMS * TERMS);
  for (const row of rows) {
    for (let n = 0; n < normal.length; n++) {
      normal[n] = (normal[n] ?? 0) + (row[Math.floor(n / TERMS)] ?? 0) * (row[n % TERMS] ?? 0);
    }
  }
  const solved = inverse(normal, TERMS);
  if (!solved) return undefined;
  return Float64Array.from({ length: count * count }, (_, n) => {
    const [a, b] = [rows[Math.floor(n / count)], rows[n % count]];
    let sum = 0;
    for (let i = 0; i < TERMS; i++) {
      for (let j = 0; j < TERMS; j++) sum += (a?.[i] ?? 0) * (solved[i * TERMS + j] ?? 0) * (b?.[j] ?? 0);
    }
    return sum;
  });
}

/** The largest share that a direction's own value has in its prediction: 1 where no other tells anything of it. */
export function largestLeverage(hat: Square, count: number): number {
  let largest = 0;
  for (let i = 0; i < count; i++) largest = Math.max(largest, hat[i * (count + 1)] ?? 0);
  return largest;
}

import type { Vector3 } from '../../../src/study/vectors.js';

/** How far a transform lies from the true one. */
export interface AlignmentError {
  /** Jenkinson's RMS distance over a sphere of 80 mm about the centre. */
  readonly rmsMm: number;
  /** The angle of the rotation that is left between the two. */
  readonly rotationDeg: number;
}

const RADIUS_MM = 80;

/**
 * Compares two rigid matrices (4 × 4, row by row, patient LPS, mm). Written apart from the product's own figures, which
 * it judges. M. Jenkinson, FMRIB TR99MJ1: E² = R²/5 · tr(AᵀA) + |t + A c|².
 */
export function alignmentError(
  found: ArrayLike<number>,
  truth: ArrayLike<number>,
  centre: Vector3,
): AlignmentError {
  const difference = (i: number): number => (found[i] ?? Number.NaN) - (truth[i] ?? Number.NaN);
  let [square, chord] = [0, 0];
  for (const row of [0, 4, 8]) {
    let shift = difference(row + 3);
    for (const column of [0, 1, 2]) {
      square += (RADIUS_MM ** 2 / 5) * difference(row + column) ** 2;
      chord += difference(row + column) ** 2;
      shift += difference(row + column) * (centre[column] ?? 0);
    }
    square += shift ** 2;
  }
  // |R₁ − R₂|² = 8 sin²(angle / 2): unlike the trace it keeps its digits where the angle is small.
  const angle = 2 * Math.asin(Math.min(1, Math.sqrt(chord / 8)));
  return { rmsMm: Math.sqrt(square), rotationDeg: (angle * 180) / Math.PI };
}

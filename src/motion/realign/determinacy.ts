import type { Matrix4, MotionGrid } from '../rigid.js';
import { voxelToVoxel } from './affine.js';
import { splineAlong, splineCoefficients } from './bspline.js';
import { COLUMNS, columnsOf, gram } from './columns.js';
import type { Level } from './level.js';
import { corner, eigenvalues, freeOfFirst, freeOfLast, type Square } from './linear.js';
import { kernelSquare } from './quality.js';
import { FINE_FWHM_MM, type Reference } from './reference.js';
import { smooth } from './smooth.js';

/** How well an object's shape determines each movement, noise left out. */
export interface Determinacy {
  /** Whether translations and rotations can be told. */
  readonly translation: boolean;
  readonly rotation: boolean;
  /**
   * The weakest movement's information as a share of the strongest's: eigenvalues of the signal's part of the normal
   * matrix, rotations taken at 50 mm. The noise's part is left out by taking gradients from two volumes.
   */
  readonly weakest: number;
}

/** A volume with where it lies to the reference. */
export interface AlignedVolume {
  readonly values: Float32Array;
  readonly grid: MotionGrid;
  readonly transform: Matrix4;
}

/** Information below this share of the strongest translation's is that of voxels and borders, not of a shape. */
const LEAST_SHARE = 0.003;
/** Information must exceed its own uncertainty this many times. */
const SURE = 5;
const MOVEMENTS = 6;

/**
 * Tells from the reference and a few volumes aligned to it what can be measured on this object: a sphere has no
 * rotation. Noise has gradients too, and makes the normal matrix of one volume look well conditioned; but noise of two
 * volumes is independent, so that Σ column₁ · column₂ᵀ, with the columns of two volumes at the same voxels, expects the
 * signal alone. Without another volume nothing is determined.
 */
export function determinacy(reference: Reference, others: readonly AlignedVolume[]): Determinacy {
  const measured = others.map((other) => crossInformation(reference, other));
  const voxels = Math.min(...measured.map((one) => one.voxels));
  if (measured.length === 0 || !(voxels > COLUMNS))
    return { translation: false, rotation: false, weakest: Number.NaN };
  const signal = movements(mean(measured.map(({ cross }) => cross)));
  const noise = movements(mean(measured.map(({ noise: one }) => one)));
  const all = eigenvalues(signal, MOVEMENTS);
  const translations = eigenvalues(corner(signal, MOVEMENTS, 3), 3);
  const rotations = eigenvalues(freeOfFirst(signal, MOVEMENTS, 3), 3);
  // Σ n₁ · n₂ of two noises has the standard deviation Σ n² / √(independent voxels).
  const independent = voxels * kernelSquare(reference.fine) * measured.length;
  const sure = (diagonal: readonly number[]): number =>
    (SURE * Math.max(...diagonal.map((n) => noise[n * (MOVEMENTS + 1)] ?? 0))) / Math.sqrt(independent);
  const least = LEAST_SHARE * (translations.at(-1) ?? 0);
  const isTold = ([weakest = Number.NaN]: readonly number[], limit: number): boolean =>
    weakest > 0 && weakest >= least && weakest > limit;
  const translation = isTold(translations, sure([0, 1, 2]));
  return {
    translation,
    rotation: translation && isTold(rotations, sure([3, 4, 5])),
    weakest: (all[0] ?? Number.NaN) / (all.at(-1) ?? Number.NaN),
  };
}

/** Information on the six movements, the intensity's scale being free. */
function movements(information: Square): Square {
  return freeOfLast(corner(information, COLUMNS, MOVEMENTS + 1), MOVEMENTS + 1);
}

function mean(matrices: readonly Square[]): Square {
  return new Float64Array(COLUMNS * COLUMNS).map(
    (_, n) => matrices.reduce((sum, matrix) => sum + (matrix[n] ?? 0), 0) / matrices.length,
  );
}

/** What gradients of reference and volume know together, and what noise adds to that in one of them. */
interface CrossInformation {
  readonly cross: Square;
  readonly noise: Square;
  readonly voxels: number;
}

function crossInformation({ fine, grid }: Reference, other: AlignedVolume): CrossInformation {
  const { values, within } = onReference(fine, other);
  const theirs = columnsOf(values, grid, fine.runs);
  const ours = fine.columns.slice();
  let voxels = 0;
  for (let run = 0, at = 0; run < fine.runs.length; run += 4) {
    const [i = 0, j = 0, k = 0, count = 0] = fine.runs.subarray(run, run + 4);
    const first = (k * grid.dims[1] + j) * grid.dims[0] + i;
    for (let n = first; n < first + count; n++, at += COLUMNS) {
      voxels += within[n] ?? 0;
      if (within[n] === 1) continue;
      ours.fill(0, at, at + COLUMNS);
      theirs.fill(0, at, at + COLUMNS);
    }
  }
  const cross = gram(ours, theirs);
  const own = gram(ours, ours);
  return { cross, noise: own.map((value, n) => value - (cross[n] ?? 0)), voxels };
}

/**
 * The smoothed volume on the reference's grid, and which voxels have all that their gradient needs. Outside the volume
 * stands the reference, so that splines do not ring.
 */
function onReference(
  { grid, smoothed }: Level,
  other: AlignedVolume,
): { values: Float32Array; within: Uint8Array } {
  const m = voxelToVoxel({ from: grid.affine, moved: other.transform, to: other.grid.affine });
  const at = (n: number): number => m[n] ?? 0;
  const coefficients = splineCoefficients(smooth(other.values, other.grid, FINE_FWHM_MM), other.grid.dims);
  const values = new Float32Array(smoothed.length);
  const [nx, ny, nz] = grid.dims;
  const step = [at(0), at(4), at(8)] as const;
  for (let row = 0; row < ny * nz; row++) {
    const [j, k] = [row % ny, Math.floor(row / ny)];
    const from = [
      at(1) * j + at(2) * k + at(3),
      at(5) * j + at(6) * k + at(7),
      at(9) * j + at(10) * k + at(11),
    ] as const;
    splineAlong(coefficients, other.grid.dims, { from, step }, values.subarray(row * nx, (row + 1) * nx));
  }
  const inField = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1));
  const within = eroded(inField, grid.dims);
  for (let n = 0; n < values.length; n++) if (inField[n] === 0) values[n] = smoothed[n] ?? 0;
  return { values, within };
}

/** Voxels all of whose neighbours along the axes are in the field; beyond the border all are. */
function eroded(inField: Uint8Array, [nx, ny, nz]: MotionGrid['dims']): Uint8Array {
  const strides = [1, nx, nx * ny] as const;
  return inField.map((value, n) => {
    const index = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))] as const;
    const isInside = strides.every((stride, axis) => {
      const last = ([nx, ny, nz][axis] ?? 1) - 1;
      const at = index[axis] ?? 0;
      return (at === 0 || inField[n - stride] === 1) && (at === last || inField[n + stride] === 1);
    });
    return value === 1 && isInside ? 1 : 0;
  });
}

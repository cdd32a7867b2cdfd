import { normalOf, type Plane } from '../plane.js';
import { sliceGrid } from '../slice-grid.js';
import { addScaled, dot, type Vector3 } from '../vectors.js';
import { VolumeError } from './volume-error.js';

/** Where the voxels of a volume lie. */
export interface VolumeGrid {
  /** Columns, rows, slices. */
  readonly dims: readonly [number, number, number];
  /**
   * 4 × 4, row by row: voxel (column i, row j, slice k, 1) → patient LPS mm. A voxel's index means its centre. Slices
   * rise along row × column, so that the axes are right-handed.
   */
  readonly affine: Float64Array;
  /** Lengths of the affine's first three columns: along i, j and k. */
  readonly spacingMm: readonly [number, number, number];
  /**
   * True when the step from slice to slice is perpendicular to the slices; false under a tilted gantry, where k runs
   * along the step that the positions take, and the distance between planes is less than `spacingMm[2]`.
   */
  readonly orthogonal: boolean;
  /** The farthest that a slice's stated position lies from where the affine puts it. */
  readonly maxDeviationMm: number;
  /** What the distance along k was taken from: of a single slice no positions tell it. */
  readonly sliceSpacingFrom: 'positions' | 'header';
}

/** What a grid is made of. */
export interface GridInput {
  /** How the slices lie and are sampled. */
  readonly plane: Plane;
  /** Image Position of each slice, mm, rising along the plane's normal. */
  readonly positionsMm: readonly Vector3[];
  /** Distance to assume for a single slice. */
  readonly singleSliceMm: number | undefined;
}

/** A slice may lie this far from its place, as a share of the smallest side of a voxel. As in the slice grid. */
const DEVIATION_SHARE = 0.1;
/** A step that leans by more than this (cosine; 0.06°) is sheared. Headers round to less. */
const SHEAR_TOLERANCE = 1e-3;

/**
 * The grid of a volume's slices. The step is that from the first position to the last, so that rounding in single
 * positions averages out and a sheared stack stays where it is.
 * PS3.3 C.7.6.2.1.1, equation C.7.6.2.1-1, with the step in the place of the slice axis.
 * @returns the grid, or why there is none
 */
export function volumeGrid({ plane, positionsMm, singleSliceMm }: GridInput): VolumeGrid | VolumeError {
  const [first] = positionsMm;
  const { pixelSpacingMm } = plane;
  if (!pixelSpacingMm || !first) return new VolumeError('no-pixel-spacing');
  const normal = normalOf(plane);
  const found = stepOf(normal, positionsMm, singleSliceMm);
  if (found instanceof VolumeError) return found;
  const { step, sliceSpacingFrom } = found;
  const sliceMm = Math.hypot(...step);
  const spacingMm = [pixelSpacingMm[1], pixelSpacingMm[0], sliceMm] as const;
  const maxDeviationMm = deviation(positionsMm, step);
  // Positions near the end of what doubles hold have no finite difference: not a number is no small deviation.
  if (!(maxDeviationMm <= DEVIATION_SHARE * Math.min(...spacingMm))) return new VolumeError('shifted-slices');
  const i = scaled(plane.row, pixelSpacingMm[1]);
  const j = scaled(plane.column, pixelSpacingMm[0]);
  return {
    dims: [plane.columns, plane.rows, positionsMm.length],
    affine: Float64Array.of(
      ...[i[0], j[0], step[0], first[0]],
      ...[i[1], j[1], step[1], first[1]],
      ...[i[2], j[2], step[2], first[2]],
      ...[0, 0, 0, 1],
    ),
    spacingMm,
    orthogonal:
      Math.abs(dot(plane.row, step)) <= SHEAR_TOLERANCE * sliceMm &&
      Math.abs(dot(plane.column, step)) <= SHEAR_TOLERANCE * sliceMm,
    maxDeviationMm,
    sliceSpacingFrom,
  };
}

/** A direction made exactly as long as it is to be: cosines in headers are rounded. */
function scaled(direction: Vector3, length: number): Vector3 {
  return addScaled([0, 0, 0], direction, length / (Math.hypot(...direction) || 1));
}

type Step = { readonly step: Vector3; readonly sliceSpacingFrom: VolumeGrid['sliceSpacingFrom'] };

function stepOf(
  normal: Vector3,
  positionsMm: readonly Vector3[],
  singleSliceMm: number | undefined,
): Step | VolumeError {
  const intervals = positionsMm.length - 1;
  const [first, last] = [positionsMm[0], positionsMm[intervals]];
  if (!first || !last) return new VolumeError('missing-slices');
  if (intervals === 0) {
    if (singleSliceMm === undefined || !(singleSliceMm > 0)) return new VolumeError('no-slice-spacing');
    return { step: scaled(normal, singleSliceMm), sliceSpacingFrom: 'header' };
  }
  const places = positionsMm.map((position) => dot(normal, position));
  const { regular, gaps, patterned } = sliceGrid(places);
  if (!regular || patterned || (places[intervals] ?? 0) < (places[0] ?? 0))
    return new VolumeError('irregular-spacing');
  if (gaps > 0) return new VolumeError('missing-slices');
  const step = scaledDifference(first, last, 1 / intervals);
  if (!step.every(Number.isFinite)) return new VolumeError('irregular-spacing');
  return { step, sliceSpacingFrom: 'positions' };
}

function scaledDifference(from: Vector3, to: Vector3, scale: number): Vector3 {
  return [(to[0] - from[0]) * scale, (to[1] - from[1]) * scale, (to[2] - from[2]) * scale];
}

function deviation([first, ...rest]: readonly Vector3[], step: Vector3): number {
  if (!first) return 0;
  return rest.reduce((most, position, i) => {
    const expected = addScaled(first, step, i + 1);
    return Math.max(most, Math.hypot(...scaledDifference(expected, position, 1)));
  }, 0);
}

/** Patient LPS mm of a voxel index, which may be fractional. */
export function voxelToPatient({ affine }: Pick<VolumeGrid, 'affine'>, [i, j, k]: Vector3): Vector3 {
  const row = (at: number): number =>
    (affine[at] ?? 0) * i + (affine[at + 1] ?? 0) * j + (affine[at + 2] ?? 0) * k + (affine[at + 3] ?? 0);
  return [row(0), row(4), row(8)];
}

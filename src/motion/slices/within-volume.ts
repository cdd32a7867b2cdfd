import { fdJenkinsonMm } from '../displacement.js';
import { voxelToVoxel } from '../realign/affine.js';
import { inverse, solve } from '../realign/linear.js';
import { smooth } from '../realign/smooth.js';
import { centreOf, inverseRigid, type Matrix4, type MotionGrid, product, rigidMatrix } from '../rigid.js';
import { registrationGroups } from './interleave.js';
import { ARC_MM, type SliceGroup, sampleGroup, sliceGroup, UNKNOWNS } from './slice-group.js';
import { IN_PLANE_FWHM_MM, type SliceReference } from './slice-reference.js';

/** Motion between the passes of one volume. */
export interface WithinVolume {
  /** The slices that were registered together, in the order of time: `registrationGroups`. */
  readonly groups: readonly (readonly number[])[];
  /**
   * The movement of each group of slices, reference → there; undefined where the group alone does not tell it, and for
   * the reference itself, which fits itself whatever moved.
   */
  readonly transforms: readonly (Matrix4 | undefined)[];
  /** Largest RMS distance (Jenkinson, 80 mm) between two groups, mm; NaN unless two groups or more tell theirs. */
  readonly displacementMm: number;
}

/**
 * Registers groups of slices of a volume to the reference, each by itself: the reference's spline is sampled where the
 * slices' voxels came from, so that nothing is interpolated between slices that were acquired apart.
 * @param of `transform` of the whole volume, where the search begins; `groups` from `interleaveGroups`
 */
export function withinVolume(
  prepared: SliceReference,
  volume: { readonly values: Float32Array; readonly grid: MotionGrid },
  of: { readonly transform: Matrix4; readonly groups: readonly (readonly number[])[] },
): WithinVolume {
  const groups = registrationGroups(of.groups);
  if (groups.length < 2)
    return { groups, transforms: groups.map(() => undefined), displacementMm: Number.NaN };
  const inPlane = smooth(volume.values, volume.grid, [IN_PLANE_FWHM_MM, IN_PLANE_FWHM_MM, 0]);
  const mapOf = (transform: Matrix4): Matrix4 =>
    voxelToVoxel({
      from: volume.grid.affine,
      moved: inverseRigid(transform),
      to: prepared.reference.grid.affine,
    });
  const transforms = groups.map((group) => {
    const samples = sliceGroup(prepared, { inPlane, map: mapOf(of.transform), group });
    return registered({ prepared, group: samples, mapOf }, of.transform);
  });
  return { groups, transforms, displacementMm: largestDistance(transforms, centreOf(volume.grid)) };
}

function largestDistance(
  transforms: readonly (Matrix4 | undefined)[],
  centre: readonly [number, number, number],
): number {
  const told = transforms.filter((transform) => transform !== undefined);
  const distances = told.flatMap((one, n) =>
    told.slice(0, n).map((other) => fdJenkinsonMm(one, other, centre)),
  );
  return distances.length > 0 ? Math.max(...distances) : Number.NaN;
}

interface Problem {
  readonly prepared: SliceReference;
  readonly group: SliceGroup;
  /** The volume's voxel indices → the reference's, under a movement. */
  readonly mapOf: (transform: Matrix4) => Matrix4;
}

/** Fewer slices do not tell six parameters. */
const LEAST_SLICES = 4;
const MOST_STEPS = 20;
/** Steps below this, mm and arcs in mm, end the search. */
const SMALL_STEP_MM = 5e-3;
/** A group whose movement is less certain than this, all six directions together, does not tell it. */
const MOST_ERROR_MM = 0.2;
/** What is this certain is the reference itself. */
const LEAST_ERROR_MM = 1e-5;

/**
 * Gauss and Newton's method with the derivatives at the start (Baker and Matthews 2004), which lies close: seven
 * unknowns, the last of them the scale.
 */
function registered({ prepared, group, mapOf }: Problem, start: Matrix4): Matrix4 | undefined {
  if (group.slices < LEAST_SLICES) return undefined;
  const centre = centreOf(prepared.reference.grid);
  const information = informationOf(group);
  const covariance = inverse(information, UNKNOWNS);
  let transform = start;
  let scale = 1;
  for (let n = 0; covariance && n < MOST_STEPS; n++) {
    const left = leftOf(group, sampleGroup(prepared, group, mapOf(transform)), scale);
    const solved = solve(information, left.projection);
    scale += solved?.[6] ?? Number.NaN;
    const move = solved?.subarray(0, 6).map((value) => value / scale);
    if (!move?.every(Number.isFinite) || !(scale > 0)) return undefined;
    // The reference is to be looked up this much farther on: the movement is what takes it back.
    transform = product(transform, inverseRigid(movement(move, centre)));
    if (Math.max(...move.map(Math.abs)) < SMALL_STEP_MM) {
      const error = standardErrorMm(covariance, left) / scale;
      return error > LEAST_ERROR_MM && error <= MOST_ERROR_MM ? transform : undefined;
    }
  }
  return undefined;
}

function movement(move: Float64Array, centre: readonly [number, number, number]): Matrix4 {
  const [tx = 0, ty = 0, tz = 0, rx = 0, ry = 0, rz = 0] = move;
  const degrees = 180 / Math.PI / ARC_MM;
  const rotationDeg = [rx * degrees, ry * degrees, rz * degrees] as const;
  return rigidMatrix({ translationMm: [tx, ty, tz], rotationDeg }, centre);
}

/** The matrix of the normal equations: Σ column · columnᵀ over the samples that count. */
function informationOf({ values, columns }: SliceGroup): Float64Array {
  const information = new Float64Array(UNKNOWNS * UNKNOWNS);
  for (let n = 0; n < values.length; n++) {
    if (Number.isNaN(values[n] ?? Number.NaN)) continue;
    const at = n * UNKNOWNS;
    for (let row = 0; row < UNKNOWNS; row++) {
      const value = columns[at + row] ?? 0;
      for (let column = 0; column <= row; column++) {
        const element = row * UNKNOWNS + column;
        information[element] = (information[element] ?? 0) + value * (columns[at + column] ?? 0);
      }
    }
  }
  return information.map((_, n) => {
    const [row, column] = [Math.floor(n / UNKNOWNS), n % UNKNOWNS];
    return information[Math.max(row, column) * UNKNOWNS + Math.min(row, column)] ?? 0;
  });
}

/** What the scaled reference leaves of the samples. */
interface Left {
  /** Σ column · what is left. */
  readonly projection: Float64Array;
  readonly squares: number;
  readonly samples: number;
}

function leftOf({ values, columns }: SliceGroup, expected: Float32Array, scale: number): Left {
  const projection = new Float64Array(UNKNOWNS);
  let squares = 0;
  let samples = 0;
  for (let n = 0; n < values.length; n++) {
    const left = (values[n] ?? 0) - scale * (expected[n] ?? 0);
    if (Number.isNaN(left)) continue;
    samples++;
    squares += left * left;
    for (let row = 0; row < UNKNOWNS; row++) {
      projection[row] = (projection[row] ?? 0) + left * (columns[n * UNKNOWNS + row] ?? 0);
    }
  }
  return { projection, squares, samples };
}

/** Standard error of the six together, mm. Samples two voxels apart count as independent. */
function standardErrorMm(covariance: Float64Array, { squares, samples }: Left): number {
  if (samples <= UNKNOWNS) return Number.POSITIVE_INFINITY;
  const trace = [0, 1, 2, 3, 4, 5].reduce((sum, n) => sum + (covariance[n * (UNKNOWNS + 1)] ?? 0), 0);
  return Math.sqrt((trace * squares) / (samples - UNKNOWNS));
}

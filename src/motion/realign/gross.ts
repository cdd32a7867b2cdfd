import type { Vector3 } from '../../study/vectors.js';
import { centreOf, type Matrix4, type MotionGrid, rigidMatrix } from '../rigid.js';
import { furthestMm } from './affine.js';
import { coarseGrid, coarsen } from './coarse.js';
import { descend, type Ended, movingVolume } from './descend.js';
import type { Stage } from './level.js';
import { signalMask } from './mask.js';
import { fitOf } from './quality.js';
import type { Reference } from './reference.js';
import { smooth } from './smooth.js';
import { type Sums, sumsAt } from './step.js';

/** Rotations about each axis, in degrees, from which the search begins. */
const TURNS_DEG = [0, -22, 22] as const;
/** Steps of each start over few voxels, of the best of these, and of what is left over all of the coarse level. */
const FIRST_STEPS = 6;
const MORE_STEPS = 20;
const LAST_STEPS = 10;
/** Coarse steps below this many mm and degrees are near enough for the fine level. */
const NEAR = 0.1;
/** How many starts go on after the first steps, and how many are left in the end. */
const SEMIFINAL = 5;
const FINAL = 2;
/** Ends that take no corner of the volume further apart than this are the same, mm. */
const SAME_MM = 5;
/**
 * An end must leave at most this share of the squared correlation missing that the pose known so far leaves on the
 * coarse level. Where the contrast differs, poses far off agree hardly better, and the fine level is spared.
 */
const MISSING_SHARE = 0.75;
/** A start with less of the voxels than this within the field says nothing. */
const LEAST_OVERLAP = 0.4;

/**
 * Where alignment might begin when it did not succeed from where it was told to: the best ends, on a coarse and
 * strongly smoothed level, of searches from 27 rotations, the centres of gravity brought together. Best first.
 * @param known where a search has ended already: only what is elsewhere and agrees clearly better is handed back
 */
export function grossStarts(
  reference: Reference,
  { values, grid }: { readonly values: Float32Array; readonly grid: MotionGrid },
  known?: Matrix4,
): Matrix4[] {
  const { coarse: level, factors } = reference;
  const to = coarseGrid(grid, factors);
  const smoothed = smooth(coarsen(values, { dims: grid.dims, to, factors }), to, level.fwhmMm);
  const moving = movingVolume(level, smoothed, to);
  const [sparse, all] = level.stages;
  if (!sparse || !all) return [];
  const shift = gravityShift(reference, smoothed, to);
  const onward = (from: readonly Matrix4[], stage: Stage, { steps, most }: { steps: number; most: number }) =>
    best(
      from.map((start) => rated(descend({ level, stage, moving, until: NEAR, most: steps }, start), stage)),
      { grid: reference.grid, most },
    );
  /** Leaves out what is hardly better than what is known, or the same. */
  const worthIt = (found: readonly Rated[], stage: Stage): Matrix4[] => {
    const left = known ? missing(correlationOf(sumsAt(level, stage, moving, known), stage)) : 1;
    return found
      .filter(({ correlation }) => !known || missing(correlation) <= MISSING_SHARE * left)
      .map(({ transform }) => transform)
      .filter((transform) => !known || furthestMm(reference.grid, transform, known) > SAME_MM);
  };
  const first = onward(starts(shift, centreOf(reference.grid)), sparse, {
    steps: FIRST_STEPS,
    most: SEMIFINAL,
  });
  const from = first.map(({ transform }) => transform);
  const second = worthIt(onward(from, sparse, { steps: MORE_STEPS, most: FINAL }), sparse);
  return worthIt(onward(second, all, { steps: LAST_STEPS, most: FINAL }), all);
}

/** All combinations of {@link TURNS_DEG} about the three axes. */
function starts(translationMm: Vector3, centre: Vector3): Matrix4[] {
  return TURNS_DEG.flatMap((x) =>
    TURNS_DEG.flatMap((y) =>
      TURNS_DEG.map((z) => rigidMatrix({ translationMm, rotationDeg: [x, y, z] }, centre)),
    ),
  );
}

interface Rated {
  readonly transform: Matrix4;
  readonly correlation: number;
}

function rated({ transform, sums }: Ended, stage: Stage): Rated {
  return { transform, correlation: sums ? correlationOf(sums, stage) : Number.NaN };
}

/** NaN where too few voxels lie within the field. */
function correlationOf(sums: Sums, stage: Stage): number {
  return sums.voxels >= LEAST_OVERLAP * stage.voxels ? fitOf(sums).correlation : Number.NaN;
}

/** The share of the variance that is not explained; all of it where nothing is known. */
function missing(correlation: number): number {
  return correlation > 0 ? 1 - correlation ** 2 : 1;
}

/** The best by correlation, and of those that ended together one; equals keep their order. */
function best(ended: readonly Rated[], { grid, most }: { grid: MotionGrid; most: number }): Rated[] {
  const kept: Rated[] = [];
  const sorted = ended
    .filter(({ correlation }) => correlation > 0)
    .sort((a, b) => b.correlation - a.correlation);
  for (const one of sorted) {
    if (kept.length === most) break;
    const isNew = kept.every(({ transform }) => furthestMm(grid, transform, one.transform) > SAME_MM);
    if (isNew) kept.push(one);
  }
  return kept;
}

/** From the reference's centre of gravity to the volume's, patient mm. */
function gravityShift({ coarse }: Reference, values: Float32Array, grid: MotionGrid): Vector3 {
  const to = centreOfGravity(values, grid);
  const from = centreOfGravity(coarse.smoothed, coarse.grid);
  return [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
}

/** Centre of gravity of what exceeds the mask's limit, patient mm; the grid's centre where nothing does. */
function centreOfGravity(values: Float32Array, grid: MotionGrid): Vector3 {
  const { mask } = signalMask(values);
  const { dims, affine } = grid;
  const sums = new Float64Array(4);
  for (let n = 0; n < values.length; n++) {
    if (mask[n] === 0) continue;
    const index = [n % dims[0], Math.floor(n / dims[0]) % dims[1], Math.floor(n / (dims[0] * dims[1])), 1];
    const weight = values[n] ?? 0;
    for (const [axis, at] of index.entries()) sums[axis] = (sums[axis] ?? 0) + weight * at;
  }
  const weight = sums[3] ?? 0;
  if (!(weight > 0)) return centreOf(grid);
  const row = (at: number): number =>
    sums.reduce((total, sum, axis) => total + ((affine[at + axis] ?? 0) * sum) / weight, 0);
  return [row(0), row(4), row(8)];
}

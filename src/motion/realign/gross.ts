import type { Vector3 } from '../../study/vectors.js';
import { centreOf, type Matrix4, type MotionGrid, rigidMatrix } from '../rigid.js';
import { coarseGrid, coarsen } from './coarse.js';
import { descend, type Ended, movingVolume } from './descend.js';
import { signalMask } from './mask.js';
import { fitOf } from './quality.js';
import type { Reference } from './reference.js';
import { smooth } from './smooth.js';

/** Rotations about each axis, in degrees, from which the search begins. */
const TURNS_DEG = [0, -22, 22] as const;
/** Steps of each start over few voxels, and of the best over all of the coarse level. */
const FIRST_STEPS = 6;
const LAST_STEPS = 25;
/** Coarse steps below this many mm and degrees are near enough for the fine level. */
const NEAR = 0.1;
/** How many starts go on after the first steps, and how many are handed back. */
const SEMIFINAL = 5;
const FINAL = 2;
/** A start with less of the voxels than this within the field says nothing. */
const LEAST_OVERLAP = 0.4;

/**
 * Where alignment might begin when it did not succeed from where it was told to: the best ends, on a coarse and
 * strongly smoothed level, of searches from 27 rotations, the centres of gravity brought together. Best first.
 */
export function grossStarts(reference: Reference, values: Float32Array, grid: MotionGrid): Matrix4[] {
  const { coarse: level, factors } = reference;
  const to = coarseGrid(grid, factors);
  const smoothed = smooth(coarsen(values, { dims: grid.dims, to, factors }), to, level.fwhmMm);
  const moving = movingVolume(level, smoothed, to);
  const [sparse, all] = level.stages;
  if (!sparse || !all) return [];
  const shift = gravityShift(reference, smoothed, to);
  const search = (stage: typeof all, most: number) => (start: Matrix4) =>
    rated(descend({ level, stage, moving, until: NEAR, most }, start), stage.voxels);
  const first = best(starts(shift, centreOf(reference.grid)).map(search(sparse, FIRST_STEPS)), SEMIFINAL);
  return best(first.map(search(all, LAST_STEPS)), FINAL);
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

function rated({ transform, sums }: Ended, voxels: number): Rated {
  const counts = sums && sums.voxels >= LEAST_OVERLAP * voxels;
  return { transform, correlation: counts ? fitOf(sums).correlation : Number.NaN };
}

/** The best by correlation; equals keep their order. */
function best(candidates: readonly Rated[], most: number): Matrix4[] {
  return candidates
    .filter(({ correlation }) => correlation > 0)
    .sort((a, b) => b.correlation - a.correlation)
    .slice(0, most)
    .map(({ transform }) => transform);
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

import type { Matrix4, MotionGrid } from '../rigid.js';
import { splineCoefficients } from './bspline.js';
import type { Level, Stage } from './level.js';
import { type Fit, fitOf } from './quality.js';
import { type Moving, type Sums, step, sumsAt } from './step.js';

/** Steps below this many mm and degrees end the search. */
export const DONE = 1e-3;
/** Steps below this end a stage that is not the last. */
const NEAR = 0.02;
/** At most so many steps over few voxels, and over all. */
export const MOST_STEPS = [30, 20] as const;

/** A smoothed volume made ready to be sampled at the voxels of a level. */
export function movingVolume(level: Level, smoothed: Float32Array, grid: MotionGrid): Moving {
  const coefficients = splineCoefficients(smoothed, grid.dims);
  return {
    coefficients,
    dims: grid.dims,
    margin: level.margin,
    weights: new Float64Array(12),
    affine: grid.affine,
    leftOut: [],
    reach: 0,
  };
}

/** Where a search ended. */
export interface Ended {
  readonly transform: Matrix4;
  readonly converged: boolean;
  readonly iterations: number;
  readonly scale: number;
  /** Undefined where the equations had no solution. */
  readonly sums: Sums | undefined;
  readonly fit: Fit | undefined;
}

/** Stage after stage, from few voxels to all. */
export function search(level: Level, moving: Moving, start: Matrix4): Ended {
  let ended: Ended = {
    transform: start,
    converged: false,
    iterations: 0,
    scale: Number.NaN,
    sums: undefined,
    fit: undefined,
  };
  for (const [n, stage] of level.stages.entries()) {
    const isLast = n === level.stages.length - 1;
    const next = descend(
      { level, stage, moving, until: isLast ? DONE : NEAR, most: MOST_STEPS[isLast ? 1 : 0] },
      ended.transform,
    );
    ended = { ...next, iterations: ended.iterations + next.iterations };
  }
  return { ...ended, fit: ended.sums && fitOf(ended.sums) };
}

/** Gauss-Newton steps over the voxels of one stage. */
export function descend(
  {
    level,
    stage,
    moving,
    until,
    most,
  }: { level: Level; stage: Stage; moving: Moving; until: number; most: number },
  start: Matrix4,
): Ended {
  let transform = start;
  let scale = Number.NaN;
  let sums: Sums | undefined;
  for (let iterations = 1; iterations <= most; iterations++) {
    sums = sumsAt(level, stage, moving, transform);
    const next = step(level, transform, sums);
    if (!next)
      return { transform, converged: false, iterations, scale: Number.NaN, sums: undefined, fit: undefined };
    transform = next.transform;
    scale = next.scale;
    if (next.change < until) return { transform, converged: true, iterations, scale, sums, fit: undefined };
  }
  return { transform, converged: false, iterations: most, scale, sums, fit: undefined };
}

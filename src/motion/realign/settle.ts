import { inverseRigid, type MotionGrid } from '../rigid.js';
import { furthestMm, voxelToVoxel } from './affine.js';
import { splineAlong, splineCoefficients } from './bspline.js';
import { DONE, descend, type Ended, MOST_STEPS, movingVolume } from './descend.js';
import { median, outlyingSlices } from './outlying.js';
import { fitOf } from './quality.js';
import type { Reference } from './reference.js';
import { type Residuals, residualsOf } from './residuals.js';
import { smooth } from './smooth.js';
import type { Moving } from './step.js';

/** A volume as it was measured. */
export interface Raw {
  readonly values: Float32Array;
  readonly grid: MotionGrid;
}

/** Where a search ended, what is left there, and what the volume was taken for. */
export interface Settled extends Ended {
  readonly moving: Moving;
  /** Undefined where the equations had no solution. */
  readonly residuals: Residuals | undefined;
}

/** At most this share of a volume's slices may be left out: where more stand out, none is. */
const MOST_LEFT_OUT = 1 / 3;
/**
 * In the end a slice stays left out where its RMS residual is this many times the median of those that were used: lost
 * slices reach more by far, and differences of contrast, which come and go over several slices, less.
 */
const TIMES_USED = 6;
const MOST_ROUNDS = 8;
/** Slices are filled anew until that moves no corner of the volume by this, mm. */
const SETTLED_MM = 0.01;

/** While slices are sought those beside must take part, to be judged. */
const REACH = 0.5;
/**
 * In the end nothing that a spline draws from them takes part: where the reference itself lost the slice, its edges to
 * those beside would hold the volume where they are.
 */
const LAST_REACH = 1.5;

/** What slices are filled from. */
interface Source {
  readonly reference: Reference;
  readonly raw: Raw;
  /** Of the reference as it is, unsmoothed. */
  readonly coefficients: Float32Array;
  readonly reach: number;
}

/**
 * Goes on from where a search ended without the slices that stand out, if there are any: these take no part, and are
 * filled from the reference where it is found to lie, so that smoothing takes nothing else from them into the slices
 * beside. Filling and aligning take turns (an EM algorithm: Dempster, Laird and Rubin 1977).
 */
export function settle(reference: Reference, raw: Raw, searched: { ended: Ended; moving: Moving }): Settled {
  const first = withResiduals(reference, searched.ended, searched.moving);
  if (standingOut(first).length === 0) return first;
  const { values, grid } = reference;
  const source = { reference, raw, coefficients: splineCoefficients(values, grid.dims), reach: REACH };
  const found = takeTurns(source, first, (now) => [...now.moving.leftOut, ...standingOut(now)]);
  if (!found) return first;
  const confirmed = stillOut(reference, found, first.moving);
  if (confirmed.length === 0) return first;
  return takeTurns({ ...source, reach: LAST_REACH }, found, () => confirmed) ?? first;
}

/** Undefined where too many slices would be left out, or the others do not determine the movement. */
function takeTurns(
  source: Source,
  from: Settled,
  choose: (now: Settled) => readonly number[],
): Settled | undefined {
  const slices = from.residuals?.sliceVoxels.filter((count) => count > 0).length ?? 0;
  let [now, movedMm] = [from, Number.POSITIVE_INFINITY];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const leftOut = choose(now);
    if (leftOut.length > MOST_LEFT_OUT * slices) return undefined;
    if (leftOut.length === now.moving.leftOut.length && movedMm < SETTLED_MM) break;
    const next = without(leftOut, source, now);
    if (!next?.fit) return undefined;
    movedMm = furthestMm(source.raw.grid, now.transform, next.transform);
    now = { ...next, iterations: now.iterations + next.iterations };
  }
  return now;
}

function withResiduals({ fine }: Reference, ended: Ended, moving: Moving): Settled {
  const solution = ended.fit?.solution;
  const { transform } = ended;
  return { ...ended, moving, residuals: solution && residualsOf(fine, moving, { transform, solution }) };
}

function standingOut({ residuals, fit, scale }: Settled): number[] {
  return residuals && fit ? outlyingSlices(residuals, scale * fit.mean) : [];
}

/** The slices left out that, as they were measured, do not agree with the reference where it was found. */
function stillOut(reference: Reference, found: Settled, measured: Moving): number[] {
  const used = [...(found.residuals?.sliceRms ?? [])].filter((rms) => rms > 0);
  const limit = TIMES_USED * median(used);
  const { residuals } = withResiduals(reference, found, measured);
  return found.moving.leftOut.filter((slice) => (residuals?.sliceRms[slice] ?? 0) >= limit);
}

/** Fills slices from the reference and aligns by the others. */
function without(leftOut: readonly number[], source: Source, now: Settled): Settled | undefined {
  const { reference, raw, reach } = source;
  const { fine: level } = reference;
  const stage = level.stages.at(-1);
  if (!stage) return undefined;
  const smoothed = smooth(fill(leftOut, source, now), raw.grid, level.fwhmMm);
  const moving = { ...movingVolume(level, smoothed, raw.grid), leftOut, reach };
  const ended = descend({ level, stage, moving, until: DONE, most: MOST_STEPS[1] }, now.transform);
  return withResiduals(reference, { ...ended, fit: ended.sums && fitOf(ended.sums) }, moving);
}

/** The volume with slices as the reference would show them there; where that does not reach, they stay. */
function fill(
  slices: readonly number[],
  { reference, raw: { values, grid }, coefficients }: Source,
  now: Settled,
): Float32Array {
  const out = values.slice();
  const back = inverseRigid(now.transform);
  const m = voxelToVoxel({ from: grid.affine, moved: back, to: reference.grid.affine });
  const at = (n: number): number => m[n] ?? 0;
  const [nx, ny] = grid.dims;
  const row = new Float32Array(nx);
  for (const k of slices) {
    for (let j = 0; j < ny; j++) {
      const place = (r: number): number => at(r + 1) * j + at(r + 2) * k + at(r + 3);
      const from = [place(0), place(4), place(8)] as const;
      splineAlong(coefficients, reference.grid.dims, { from, step: [at(0), at(4), at(8)] }, row);
      const first = (k * ny + j) * nx;
      for (let i = 0; i < nx; i++) {
        const value = row[i] ?? Number.NaN;
        if (!Number.isNaN(value)) out[first + i] = now.scale * value;
      }
    }
  }
  return out;
}

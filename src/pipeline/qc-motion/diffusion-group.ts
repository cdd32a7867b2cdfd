import { untangle } from '../../motion/diffusion/hidden-motion.js';
import { hatMatrix, largestLeverage } from '../../motion/diffusion/tensor-terms.js';
import { fdJenkinsonMm } from '../../motion/displacement.js';
import {
  centreOf,
  identity,
  inverseRigid,
  type Matrix4,
  type MotionGrid,
  product,
} from '../../motion/rigid.js';
import type { VolumeGroup } from '../../rules/motion/series/time-series.js';
import type { Vector3 } from '../../study/vectors.js';
import { type Followed, type PlacedMember, type ShellContext, ShellPasses } from './diffusion-passes.js';
import type { FoundReference, MeasuredVolume } from './measure-group.js';

/** With fewer volumes too little is left to tell motion from diffusion by. */
const FEWEST_DIRECTIONS = 16;
/** Above this share of a volume in its own prediction, the prediction says little of where it lies. */
const MOST_LEVERAGE = 0.6;
/** Predictions are made anew until no volume moves by this much, mm, or this often. */
const SETTLED_MM = 0.1;
const MOST_PASSES = 4;
/**
 * What the model does not say of the signal adds to the regression's own error: on the fixture's head with 32
 * directions, errors were 1.3 to 2 times that at b = 1000 s/mm², and up to twice that at b = 2000.
 */
const HIDDEN_FACTOR = 2;

/**
 * Aligns each volume of a shell to what a tensor model predicts along its direction, from all of them where they lie
 * now (as eddy does with its own model, Andersson and Sotiropoulos 2016). It begins where the scanner put them:
 * alignment to one volume of the shell would begin with errors that go with the direction, which no prediction takes
 * back.
 * @returns by the members' order; undefined where directions are not known or do not determine the model, so that
 * nothing but alignment to one volume is left
 */
export async function followModel(
  { members, bValue = 0 }: VolumeGroup,
  context: ShellContext,
  { reference, prepared, grid }: FoundReference,
): Promise<MeasuredVolume[] | undefined> {
  const { run, store } = context;
  const isWeighted = run.kind === 'diffusion' && bValue > 0 && run.order === 'known';
  const all = isWeighted && store.step === 1 ? membersOf(members, context) : [];
  if (all.length < members.length || !isDetermined(all)) return undefined;
  const passes = new ShellPasses(context, prepared, members.length);
  const now = await settle(all, passes, grid);
  if (!now) return undefined;
  const followed = await passes.follow(now, true);
  const hiddenMm = hiddenOf(followed, grid);
  const at = followed.findIndex(({ volume }) => members[volume.member] === reference);
  const base = followed[at];
  if (!hiddenMm || !base) return undefined;
  const ofBase = hiddenMm[at] ?? Number.NaN;
  const back = inverseRigid(base.transform);
  for (const [n, one] of followed.entries()) {
    passes.results[one.volume.member] = measured(one, {
      back,
      hiddenMm: Math.hypot(hiddenMm[n] ?? Number.NaN, ofBase),
      grid,
    });
  }
  return passes.results;
}

/** The members that have a direction, where the scanner put them. */
function membersOf(members: readonly number[], { run }: ShellContext): PlacedMember[] {
  return members.flatMap((number, member) => {
    const { plan, direction } = run.points[number] ?? {};
    return plan && direction ? [{ member, plan, direction, transform: identity() }] : [];
  });
}

function isDetermined(volumes: readonly PlacedMember[]): boolean {
  if (volumes.length < FEWEST_DIRECTIONS) return false;
  const hat = hatMatrix(directionsOf(volumes));
  return hat !== undefined && largestLeverage(hat, volumes.length) <= MOST_LEVERAGE;
}

function directionsOf(volumes: readonly PlacedMember[]): Vector3[] {
  return volumes.map(({ direction }) => direction);
}

/** Pass after pass, until the volumes lie still; their values are in the store then. */
async function settle(
  all: readonly PlacedMember[],
  passes: ShellPasses,
  grid: MotionGrid,
): Promise<readonly PlacedMember[] | undefined> {
  let now = await passes.resample(all);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    if (!isDetermined(now)) return undefined;
    const followed = await passes.follow(now, false);
    const moved = followed.map(({ volume, transform }) => ({ ...volume, transform }));
    const free = untangle(transformsOf(moved), directionsOf(moved), centreOf(grid));
    if (!free) return undefined;
    const next = moved.map((volume, n) => ({ ...volume, transform: free.transforms[n] ?? volume.transform }));
    const steps = next.map(({ transform }, n) => {
      return fdJenkinsonMm(transform, followed[n]?.volume.transform ?? transform, centreOf(grid));
    });
    now = await passes.resample(next);
    if (steps.every((mm) => mm < SETTLED_MM)) break;
  }
  return isDetermined(now) ? now : undefined;
}

function transformsOf(volumes: readonly { readonly transform: Matrix4 }[]): Matrix4[] {
  return volumes.map(({ transform }) => transform);
}

function hiddenOf(followed: readonly Followed[], grid: MotionGrid): Float64Array | undefined {
  const directions = directionsOf(followed.map(({ volume }) => volume));
  return untangle(transformsOf(followed), directions, centreOf(grid))?.hiddenMm;
}

/** What was measured, from the reference's place, with all that is uncertain about both. */
function measured(
  { volume, transform, measures }: Followed,
  { back, hiddenMm, grid }: { readonly back: Matrix4; readonly hiddenMm: number; readonly grid: MotionGrid },
): MeasuredVolume {
  if (!measures) return { error: 'no-volume' };
  const { alignment } = measures;
  // What the last pass still moved is not settled.
  const lastMm = fdJenkinsonMm(transform, volume.transform, centreOf(grid));
  const standardErrorMm = Math.hypot(alignment.standardErrorMm, HIDDEN_FACTOR * hiddenMm, lastMm);
  return { ...measures, alignment: { ...alignment, transform: product(transform, back), standardErrorMm } };
}

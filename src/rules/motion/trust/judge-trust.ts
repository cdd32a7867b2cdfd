import type { SeriesKind } from '../series/time-series.js';
import { contrastLimit } from './contrast-limit.js';
import type { GroupTrustFacts, TrustFacts, VolumeTrustFacts } from './facts.js';
import type { TrustReason } from './reasons.js';
import { type TrustThresholds, thresholdsOf } from './thresholds.js';

/** Whether the motion of a volume is known. */
export type VolumeTrust =
  | { readonly state: 'measured' | 'reference' }
  | { readonly state: 'unmeasurable' | 'alone'; readonly reason: TrustReason };

/** Whether the motion of a run is known, and of which of its volumes. */
export interface RunTrust {
  /** By number of the volume. */
  readonly volumes: readonly VolumeTrust[];
  /** By number of the group: why none of its volumes was measured; undefined where they were. */
  readonly groups: readonly (TrustReason | undefined)[];
  /** Why nothing is said of the run; undefined where it was measured, at least in part. */
  readonly unmeasurable?: TrustReason;
}

/**
 * Decides which volumes' motion is to be believed. What is not known is never believed: a volume is measured only
 * where every figure of its alignment is there and within its threshold, and where its whole group can be measured.
 */
export function judgeTrust({ kind, volumes, groups }: TrustFacts): RunTrust {
  const trusts: VolumeTrust[] = volumes.map(() => unmeasurable('no-reference'));
  const reasons = groups.map((group) => {
    const { of, reason } = judgeGroup(group, volumes, thresholdsOf(kind, group.directions));
    group.members.forEach((member, i) => {
      trusts[member] = of[i] ?? unmeasurable('no-reference');
    });
    return reason;
  });
  const whole = runReason(trusts, kind);
  if (!whole) return { volumes: trusts, groups: reasons };
  return {
    volumes: trusts.map(lost),
    groups: groups.map((_, g) => reasons[g] ?? whole),
    unmeasurable: whole,
  };
}

/** Whether a state stands for a known motion: that of a reference is none, by definition. */
export function isMeasured({ state }: VolumeTrust): boolean {
  return state === 'measured' || state === 'reference';
}

interface GroupTrust {
  readonly of: readonly VolumeTrust[];
  readonly reason?: TrustReason;
}

function judgeGroup(
  group: GroupTrustFacts,
  volumes: readonly VolumeTrustFacts[],
  thresholds: TrustThresholds,
): GroupTrust {
  const { members, reference } = group;
  const facts = members.map((member) => volumes[member]);
  const whole = groupReason(group, volumes);
  if (whole) {
    const state = whole === 'alone' ? 'alone' : 'unmeasurable';
    return { of: facts.map((one) => ({ state, reason: one?.fault ?? whole })), reason: whole };
  }
  const others = facts.filter((one, i) => one && members[i] !== reference) as VolumeTrustFacts[];
  const limit = contrastLimit(others, thresholds, group.noiseDecorrelation);
  const trusts = facts.map((one, i): VolumeTrust => {
    if (members[i] === reference) return { state: 'reference' };
    const reason = one ? volumeReason(one, thresholds, limit) : 'no-reference';
    return reason ? unmeasurable(reason) : { state: 'measured' };
  });
  const lostOnes = trusts.filter((trust) => !isMeasured(trust));
  // The reference is known by definition: it vouches for nothing.
  if (lostOnes.length < others.length * thresholds.unmeasurableShare) return { of: trusts };
  return { of: trusts.map(lost), reason: commonest(lostOnes) };
}

/** What keeps a whole group from being measured, whatever its volumes are like. */
function groupReason(
  { members, reference, determinacy }: GroupTrustFacts,
  volumes: readonly VolumeTrustFacts[],
): TrustReason | undefined {
  if (members.length < 2) return 'alone';
  const held = reference === undefined ? undefined : volumes[reference];
  if (reference === undefined || !members.includes(reference) || !held || held.fault) return 'no-reference';
  // Where none but the reference could be read, the shape was not looked at: the volumes' own faults say more.
  if (members.every((member) => member === reference || volumes[member]?.fault)) return undefined;
  if (!determinacy?.translation) return 'translation-undetermined';
  return determinacy.rotation ? undefined : 'rotation-undetermined';
}

/** The first that speaks against a volume: what explains most stands first. */
function volumeReason(
  facts: VolumeTrustFacts,
  thresholds: TrustThresholds,
  leastCorrelation: number,
): TrustReason | undefined {
  const { fault, converged, correlation, overlap, standardErrorMm, scale, displacementMm } = facts;
  const { withinVolumeMm = Number.NaN, parityScore = Number.NaN } = facts;
  const { leastOverlap, mostStandardErrorMm, mostWithinVolumeMm, mostParityScore } = thresholds;
  if (fault) return fault;
  // Written so that NaN is on the side that is not believed.
  if (!(overlap >= leastOverlap)) return 'little-overlap';
  if (!(correlation >= leastCorrelation && scale > 0)) return 'contrast-differs';
  if (!converged || !Number.isFinite(displacementMm)) return 'not-converged';
  if (!(standardErrorMm <= mostStandardErrorMm)) return 'uncertain';
  // Where slices do not tell it, it is not known, and nothing speaks against the volume.
  return withinVolumeMm > mostWithinVolumeMm || parityScore > mostParityScore ? 'moved-within' : undefined;
}

/** Volumes that stand alone were not asked for: the others decide, unless there is none. */
function runReason(trusts: readonly VolumeTrust[], kind: SeriesKind): TrustReason | undefined {
  const { unmeasurableShare } = thresholdsOf(kind);
  const asked = trusts.filter(({ state }) => state !== 'alone');
  const lostOnes = asked.filter((trust) => !isMeasured(trust));
  // Shells are runs of their own: one that cannot be measured says nothing of another.
  if (kind === 'diffusion' && trusts.some(isMeasured)) return undefined;
  // Not even half of the run can be held against anything: what is left does not speak for it.
  if (asked.length <= trusts.length * (1 - unmeasurableShare)) {
    return lostOnes.length > 0 ? commonest(lostOnes) : 'alone';
  }
  return lostOnes.length >= asked.length * unmeasurableShare ? commonest(lostOnes) : undefined;
}

function unmeasurable(reason: TrustReason): VolumeTrust {
  return { state: 'unmeasurable', reason };
}

function lost(trust: VolumeTrust): VolumeTrust {
  return isMeasured(trust) ? unmeasurable('mostly-unmeasurable') : trust;
}

/** The reason that most have; the first of those that equally many have. */
function commonest(trusts: readonly VolumeTrust[]): TrustReason {
  const counts = new Map<TrustReason, number>();
  for (const trust of trusts) {
    if (!('reason' in trust) || trust.reason === 'mostly-unmeasurable') continue;
    counts.set(trust.reason, (counts.get(trust.reason) ?? 0) + 1);
  }
  let best: TrustReason = 'mostly-unmeasurable';
  for (const [reason, count] of counts) if (count > (counts.get(best) ?? 0)) best = reason;
  return best;
}

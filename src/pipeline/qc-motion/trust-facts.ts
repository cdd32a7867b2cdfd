import { fdJenkinsonMm } from '../../motion/displacement.js';
import { centreOf, identity } from '../../motion/rigid.js';
import { neighbourCorrelations } from '../../motion/temporal/neighbour-correlation.js';
import { repeatedVolumes } from '../../motion/temporal/repeated-volumes.js';
import type { TimeSeries, VolumeGroup } from '../../rules/motion/series/time-series.js';
import type { GroupTrustFacts, VolumeTrustFacts } from '../../rules/motion/trust/facts.js';
import type { AlignedGroup, GroupFault, MeasuredVolume } from './measure-group.js';

/** What trust in a group is decided by. */
export interface GroupFacts {
  readonly group: GroupTrustFacts;
  /** By number of the volume in the run; those of other groups are of no account. */
  readonly volumes: readonly VolumeTrustFacts[];
}

const NOT_KNOWN: VolumeTrustFacts = {
  fault: 'no-signal',
  converged: false,
  correlation: Number.NaN,
  overlap: Number.NaN,
  standardErrorMm: Number.NaN,
  scale: Number.NaN,
  displacementMm: Number.NaN,
};

/** What alignment found out of a group, as plain numbers for the rules. */
export function groupFacts(
  { points, kind }: TimeSeries,
  { members, bValue }: VolumeGroup,
  aligned: AlignedGroup | GroupFault,
): GroupFacts {
  const volumes = points.map(() => NOT_KNOWN);
  if ('fault' in aligned) {
    for (const member of members) volumes[member] = unalignedFacts(aligned, member);
    return { group: { members }, volumes };
  }
  const copies = copiesIn(members, aligned);
  for (const [i, member] of members.entries()) {
    const facts = volumeFacts(aligned, aligned.volumes[i]);
    volumes[member] = copies.has(i) && !facts.fault ? { ...facts, fault: 'repeated' } : facts;
  }
  const noise = noiseDecorrelation(aligned);
  const group: GroupTrustFacts = {
    members,
    reference: aligned.reference,
    ...(kind === 'diffusion' && bValue !== 0 && { directions: aligned.isModelled ? 'modelled' : 'apart' }),
    ...(aligned.determinacy && { determinacy: aligned.determinacy }),
    ...(noise !== undefined && { noiseDecorrelation: noise }),
  };
  return { group, volumes };
}

/** What is known of a volume of a run. */
export function factsOf(
  volume: number,
  groups: readonly { group: VolumeGroup; facts: GroupFacts }[],
): VolumeTrustFacts {
  return groups.find(({ group }) => group.members.includes(volume))?.facts.volumes[volume] ?? NOT_KNOWN;
}

/** Of a volume of a group without reference: what was found wrong with it, where it was looked at. */
function unalignedFacts(group: GroupFault, volume: number): VolumeTrustFacts {
  const code = group.fault === 'reference' ? group.codes.get(volume) : undefined;
  const { fault: _, ...nothingWrong } = NOT_KNOWN;
  return code === undefined ? nothingWrong : { ...NOT_KNOWN, fault: faultOf(code) };
}

const ALIGNMENT_FAULTS = ['no-signal', 'not-finite', 'matrix-differs', 'too-few-slices'] as const;

function faultOf(code: string): NonNullable<VolumeTrustFacts['fault']> {
  return ALIGNMENT_FAULTS.find((one) => one === code) ?? 'undecodable';
}

function volumeFacts({ grid }: AlignedGroup, volume: MeasuredVolume | undefined): VolumeTrustFacts {
  if (!volume) return NOT_KNOWN;
  if ('error' in volume) {
    return { ...NOT_KNOWN, fault: faultOf(volume.error) };
  }
  const { transform, converged, correlation, overlap, standardErrorMm, scale } = volume.alignment;
  const displacementMm = fdJenkinsonMm(transform, identity(), centreOf(grid));
  const { withinVolumeMm, parityScore } = volume;
  return {
    ...{ converged, correlation, overlap, standardErrorMm, scale, displacementMm },
    ...{ withinVolumeMm, parityScore },
  };
}

/** Places among the members of volumes whose stored values another one has, too; never that of the reference. */
function copiesIn(
  members: readonly number[],
  { reference, store: { members: volumes, voxels, raw: values } }: AlignedGroup,
): ReadonlySet<number> {
  return new Set(repeatedVolumes({ volumes, voxels, values }, members.indexOf(reference)));
}

/** 1 − correlation of volumes that follow each other: the median over the group. */
function noiseDecorrelation({
  store: { members: volumes, voxels, realigned: values },
}: AlignedGroup): number | undefined {
  const known = [...neighbourCorrelations({ volumes, voxels, values })]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const middle = known[Math.floor(known.length / 2)];
  return middle === undefined ? undefined : 1 - middle;
}

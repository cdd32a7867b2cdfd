import { PARITY_LIMIT, sliceEvents } from '../../motion/slices/slice-events.js';
import { qualityIndex } from '../../motion/temporal/volume-figures.js';
import { voxelStatistics } from '../../motion/temporal/voxel-statistics.js';
import type { VolumeGroup } from '../../rules/motion/series/time-series.js';
import { mostTypical, referenceCandidates } from './choose-reference.js';
import {
  type AlignedGroup,
  type GroupContext,
  type GroupFault,
  type MeasuredVolume,
  measureGroup,
} from './measure-group.js';

/** Further references that are tried where the middle volume is spoilt. */
const MOST_TRIED = 2;
/** Motion between the passes of a volume that is no noise, mm. */
const MOVED_WITHIN_MM = 0.5;

/**
 * Aligns a group to the volume that was asked for. `median` is known only when all volumes were seen once. A middle
 * volume that lost slices, holds spikes or moved while it was acquired spoils all others: the nearest that did not
 * takes its place. A volume that was named, or the first, stays.
 */
export async function alignGroup(
  group: VolumeGroup,
  context: GroupContext,
): Promise<AlignedGroup | GroupFault> {
  const first = await measureGroup(group, context);
  if ('fault' in first) return first;
  if (context.choice === 'median') return alignToTypical(group, context, first);
  // Where each volume is held against its own prediction, a spoilt reference spoils no other.
  if (context.choice !== 'middle' || first.isModelled || !isSpoilt(group, first)) return first;
  for (const reference of soundVolumes(group, first).slice(0, MOST_TRIED)) {
    const again = await alignTo(reference, group, context);
    if (!('fault' in again) && !isSpoilt(group, again)) return again;
  }
  return first;
}

async function alignToTypical(
  group: VolumeGroup,
  context: GroupContext,
  first: AlignedGroup,
): Promise<AlignedGroup | GroupFault> {
  const { members: volumes, voxels, realigned: values } = first.store;
  const series = { volumes, voxels, values };
  const typical = mostTypical(group.members, qualityIndex(series, voxelStatistics(series).median));
  if (typical === undefined || typical === first.reference) return first;
  return alignTo(typical, group, context);
}

function alignTo(
  reference: number,
  group: VolumeGroup,
  context: GroupContext,
): Promise<AlignedGroup | GroupFault> {
  const key = `${context.key}/${reference}`;
  return measureGroup(group, { ...context, choice: reference, key, measured: () => {} });
}

/** Members with slices that lost signal or hold a spike. */
function eventful({ volumes }: AlignedGroup): ReadonlySet<number> {
  const slices = volumes.map((volume) => ('error' in volume ? undefined : volume.slices));
  return new Set(sliceEvents(slices).map(({ volume }) => volume));
}

function movedWithin(volume: MeasuredVolume): boolean {
  if ('error' in volume) return false;
  return volume.withinVolumeMm > MOVED_WITHIN_MM || volume.parityScore > PARITY_LIMIT;
}

/** Whether the reference has a fault of its own, or most others differ from it as if it had moved within. */
function isSpoilt({ members }: VolumeGroup, aligned: AlignedGroup): boolean {
  if (eventful(aligned).has(members.indexOf(aligned.reference))) return true;
  return aligned.volumes.filter(movedWithin).length > (members.length - 1) / 2;
}

/** Volumes without faults, the nearest to the middle first. */
function soundVolumes(group: VolumeGroup, aligned: AlignedGroup): number[] {
  const faulty = eventful(aligned);
  return referenceCandidates(group, 'middle').filter((volume) => {
    const member = group.members.indexOf(volume);
    const measured = aligned.volumes[member];
    return volume !== aligned.reference && measured && !('error' in measured) && !faulty.has(member);
  });
}

import { interleaveGroups } from '../../motion/slices/interleave.js';
import { type SliceEvent, sliceEvents } from '../../motion/slices/slice-events.js';
import type { TimeSeries, VolumeGroup } from '../../rules/motion/series/time-series.js';
import { isMeasured, judgeTrust, type RunTrust } from '../../rules/motion/trust/judge-trust.js';
import type { TrustReason } from '../../rules/motion/trust/reasons.js';
import { VolumeError } from '../../study/volume/volume-error.js';
import type { ThreadOptions } from '../run-here-or-there.js';
import { alignGroup } from './align-group.js';
import { withoutMembers } from './group-store.js';
import type { AlignedGroup, GroupContext, GroupFault } from './measure-group.js';
import { type TemporalFigures, temporalFigures } from './temporal-figures.js';
import { threadsFor } from './threads.js';
import { factsOf, type GroupFacts, groupFacts } from './trust-facts.js';

/** A group with all that was measured of it. */
export interface MeasuredGroup {
  readonly group: VolumeGroup;
  readonly aligned: AlignedGroup | GroupFault;
  /** Numbers of volumes are places among the members. */
  readonly events: readonly SliceEvent[];
  /** Places among the members of those whose slices were looked at: of the others nothing is known. */
  readonly searched: ReadonlySet<number>;
  /** undefined where fewer than two volumes can be compared. */
  readonly temporal?: TemporalFigures;
}

/** A run with all that was measured of it. */
export interface MeasuredRun {
  readonly groups: readonly MeasuredGroup[];
  readonly trust: RunTrust;
  /** Into how many passes over the head the slices of a volume fall; 0 where nothing says when they were acquired. */
  readonly passes: number;
}

/** What a run is measured with. */
export interface RunContext
  extends ThreadOptions,
    Pick<GroupContext, 'key' | 'choice' | 'instances' | 'pathOf' | 'measured'> {}

/**
 * Measures a run: each group of volumes of one contrast by itself, one after the other, so that the values of one group
 * alone are in memory; figures over time of the volumes whose motion is known.
 */
export async function measureRun(run: TimeSeries, context: RunContext): Promise<MeasuredRun> {
  const threads = await threadsFor(voxelsOf(run), context);
  const passes = interleaveGroups(run.sliceTimesS ?? []);
  const { key, choice, instances, pathOf, measured } = context;
  const shared = { run, choice, threads, instances, pathOf, passes, measured };
  const groups: { group: VolumeGroup; aligned: AlignedGroup | GroupFault; facts: GroupFacts }[] = [];
  const temporals: (TemporalFigures | undefined)[] = [];
  for (const [number, group] of run.groups.entries()) {
    const own = { ...shared, key: `${key}/${number}` };
    const aligned = await alignGroup(group, own);
    const facts = groupFacts(run, group, aligned);
    // Trust within a group needs nothing of the others; what holds of the whole run is judged below.
    const { volumes } = judgeTrust({ kind: run.kind, volumes: facts.volumes, groups: [facts.group] });
    const isKnown = (volume: number): boolean => isMeasured(volumes[volume] ?? { state: 'reference' });
    temporals.push(await temporalOf(group, aligned, { threads, isKnown }));
    groups.push({ group, aligned, facts });
  }
  const trust = judgeTrust({
    kind: run.kind,
    volumes: run.points.map((_, volume) => factsOf(volume, groups)),
    groups: groups.map(({ facts }) => facts.group),
  });
  return {
    groups: groups.map(({ group, aligned }, i) => {
      const temporal = temporals[i];
      const sought = eventsOf(group, aligned, trust);
      return { group, aligned: withoutValues(aligned), ...sought, ...(temporal && { temporal }) };
    }),
    trust,
    passes: passes.length,
  };
}

function voxelsOf({ points }: TimeSeries): number {
  return points.reduce((sum, { plan }) => {
    if (plan.grid instanceof VolumeError) return sum;
    const [columns, rows, slices] = plan.grid.dims;
    return sum + columns * rows * slices;
  }, 0);
}

/**
 * Slices that are not as the others are. A volume that lies elsewhere, or looks otherwise, differs in all slices; one
 * whose place is only uncertain is looked at: lost slices are what makes it so.
 */
function eventsOf(
  { members }: VolumeGroup,
  aligned: AlignedGroup | GroupFault,
  { volumes, unmeasurable }: RunTrust,
): Pick<MeasuredGroup, 'events' | 'searched'> {
  if ('fault' in aligned || unmeasurable) return { events: [], searched: new Set() };
  const slices = aligned.volumes.map((volume, member) => {
    const trust = volumes[members[member] ?? -1];
    const isPlaced = trust && (isMeasured(trust) || ('reason' in trust && NEAR.includes(trust.reason)));
    return isPlaced && !('error' in volume) ? volume.slices : undefined;
  });
  const searched = slices.flatMap((one, member) => (one ? [member] : []));
  return { events: sliceEvents(slices), searched: new Set(searched) };
}

/** Reasons that leave a volume about where it was found. */
const NEAR: readonly TrustReason[] = ['uncertain', 'moved-within'];

/** Values over time are worked on group by group: what stays is small. */
function withoutValues(aligned: AlignedGroup | GroupFault): AlignedGroup | GroupFault {
  if ('fault' in aligned) return aligned;
  const none = new Float32Array(0);
  return { ...aligned, store: { ...aligned.store, raw: none, realigned: none } };
}

async function temporalOf(
  { members }: VolumeGroup,
  aligned: AlignedGroup | GroupFault,
  { threads, isKnown }: Pick<GroupContext, 'threads'> & { readonly isKnown: (volume: number) => boolean },
): Promise<TemporalFigures | undefined> {
  if ('fault' in aligned) return undefined;
  const { store, prepared, grid, volumes } = aligned;
  const lost = [...members.entries()].flatMap(([member, volume]) => {
    const read = volumes[member];
    return read && !('error' in read) && isKnown(volume) ? [] : [member];
  });
  if (members.length - lost.length < 2) return undefined;
  withoutMembers(store, lost);
  return temporalFigures(store, { threads, mask: prepared.mask, grid });
}

import { MotionError } from '../../motion/motion-error.js';
import { type Determinacy, determinacy } from '../../motion/realign/determinacy.js';
import { prepareReference, type Reference } from '../../motion/realign/reference.js';
import type { TimeSeries, VolumeGroup } from '../../rules/motion/series/time-series.js';
import type { InstanceTable } from '../../study/instance-table.js';
import type { VolumeGrid } from '../../study/volume/grid.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import { jobFiles } from '../volumes/job-files.js';
import { referenceCandidates } from './choose-reference.js';
import { followModel } from './diffusion-group.js';
import { groupStore, shared } from './group-store.js';
import type { AlignJob, GroupStore, ReadResult, VolumeMeasures } from './motion-job.js';
import type { ReferenceChoice } from './options.js';
import type { Threads } from './threads.js';

/** Volumes of one job: a fixed number, since within a job each volume begins where the one before it was found. */
const JOB_VOLUMES = 6;
/** Volumes whose gradients tell, with the reference's, what the object's shape determines. */
const SHAPE_VOLUMES = 3;

/** What a group of a run was measured with. */
export interface GroupContext {
  readonly run: TimeSeries;
  /** Tells the group from all others of the delivery. */
  readonly key: string;
  readonly choice: ReferenceChoice;
  readonly threads: Threads;
  readonly instances: InstanceTable;
  readonly pathOf: (file: number) => Uint8Array;
  /** Slices of each pass of the acquisition, where it is interleaved. */
  readonly passes: readonly (readonly number[])[];
  readonly measured: (volumes: number) => void;
}

/** A volume as it was read and aligned, or the code of what kept it from that. */
export type MeasuredVolume = VolumeMeasures | { readonly error: string };

/** What was measured of a group that has a reference. */
export interface AlignedGroup {
  /** Number of the reference volume in the run. */
  readonly reference: number;
  readonly prepared: Reference;
  readonly grid: VolumeGrid;
  /** By the members' order. */
  readonly volumes: readonly MeasuredVolume[];
  readonly determinacy: Determinacy | undefined;
  /** Each volume was held against what a model of diffusion predicts of it, not against the reference. */
  readonly isModelled: boolean;
  readonly store: GroupStore;
}

/** Why a group was not measured: nothing to compare with, or what kept every volume tried from being its reference. */
export type GroupFault =
  | { readonly fault: 'alone' }
  /** By number of the volume in the run. */
  | { readonly fault: 'reference'; readonly codes: ReadonlyMap<number, string> };

/** Reads a group's volumes, aligns them to its reference, and measures their slices. */
export async function measureGroup(
  group: VolumeGroup,
  context: GroupContext,
): Promise<AlignedGroup | GroupFault> {
  if (group.members.length < 2) return { fault: 'alone' };
  const found = await findReference(group, context);
  if ('fault' in found) return found;
  const { reference, prepared, grid } = found;
  const store = groupStore(prepared, group.members.length);
  const values = shared(prepared.values.length);
  values.set(prepared.values);
  const common = { reference: { key: context.key, values, grid }, store };
  const modelled = await followModel(group, { ...context, ...common }, found);
  if (modelled) context.measured(modelled.length);
  const volumes = modelled ?? (await alignAll(group, context, common));
  const told = await shapeOf(group, context, { ...found, volumes });
  return {
    ...{ reference, prepared, grid, volumes, store },
    ...{ determinacy: told, isModelled: modelled !== undefined },
  };
}

async function alignAll(
  group: VolumeGroup,
  context: GroupContext,
  common: Pick<AlignJob, 'reference' | 'store'>,
): Promise<MeasuredVolume[]> {
  const volumes: MeasuredVolume[] = [];
  for await (const results of context.threads.align(alignJobs(group, context, common))) {
    volumes.push(...results);
    context.measured(results.length);
  }
  return volumes;
}

/** A volume that others can be held against. */
export interface FoundReference {
  readonly reference: number;
  readonly prepared: Reference;
  readonly grid: VolumeGrid;
}

/** The first candidate that can be read and has a signal; what is wrong with each where there is none. */
async function findReference(
  group: VolumeGroup,
  context: GroupContext,
): Promise<FoundReference | Extract<GroupFault, { fault: 'reference' }>> {
  const codes = new Map<number, string>();
  for (const reference of referenceCandidates(group, context.choice)) {
    const read = await readVolume(reference, context);
    if ('error' in read) {
      codes.set(reference, read.error);
      continue;
    }
    try {
      return { reference, prepared: prepareReference(read.values, read.grid), grid: read.grid };
    } catch (error) {
      if (!(error instanceof MotionError)) throw error;
      codes.set(reference, error.code);
    }
  }
  return { fault: 'reference', codes };
}

function planOf({ run }: GroupContext, volume: number): PlannedVolume | undefined {
  return run.points[volume]?.plan;
}

async function readVolume(volume: number, context: GroupContext): Promise<ReadResult> {
  const plan = planOf(context, volume);
  if (!plan) return { error: 'no-volume' };
  return context.threads.read({ kind: 'read', plan, files: jobFiles([plan], context) });
}

function* alignJobs(
  { members }: VolumeGroup,
  context: GroupContext,
  shared: Pick<AlignJob, 'reference' | 'store'>,
): Generator<AlignJob> {
  const { phaseAxis } = context.run;
  for (let from = 0; from < members.length; from += JOB_VOLUMES) {
    const volumes = members.slice(from, from + JOB_VOLUMES).flatMap((volume, i) => {
      const plan = planOf(context, volume);
      return plan ? [{ member: from + i, plan }] : [];
    });
    const files = jobFiles(
      volumes.map(({ plan }) => plan),
      context,
    );
    const { passes } = context;
    yield { kind: 'align', ...shared, volumes, files, passes, ...(phaseAxis && { phaseAxis }) };
  }
}

/** What the object's shape determines, from the reference and the volumes that lie nearest to it in time. */
async function shapeOf(
  { members }: VolumeGroup,
  context: GroupContext,
  { reference, prepared, volumes }: FoundReference & Pick<AlignedGroup, 'volumes'>,
): Promise<Determinacy | undefined> {
  const near = members
    .map((volume, member) => ({ volume, measured: volumes[member] }))
    .filter(({ volume }) => volume !== reference)
    .sort((a, b) => Math.abs(a.volume - reference) - Math.abs(b.volume - reference) || a.volume - b.volume);
  const others: Parameters<typeof determinacy>[1][number][] = [];
  for (const { volume, measured } of near) {
    if (others.length === SHAPE_VOLUMES) break;
    if (!measured || 'error' in measured) continue;
    const read = await readVolume(volume, context);
    if ('error' in read) continue;
    others.push({ ...read, transform: measured.alignment.transform });
  }
  return others.length === 0 ? undefined : determinacy(prepared, others);
}

import type { PlannedVolume } from '../../../study/volume/plan.js';
import { VolumeError } from '../../../study/volume/volume-error.js';
import { directionOf } from './direction.js';
import type { EchoTrain } from './echoes.js';
import { geometryReason, imageReason } from './image-role.js';
import type { InstanceValues } from './instance-values.js';
import { timingOf } from './interval.js';
import { isMotionCorrected } from './kind.js';
import { labelsOf } from './labels.js';
import { inOrder, type Ordered } from './order.js';
import { phaseAxisOf } from './phase-axis.js';
import type {
  LeftOut,
  LeftOutReason,
  SeriesKind,
  TimePoint,
  TimeSeries,
  VolumeGroup,
} from './series-runs.js';
import { type Shells, shellsOf } from './shells.js';
import { sliceTimesOf } from './slice-times.js';

/** What a run is made of: the moments of one contrast. */
export interface RunMaterial {
  readonly kind: SeriesKind;
  readonly trains: readonly EchoTrain[];
  /** What was left out before. */
  readonly leftOut: readonly LeftOut[];
}

/** Puts a run together: its order, times and groups; volumes that cannot be used are left out, and say why. */
export function buildRun(values: InstanceValues, { kind, trains, leftOut }: RunMaterial): TimeSeries {
  const { view } = values;
  const ordered = inOrder(
    values,
    trains.map(({ first }) => first),
  );
  const othersOf = new Map(trains.map(({ first, others }) => [first, others]));
  const dims = commonDims(ordered.volumes);
  const unfit = (plan: PlannedVolume): LeftOutReason | undefined => unfitness(values, plan, dims);
  const usable = ordered.volumes.flatMap((plan, at) => (unfit(plan) === undefined ? [at] : []));
  const complete = usable.flatMap((at) => ordered.volumes[at] ?? []);
  const timing = timingOf(view, kind, ordered);
  const { groups, groupOf } = usedGroups(groupsOf(values, kind, ordered), usable);
  const points = complete.map((plan, number): TimePoint => {
    const timeS = timing.timesS?.[usable[number] ?? -1];
    const direction = kind === 'diffusion' ? directionOf(values, plan) : undefined;
    return {
      plan,
      echoes: (othersOf.get(plan) ?? []).filter((echo) => unfit(echo) === undefined),
      group: groupOf[number] ?? 0,
      ...(timeS !== undefined && { timeS }),
      ...(direction && { direction }),
    };
  });
  const all = trains.flatMap(({ first, others }) => [first, ...others]);
  const bad = all.flatMap((plan): LeftOut[] => {
    const reason = unfit(plan);
    return reason === undefined ? [] : [{ plan, reason }];
  });
  const sliceTimesS = sliceTimesOf(values, complete, timing.intervalS);
  const phaseAxis = phaseAxisOf(view);
  return {
    ...{ kind, stack: ordered.volumes[0]?.stack ?? 0, points, groups },
    ...{ leftOut: [...leftOut, ...bad], order: ordered.order },
    ...(timing.intervalS !== undefined && { intervalS: timing.intervalS }),
    ...(timing.intervalFrom !== undefined && { intervalFrom: timing.intervalFrom }),
    ...(sliceTimesS && { sliceTimesS }),
    ...(phaseAxis && { phaseAxis }),
    ...(isMotionCorrected(view) && { motionCorrected: true as const }),
  };
}

/** Columns, rows and slices that most of the volumes have. */
function commonDims(volumes: readonly PlannedVolume[]): string | undefined {
  const counts = new Map<string, number>();
  for (const plan of volumes) {
    const dims = dimsOf(plan);
    if (dims !== undefined) counts.set(dims, (counts.get(dims) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0];
}

function dimsOf({ grid }: PlannedVolume): string | undefined {
  return grid instanceof VolumeError ? undefined : grid.dims.join('×');
}

function unfitness(
  values: InstanceValues,
  plan: PlannedVolume,
  dims: string | undefined,
): LeftOutReason | undefined {
  const reason = imageReason(values, plan) ?? geometryReason(plan);
  return reason ?? (dimsOf(plan) === dims ? undefined : 'matrix-differs');
}

function groupsOf(values: InstanceValues, kind: SeriesKind, { volumes, order }: Ordered): Shells {
  if (kind === 'diffusion') return shellsOf(values, volumes);
  if (kind === 'asl') return labelsOf(values, volumes, order === 'known');
  return { groups: [{ name: 'all', members: [...volumes.keys()] }], groupOf: volumes.map(() => 0) };
}

/** Groups by the numbers of the points; those of which every volume is left out are gone. */
function usedGroups({ groups, groupOf }: Shells, usable: readonly number[]): Shells {
  const pointOf = new Map(usable.map((at, point) => [at, point]));
  const used = groups.flatMap((group, number): { group: VolumeGroup; number: number }[] => {
    const members = group.members.flatMap((at) => pointOf.get(at) ?? []);
    return members.length === 0 ? [] : [{ group: { ...group, members }, number }];
  });
  const newNumber = new Map(used.map(({ number }, at) => [number, at]));
  return {
    groups: used.map(({ group }) => group),
    groupOf: usable.map((at) => newNumber.get(groupOf[at] ?? 0) ?? 0),
  };
}

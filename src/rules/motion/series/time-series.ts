import { type Probe, probeKey } from '../../../study/probe/probe.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import { VolumeError } from '../../../study/volume/volume-error.js';
import { attribute } from '../../protocol/derived/readings.js';
import type { SeriesView } from '../../protocol/series-view.js';
import { buildRun } from './build-run.js';
import { byContrast } from './contrasts.js';
import { byEcho } from './echoes.js';
import { imageReason, ROLE_PROBES, typeWords } from './image-role.js';
import { INSTANCE_PROBES, InstanceValues } from './instance-values.js';
import { INTERVAL_PROBES } from './interval.js';
import { isEchoPlanar, isGated, KIND_PROBES, kindOf } from './kind.js';
import { ORDER_PROBES } from './order.js';
import { PHASE_PROBES } from './phase-axis.js';
import type { LeftOut, NoRuns, SeriesKind, SeriesRuns, TimeSeries } from './series-runs.js';
import { isTrace } from './shells.js';
import { SLICE_TIME_PROBES } from './slice-times.js';

export type {
  LeftOutReason,
  NoTimeSeriesReason,
  SeriesKind,
  SeriesRuns,
  TimePoint,
  TimeSeries,
  VolumeGroup,
} from './series-runs.js';

const IMAGE_TYPE = attribute('ImageType');

const PROBES: readonly Probe[] = [
  ...[...INSTANCE_PROBES, ...ROLE_PROBES, ...KIND_PROBES, ...ORDER_PROBES],
  ...[...INTERVAL_PROBES, ...SLICE_TIME_PROBES, ...PHASE_PROBES],
];

/** What has to be read of every instance for {@link timeSeriesOf}; each once. */
export const TIME_SERIES_PROBES: readonly Probe[] = [
  ...new Map(PROBES.map((probe) => [probeKey(probe), probe])).values(),
];

const NOT_APPLICABLE = 'not-applicable';
const NOT_EVALUABLE = 'not-evaluable';
const MEASURED = new Set(['MR', 'PT', 'CT']);

/** What a stack is: its runs, or why it has none; and its volumes, for the runs of the other stacks to name. */
interface StackRuns {
  readonly runs: readonly TimeSeries[];
  readonly none?: NoRuns;
  readonly volumes: readonly PlannedVolume[];
}

/**
 * Tells what a series shows over time, from its headers alone. Each contrast of each stack that was taken more than once
 * is a run. What has several volumes and yet no run says why; what should be a run and cannot be told apart is
 * not evaluable, never passed over.
 */
export function timeSeriesOf(view: SeriesView): SeriesRuns {
  const values = new InstanceValues(view);
  const kind = kindOf(view, values);
  if (!kind) return { runs: [], none: otherModality(view) };
  if (view.geometry.stacks.length === 0) return { runs: [], none: unplaced(view) };
  if (isGated(view)) return { runs: [], none: { reason: 'gated', outcome: NOT_APPLICABLE } };
  const planned = view.volumes();
  const stacks = view.geometry.stacks.map((_, number) =>
    stackRuns(
      values,
      kind,
      planned.filter(({ stack }) => stack === number),
    ),
  );
  const runs = stacks.flatMap((stack) => stack.runs);
  if (runs.length > 0) return { runs: withOtherStacks(values, runs, stacks) };
  const reasons = stacks.flatMap(({ none }) => none ?? []);
  const none = reasons.find(({ outcome }) => outcome === NOT_EVALUABLE) ?? reasons[0];
  return { runs: [], none: none ?? { reason: 'not-volumetric', outcome: NOT_APPLICABLE } };
}

function otherModality(view: SeriesView): NoRuns {
  const { headers, geometry } = view;
  if (geometry.rows === undefined && geometry.stacks.length === 0) {
    return { reason: 'no-image', outcome: NOT_APPLICABLE };
  }
  // A series has one modality (PS3.3 C.7.3.1): which of its images are a run cannot be told where it has two, or none.
  const mayBeRun = headers.some(({ modality }) => MEASURED.has(modality) || modality === '');
  const volumes = mayBeRun ? view.volumes() : [];
  const isRepeated = volumes.length > geometry.stacks.length || volumes.some(isAmbiguous);
  return { reason: 'modality', outcome: isRepeated ? NOT_EVALUABLE : NOT_APPLICABLE };
}

/** PS3.3 A.2.3, A.3.3, A.21.3, A.36.2, A.38.1, A.56.2: CT, MR and PET images have a place in the patient. */
const PLACED = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.((2|4)(\.1)?|128|130)$/;

/** Whether images of a scanner, no captures, localizers or pictures worked out of others, lack the place that they must have. */
function lacksPlace(view: SeriesView): boolean {
  const types = view.readings(IMAGE_TYPE).flatMap(({ reading }) => {
    return reading.state === 'value' ? reading.texts.map((text) => text.trim().toUpperCase()) : [];
  });
  const isOther = ['DERIVED', 'SECONDARY', 'LOCALIZER'].some((word) => types.includes(word));
  return !isOther && view.headers.every(({ sopClassUID }) => PLACED.test(sopClassUID));
}

/** No frame has a place in the patient. Where it must have one, or the header promises a run, it cannot be measured. */
function unplaced(view: SeriesView): NoRuns {
  if (view.geometry.rows === undefined && view.frames === 0) {
    return { reason: 'no-image', outcome: NOT_APPLICABLE };
  }
  const isPromised =
    isEchoPlanar(view) ||
    view.headers.some(({ declared: { temporalPositions = 1, timeSlices = 1 } }) => {
      return temporalPositions > 1 || timeSlices > 1;
    });
  const isLost = (isPromised && view.frames > 1) || lacksPlace(view);
  const outcome = isLost ? NOT_EVALUABLE : NOT_APPLICABLE;
  return { reason: 'not-volumetric', outcome };
}

function stackRuns(values: InstanceValues, kind: SeriesKind, volumes: readonly PlannedVolume[]): StackRuns {
  const leftOut: LeftOut[] = [];
  const candidates: PlannedVolume[] = [];
  for (const plan of volumes) {
    const reason = roleReason(values, kind, plan);
    if (reason) leftOut.push({ plan, reason });
    else candidates.push(plan);
  }
  const without = (reason: NoRuns['reason'], outcome: NoRuns['outcome'] = NOT_APPLICABLE): StackRuns => ({
    ...{ runs: [], volumes, none: { reason, outcome } },
  });
  const [first] = candidates;
  if (!first)
    return without(leftOut.some(({ reason }) => reason === 'derived-image') ? 'derived' : 'phase-only');
  if (typeWords(values, first).includes('LOCALIZER')) return without('not-volumetric');
  if (candidates.some(isAmbiguous)) return without('ambiguous-volumes', NOT_EVALUABLE);
  const contrasts = byContrast(values, candidates, kind).map((own) => byEcho(values, own));
  const repeated = contrasts.filter(({ trains }) => trains.length > 1);
  if (repeated.length === 0) return without(candidates.length > 1 ? 'contrasts-differ' : 'one-volume');
  if (values.view.geometry.stacks[first.stack]?.slices === 1) return without('one-slice', NOT_EVALUABLE);
  const single = contrasts.filter(({ trains }) => trains.length === 1);
  const lone = single.flatMap(({ trains, unmatched }) => [
    ...trains.flatMap((train) => [train.first, ...train.others]),
    ...unmatched,
  ]);
  const runs = repeated.map(({ trains, unmatched }, number) => {
    const own = unmatched.map((plan): LeftOut => ({ plan, reason: 'ambiguous' }));
    const others = lone.map((plan): LeftOut => ({ plan, reason: 'contrast-differs' }));
    // What belongs to no run is named once, with the largest.
    const all = number === 0 ? [...leftOut, ...others, ...own] : own;
    return buildRun(values, { kind, trains, leftOut: all });
  });
  return { runs, volumes };
}

/** What an image is that is none of the run's; colours may be, and stay among its volumes that cannot be measured. */
function roleReason(
  values: InstanceValues,
  kind: SeriesKind,
  plan: PlannedVolume,
): LeftOut['reason'] | undefined {
  const reason = imageReason(values, plan);
  if (reason !== undefined && reason !== 'colours') return reason;
  return kind === 'diffusion' && isTrace(values, plan) ? 'derived-image' : undefined;
}

function isAmbiguous({ grid }: PlannedVolume): boolean {
  return grid instanceof VolumeError && grid.fault === 'ambiguous-volumes';
}

/** Volumes of stacks that are no run lie otherwise than the runs: they are named with the first. */
function withOtherStacks(
  values: InstanceValues,
  runs: readonly TimeSeries[],
  stacks: readonly StackRuns[],
): readonly TimeSeries[] {
  const apart = stacks.filter((stack) => stack.runs.length === 0).flatMap(({ volumes }) => volumes);
  const [first, ...others] = runs;
  if (!first || apart.length === 0) return runs;
  const more = apart.map((plan): LeftOut => {
    const reason = isAmbiguous(plan) ? 'ambiguous' : 'matrix-differs';
    return { plan, reason: imageReason(values, plan) ?? reason };
  });
  return [{ ...first, leftOut: [...first.leftOut, ...more] }, ...others];
}

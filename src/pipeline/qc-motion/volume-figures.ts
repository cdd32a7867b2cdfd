import { fdJenkinsonMm, fdPowerMm } from '../../motion/displacement.js';
import {
  centreOf,
  identity,
  type Matrix4,
  type RigidParameters,
  rigidParameters,
} from '../../motion/rigid.js';
import type { VolumeFacts } from '../../rules/motion/run/facts.js';
import type { TimePoint, TimeSeries } from '../../rules/motion/series/time-series.js';
import { isMeasured, type VolumeTrust } from '../../rules/motion/trust/judge-trust.js';
import { gapsBefore } from './gaps.js';
import type { MeasuredGroup, MeasuredRun } from './measure-run.js';
import type { VolumeMeasures } from './motion-job.js';
import type { TemporalFigures } from './temporal-figures.js';

/** Where a volume is. */
export interface VolumePlace {
  readonly transform: Matrix4;
  readonly parameters: RigidParameters;
}

/** A volume with all figures of it: what the rules take, and what the report shows besides. NaN where not known. */
export interface VolumeFigures extends VolumeFacts {
  readonly volume: number;
  readonly point: TimePoint;
  readonly trust: VolumeTrust;
  /** Of its group; undefined where the group has none. */
  readonly reference?: number;
  /** The volume that framewise figures compare it with. */
  readonly previous?: number;
  /** undefined where its motion is not known. */
  readonly place?: VolumePlace;
  readonly dvars: number;
  readonly dvarsVoxelwise: number;
  readonly globalSignal: number;
  readonly overlapPercent: number;
  readonly standardErrorMm: number;
  /** Of each slice; undefined where the volume was not aligned. */
  readonly sliceGain?: Float64Array;
}

/** The figures of each volume of a run, in time order. */
export function volumeFigures(run: TimeSeries, { groups, trust }: MeasuredRun): VolumeFigures[] {
  const placed = groups.map((group) => placesOf(group, trust.volumes));
  const gaps = gapsBefore(run);
  return run.points.map((point, volume) => {
    const own = groups[point.group];
    const state = trust.volumes[volume];
    if (!own || !state) throw new RangeError(`volume ${volume} is in no group`);
    const places = placed[point.group] ?? new Map();
    return figuresOf({ run, point, volume, measured: own, places, trust: state, gaps });
  });
}

type Places = ReadonlyMap<number, VolumePlace>;

/** Where the volumes of a group are whose motion is known, by number. */
function placesOf({ group, aligned }: MeasuredGroup, trust: readonly VolumeTrust[]): Places {
  const places = new Map<number, VolumePlace>();
  if ('fault' in aligned) return places;
  const centre = centreOf(aligned.grid);
  for (const [member, volume] of group.members.entries()) {
    const measures = aligned.volumes[member];
    const state = trust[volume];
    if (!measures || 'error' in measures || !state || !isMeasured(state)) continue;
    // The reference is where it is by definition.
    const transform = volume === aligned.reference ? identity() : measures.alignment.transform;
    places.set(volume, { transform, parameters: rigidParameters(transform, centre) });
  }
  return places;
}

interface Own {
  readonly run: TimeSeries;
  readonly point: TimePoint;
  readonly volume: number;
  readonly measured: MeasuredGroup;
  readonly places: Places;
  readonly trust: VolumeTrust;
  /** Volumes before which others are missing. */
  readonly gaps: ReadonlySet<number>;
}

function figuresOf(own: Own): VolumeFigures {
  const { run, point, volume, trust } = own;
  const { group, aligned, temporal } = own.measured;
  const member = group.members.indexOf(volume);
  const previous = run.order === 'known' ? group.members[member - 1] : undefined;
  // What lies between was lost: from the one to the other is not from volume to volume.
  const next = previous !== undefined && !isGapBetween(own.gaps, previous, volume) ? previous : undefined;
  const place = own.places.get(volume);
  const durationS = durationOf(run, volume);
  const measures = 'fault' in aligned ? undefined : aligned.volumes[member];
  return {
    ...{ volume, point, trust, hasPrevious: previous !== undefined },
    ...(!('fault' in aligned) && { reference: aligned.reference }),
    ...(next !== undefined && { previous: next }),
    ...(place && { place }),
    ...(durationS !== undefined && { durationS }),
    ...positionFigures(own, place),
    ...framewiseFigures(own, place, next),
    ...measuredFigures(measures),
    ...sliceCounts(own.measured, member),
    ...timeFigures(temporal, member, next),
  };
}

function isGapBetween(gaps: ReadonlySet<number>, from: number, to: number): boolean {
  return [...gaps].some((gap) => gap > from && gap <= to);
}

/**
 * From this volume's beginning to the next one's, where both state it. Only frames of PET are of different lengths: in
 * other runs what exceeds the interval is a pause, or a volume that is not there.
 */
function durationOf({ kind, points, intervalS }: TimeSeries, volume: number): number | undefined {
  const [now, next] = [points[volume]?.timeS, points[volume + 1]?.timeS];
  if (now === undefined || next === undefined || next <= now) return intervalS;
  return kind === 'dynamic-pet' ? next - now : Math.min(next - now, intervalS ?? Number.POSITIVE_INFINITY);
}

function positionFigures({ measured: { aligned } }: Own, place: VolumePlace | undefined) {
  if (!place || 'fault' in aligned) {
    return { displacementMm: Number.NaN, translationMm: UNKNOWN, rotationDeg: UNKNOWN };
  }
  const displacementMm = fdJenkinsonMm(place.transform, identity(), centreOf(aligned.grid));
  return { displacementMm, ...place.parameters };
}

const UNKNOWN = [Number.NaN, Number.NaN, Number.NaN] as const;

function framewiseFigures(own: Own, now: VolumePlace | undefined, previous: number | undefined) {
  const before = previous === undefined ? undefined : own.places.get(previous);
  const { aligned } = own.measured;
  if (previous === undefined || !now || !before || 'fault' in aligned) {
    return { fdPowerMm: Number.NaN, fdJenkinsonMm: Number.NaN, speedMmPerS: Number.NaN };
  }
  const jenkinson = fdJenkinsonMm(now.transform, before.transform, centreOf(aligned.grid));
  return {
    fdPowerMm: fdPowerMm(now.parameters, before.parameters),
    fdJenkinsonMm: jenkinson,
    speedMmPerS: jenkinson / secondsBetween(own.run, previous, own.volume),
  };
}

/** NaN where nothing tells. */
function secondsBetween({ points, intervalS }: TimeSeries, from: number, to: number): number {
  const [start, end] = [points[from]?.timeS, points[to]?.timeS];
  if (start !== undefined && end !== undefined && end > start) return end - start;
  return intervalS === undefined ? Number.NaN : intervalS * (to - from);
}

const PERCENT = 100;

function measuredFigures(measures: VolumeMeasures | { readonly error: string } | undefined) {
  const known = measures && !('error' in measures) ? measures : undefined;
  const { ghost = Number.NaN, withinVolumeMm = Number.NaN, parityScore = Number.NaN } = known ?? {};
  return {
    ...{ ghostPercent: PERCENT * ghost, withinVolumeMm, parityScore },
    correlation: known?.alignment.correlation ?? Number.NaN,
    overlapPercent: PERCENT * (known?.alignment.overlap ?? Number.NaN),
    standardErrorMm: known?.alignment.standardErrorMm ?? Number.NaN,
    ...(known && { sliceGain: known.slices.gain }),
  };
}

/** None of a volume whose slices were not looked at: that there was no event is not known then. */
function sliceCounts({ events, searched }: MeasuredGroup, member: number) {
  if (!searched.has(member)) return { dropoutSlices: Number.NaN, spikeSlices: Number.NaN };
  const own = events.filter(({ volume }) => volume === member);
  const count = (kind: 'dropout' | 'spike'): number => own.filter((event) => event.kind === kind).length;
  return { dropoutSlices: count('dropout'), spikeSlices: count('spike') };
}

function timeFigures(temporal: TemporalFigures | undefined, member: number, previous: number | undefined) {
  const value = (values: ArrayLike<number> | undefined): number => values?.[member] ?? Number.NaN;
  // Without an order in time there is no volume before.
  const change = (values: ArrayLike<number> | undefined): number =>
    previous === undefined ? Number.NaN : value(values);
  return {
    dvars: change(temporal?.dvars.nonStandardised),
    dvarsStandardised: change(temporal?.dvars.standardised),
    dvarsVoxelwise: change(temporal?.dvars.voxelwise),
    outlierPercent: value(temporal?.outlierPercent),
    qualityIndex: value(temporal?.qualityIndex),
    globalSignal: value(temporal?.globalSignal),
  };
}

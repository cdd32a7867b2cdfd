import type { Vector3 } from '../../../study/vectors.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';

/** What a time series shows; limits go by it. */
export type SeriesKind =
  | 'functional'
  | 'diffusion'
  | 'asl'
  | 'perfusion'
  | 'dynamic-pet'
  | 'dynamic-ct'
  | 'dynamic-mr';

/** One time point of a run. */
export interface TimePoint {
  /** Of the first echo. */
  readonly plan: PlannedVolume;
  /** The same moment's other echoes, the shortest echo time first. */
  readonly echoes: readonly PlannedVolume[];
  /** Index into {@link TimeSeries.groups}. */
  readonly group: number;
  /** Seconds from the first volume's start; undefined where the headers do not say. */
  readonly timeS?: number;
  /** Of the diffusion gradient: a unit vector, patient LPS; undefined where none acted or none is stated. */
  readonly direction?: Vector3;
}

/** Volumes of one contrast, which may be held against each other by intensity. */
export interface VolumeGroup {
  /** For people: `b = 1000 s/mm²`, `label`, `all`. */
  readonly name: string;
  readonly bValue?: number;
  /** Indices into {@link TimeSeries.points}, in time order. */
  readonly members: readonly number[];
}

/** Why volumes have no part in a time series. */
export type LeftOutReason =
  | 'phase-image'
  | 'derived-image'
  | 'missing-slices'
  | 'duplicate-slices'
  | 'irregular'
  | 'matrix-differs'
  /** It is the only one of its contrast: nothing in the run may be held against it. */
  | 'contrast-differs'
  | 'colours'
  | 'too-few-slices'
  | 'ambiguous';

/** A volume without a part in a time series, and why. */
export interface LeftOut {
  readonly plan: PlannedVolume;
  readonly reason: LeftOutReason;
}

/** A stack of a series that is a run over time. */
export interface TimeSeries {
  readonly kind: SeriesKind;
  readonly stack: number;
  /** In time order, numbered from 0: the numbers of volumes in reports. None where every volume is left out. */
  readonly points: readonly TimePoint[];
  readonly groups: readonly VolumeGroup[];
  readonly leftOut: readonly LeftOut[];
  /** `unknown` where nothing tells which volume came first: no framewise figure is possible then. */
  readonly order: 'known' | 'unknown';
  /** Typical time from volume to volume, s. */
  readonly intervalS?: number;
  /** What the interval was told by: the volumes' own times, or the repetition time of an echo-planar sequence. */
  readonly intervalFrom?: 'times' | 'repetition-time';
  /** When each slice of a volume is acquired, s from the volume's start; in the order of the plan's slices. */
  readonly sliceTimesS?: readonly number[];
  /** Axis of the image along which phase is encoded: `i` along rows of pixels, `j` along columns. */
  readonly phaseAxis?: 'i' | 'j';
  /** The scanner has realigned the images already: what motion is measured is what it left, not the subject's. */
  readonly motionCorrected?: true;
}

/** Why a series, or a stack of it, is no time series. */
export type NoTimeSeriesReason =
  | 'no-image'
  | 'not-volumetric'
  | 'one-volume'
  | 'one-slice'
  /** Several volumes, but each of a contrast of its own: flip angles, inversion times, reconstructions. */
  | 'contrasts-differ'
  /** The volumes are phases of a cycle of heart or breath. */
  | 'gated'
  | 'derived'
  | 'phase-only'
  | 'ambiguous-volumes'
  | 'modality';

/** Why there is no time series: `not-evaluable` where there should be one. */
export interface NoRuns {
  readonly reason: NoTimeSeriesReason;
  readonly outcome: 'not-applicable' | 'not-evaluable';
}

/** What qc-motion makes of a series: its runs, or why it has none. */
export interface SeriesRuns {
  readonly runs: readonly TimeSeries[];
  /** Why there is none; undefined where there is one. */
  readonly none?: NoRuns;
}

import type { Alignment } from '../../motion/realign/align.js';
import type { Matrix4 } from '../../motion/rigid.js';
import type { SliceMeasures } from '../../motion/slices/slice-measures.js';
import type { DvarsSums } from '../../motion/temporal/dvars.js';
import type { VoxelRange } from '../../motion/temporal/masked-series.js';
import type { OutlierCounts } from '../../motion/temporal/outliers.js';
import type { VoxelStatistics } from '../../motion/temporal/voxel-statistics.js';
import type { VolumeGrid } from '../../study/volume/grid.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import type { JobInstance } from '../volumes/job-instance.js';
import type { ImageJob, ImageResult, PhantomJob, PhantomJobResult } from './stills/still-job.js';

/** Volumes to be read. */
interface Reads {
  readonly files: readonly JobInstance[];
}

/** The volume that a group's others are held against; its values are in memory that threads share. */
export interface SharedReference {
  /** Tells it from the references of other groups: what a thread made of it is kept by this. */
  readonly key: string;
  readonly values: Float32Array;
  readonly grid: VolumeGrid;
}

/**
 * Values of a group's mask voxels over time, volume after volume, in memory that threads share: as they were stored,
 * and realigned. Long runs keep every `step`-th voxel of the mask.
 */
export interface GroupStore {
  readonly members: number;
  readonly voxels: number;
  readonly step: number;
  readonly raw: Float32Array;
  readonly realigned: Float32Array;
}

/** Reads one volume. */
export interface ReadJob extends Reads {
  readonly kind: 'read';
  readonly plan: PlannedVolume;
}

/** Reads volumes, aligns each to the reference, and measures its slices. */
export interface AlignJob extends Reads {
  readonly kind: 'align';
  readonly reference: SharedReference;
  readonly store: GroupStore;
  /** `member` is the volume's place in its group. */
  readonly volumes: readonly { readonly member: number; readonly plan: PlannedVolume }[];
  readonly phaseAxis?: 'i' | 'j';
  /** Slices of each pass of the acquisition, where it is interleaved. */
  readonly passes: readonly (readonly number[])[];
}

/** A member of a group, and where it lies for now: positions in the group's frame → positions at the volume. */
export interface PlacedVolume {
  readonly member: number;
  readonly plan: PlannedVolume;
  readonly transform: Matrix4;
}

/** Reads volumes and puts them into the store as they lie when moved. */
export interface ResampleJob extends Reads, Pick<AlignJob, 'reference' | 'store'> {
  readonly kind: 'resample';
  readonly volumes: readonly PlacedVolume[];
}

/** Reads a volume and aligns it to what is predicted of it, in memory that threads share. */
export interface FollowJob extends Reads, Pick<AlignJob, 'reference' | 'store' | 'phaseAxis' | 'passes'> {
  readonly kind: 'follow';
  readonly volume: PlacedVolume;
  /** On the grid of the reference, which also tells the mask of the store. */
  readonly prediction: Float32Array;
  /** Whether slices are measured, too, and the volume is stored as it lies then. */
  readonly isLast: boolean;
}

/** Works out figures over time for some voxels of a group. */
export interface TemporalJob {
  readonly kind: 'temporal';
  readonly store: GroupStore;
  readonly range: VoxelRange;
}

/** What a thread can be asked for. */
export type MotionJob = ReadJob | AlignJob | ResampleJob | FollowJob | TemporalJob | ImageJob | PhantomJob;

/** A volume's values, or the code of what kept them from being read. */
export type ReadResult =
  | { readonly values: Float32Array; readonly grid: VolumeGrid }
  | { readonly error: string };

/** What was measured of a volume. */
export interface VolumeMeasures {
  readonly alignment: Alignment;
  readonly slices: SliceMeasures;
  readonly parityScore: number;
  /** NaN where it cannot be told, or does not apply. */
  readonly withinVolumeMm: number;
  /** Share of the signal; NaN as above. */
  readonly ghost: number;
}

/** The measures of an {@link AlignJob}'s volumes in its order; the code of an error in their place. */
export type AlignResult = readonly (VolumeMeasures | { readonly error: string })[];

/** The code of an error of each volume that could not be read. */
export type ResampleResult = readonly { readonly member: number; readonly error?: string }[];

/** Where a volume lies by its prediction. */
export type FollowResult =
  | { readonly transform: Matrix4; readonly measures?: VolumeMeasures }
  | { readonly error: string };

/** The figures of a {@link TemporalJob}: of the realigned values, and outliers of those that were stored. */
export interface TemporalResult {
  readonly dvars: DvarsSums;
  readonly outliers: OutlierCounts;
  readonly statistics: VoxelStatistics;
  /** Median over time of the values as they were stored. */
  readonly rawMedian: Float32Array;
}

/** What a job gives. */
export type MotionResult =
  | ReadResult
  | AlignResult
  | ResampleResult
  | FollowResult
  | TemporalResult
  | ImageResult
  | PhantomJobResult;

import type { RecomputedFigure } from '../../measure/figures.js';
import type { MeasureProblem } from '../../measure/problem.js';
import type { Contour } from '../../measure/rtstruct/structure-set.js';
import type { MeasurementContext, MeasurementSource, SourceKind } from '../../measure/source.js';
import type { IdentifyingValues } from '../../study/series-header.js';
import type { Vector3 } from '../../study/vectors.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import type { Unreadable } from '../scan/scan.js';
import type { JobInstance } from '../volumes/job-instance.js';

/** A file to read measurements from. */
export interface SourceFile {
  /** Number in the file table. */
  readonly file: number;
  readonly kind: SourceKind;
  readonly path: Uint8Array;
  /** As it was scanned; empty of AIM. */
  readonly sopInstanceUID: string;
}

/** Reads objects whose measurements stand in them: SR, KO, PR and AIM. */
export interface ReadSourcesJob {
  readonly kind: 'read';
  readonly sources: readonly SourceFile[];
}

/** What one of them holds, or the code of why it cannot be read. */
export type ReadSource = MeasurementSource | { readonly unreadable: Unreadable };

/** A volume of images that a region may lie in. */
export interface VolumeCandidate {
  readonly plan: PlannedVolume;
  readonly modality: string;
  readonly seriesUID: string;
  readonly studyUID: string;
  /** Empty where the images state none. */
  readonly frameOfReferenceUID: string;
  readonly patientID: string;
  /** How many of its images the object names. */
  readonly namedInstances: number;
  /** The images that the object names are absent: these have their frame of reference. */
  readonly byFrameOfReference: boolean;
  /** What tells the distance of its slices; nothing does for a slice alone. */
  readonly sliceDistance: 'positions' | 'declared' | 'unknown';
}

/** Measures the segments of a segmentation, or the ROIs of a structure set, or outlines in the patient. */
export interface RegionsJob {
  readonly kind: 'regions';
  readonly source: SourceFile;
  /** Of a segmentation: these segments alone. */
  readonly segments?: readonly number[];
  /** Outlines of an SR in the place of what the file holds: their contours, patient LPS mm. */
  readonly outlines?: readonly OutlinesOf[];
  readonly candidates: readonly VolumeCandidate[];
  /** Whose the object is; empty where it does not say. */
  readonly patientID: string;
  readonly files: readonly JobInstance[];
  /** Paths of objects that map values to the real world. */
  readonly maps: readonly Uint8Array[];
}

/** The outlines that a measurement of an SR names. */
export interface OutlinesOf {
  readonly itemPath: string;
  readonly frameOfReferenceUID?: string;
  readonly contours: readonly Contour[];
}

/** A region as it was measured. */
export interface MeasuredRegion {
  readonly itemPath: string;
  /** Number of the segment or ROI. */
  readonly number: number;
  readonly context: MeasurementContext;
  /** Of a ROI that is a point, or points: patient LPS mm. */
  readonly points?: readonly Vector3[];
  readonly figures: readonly RecomputedFigure[];
  readonly voxelCount?: number;
  /** ROI Volume as the object states it, ml. PS3.3 C.8.8.5. */
  readonly storedVolumeMl?: string;
  /** Why nothing but what stands in the figures could be had. */
  readonly why?: string;
  /** Why there are no figures of values. */
  readonly whyNoValues?: string;
  /** Number of the candidate that values were taken from. */
  readonly candidate?: number;
  readonly problems: readonly MeasureProblem[];
}

/** What was measured of an object, or the code of why it cannot be read. */
export type RegionsResult =
  | {
      readonly regions: readonly MeasuredRegion[];
      /** The series of each candidate. */
      readonly volumes: readonly { readonly seriesUID: string; readonly studyUID: string }[];
      readonly problems: readonly MeasureProblem[];
      /** As in a source of measurements; none of outlines. */
      readonly identifying?: IdentifyingValues;
    }
  | { readonly unreadable: Unreadable };

export type MeasureJob = ReadSourcesJob | RegionsJob;
export type MeasureResult = readonly ReadSource[] | RegionsResult;

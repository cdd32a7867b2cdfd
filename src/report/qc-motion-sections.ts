import type { Outcome, Severity } from '../findings/outcome.js';

/** A figure, or null where it was not measured. */
export type Figure = number | null;

/** A volume of a run. Numbers from 0, in time order. */
export interface MotionVolumeRow {
  readonly volume: number;
  /** `measured`, or `reference`, or why it was not: `unmeasurable`, `alone`, a reason of `notMeasured`. */
  readonly state: string;
  /** In words where it was not measured. */
  readonly why: string | null;
  /** Of its first slice: where the volume is one file, that file. */
  readonly sopInstanceUID: string;
  /** Number of its group in the run, from 0. */
  readonly group: number;
  /** Seconds from the first volume's start. */
  readonly timeS: Figure;
  /** The volume that it is held against, and the one that framewise figures compare it with. */
  readonly reference: number;
  readonly previous: number | null;
  /** 4 × 4, row by row, patient LPS mm: a point's position at the reference → its position at this volume. */
  readonly transform: readonly number[] | null;
  readonly translationMm: readonly [number, number, number] | null;
  readonly rotationDeg: readonly [number, number, number] | null;
  readonly fdPowerMm: Figure;
  readonly fdJenkinsonMm: Figure;
  readonly displacementMm: Figure;
  readonly speedMmPerS: Figure;
  readonly censored: boolean | null;
  readonly dvars: Figure;
  readonly dvarsStandardised: Figure;
  readonly dvarsVoxelwise: Figure;
  readonly outlierPercent: Figure;
  readonly qualityIndex: Figure;
  readonly globalSignal: Figure;
  readonly ghostPercent: Figure;
  readonly withinVolumeMm: Figure;
  readonly parityScore: Figure;
  readonly correlation: Figure;
  readonly overlapPercent: Figure;
  readonly standardErrorMm: Figure;
}

/** A slice that is not as the others are. */
export interface MotionSliceRow {
  readonly kind: 'dropout' | 'spike';
  readonly volume: number;
  /** From 0 along row × column. */
  readonly slice: number;
  readonly sopInstanceUID: string;
  /** 1-based, in a multi-frame object. */
  readonly frame: number | null;
  readonly value: number;
  readonly limit: number;
}

/** A run over time: a contrast of a stack of a series. */
export interface MotionRunRow {
  readonly studyUID: string;
  readonly seriesUID: string;
  readonly seriesNumber: number | null;
  readonly description: string;
  readonly modality: string | null;
  /** Number of the run in the series, from 0: each contrast of each stack is a run. */
  readonly run: number;
  readonly kind: string | null;
  readonly outcome: Outcome;
  /** In words where the run was not measured, or only in part. */
  readonly why: string | null;
  readonly matrix: readonly [number, number, number] | null;
  readonly spacingMm: readonly [number, number, number] | null;
  readonly centreMm: readonly [number, number, number] | null;
  readonly intervalS: Figure;
  readonly limits: string | null;
  /** What a volume is censored by, mm. */
  readonly censorFdMm: Figure;
  readonly groups: readonly {
    readonly name: string;
    readonly volumes: number;
    readonly reference: number | null;
  }[];
  /** By name: number, or null with the reason in `notMeasured`. */
  readonly figures: Readonly<Record<string, Figure>>;
  readonly notMeasured: Readonly<Record<string, string>>;
  readonly volumes: readonly MotionVolumeRow[];
  readonly slices: readonly MotionSliceRow[];
  /** Gain of each slice of each volume, for the heat map: volume by volume; null where not measured. */
  readonly sliceGain: readonly (readonly Figure[] | null)[];
  readonly plots: readonly string[];
}

/** A slice of an image that is not as the others are, or was measured against them. Numbers from 0 along row × column. */
export interface ImageSliceRow {
  readonly slice: number;
  readonly sopInstanceUID: string;
  /** 1-based, in a multi-frame object. */
  readonly frame: number | null;
  readonly mean: Figure;
  readonly isEmpty: boolean;
  readonly duplicateOf: number | null;
  readonly jitterPercent: Figure;
  readonly shiftMm: Figure;
}

/** What the rows of images and of phantoms share: the series, what was measured of it, and the verdict. */
interface StillRow {
  readonly studyUID: string;
  readonly seriesUID: string;
  readonly seriesNumber: number | null;
  readonly description: string;
  readonly modality: string | null;
  /** Number of the image in the series, from 0: each volume that is no part of a run is one. */
  readonly image: number;
  readonly kind: string | null;
  readonly outcome: Outcome;
  /** In words where it was not measured, or only in part. */
  readonly why: string | null;
  readonly matrix: readonly [number, number, number] | null;
  readonly spacingMm: readonly [number, number, number] | null;
  readonly limits: string | null;
  /** By name: number, or null with the reason in `notMeasured`. */
  readonly figures: Readonly<Record<string, Figure>>;
  readonly notMeasured: Readonly<Record<string, string>>;
  readonly plots: readonly string[];
}

/** A volume of images that is no part of a run. */
export interface ImageRow extends StillRow {
  readonly slices: readonly ImageSliceRow[];
}

/** Something found in a phantom. */
export interface PhantomPartRow {
  readonly name: string;
  readonly shape: 'circle' | 'box' | 'line';
  /** Patient LPS mm; of a line its first end. */
  readonly centreMm: readonly [number, number, number];
  /** circle: radius twice; box: half sides along row and column; line: vector to its second end, along row and column. */
  readonly sizeMm: readonly [number, number];
  readonly slice: number;
  readonly values: Readonly<Record<string, Figure>>;
}

/** A phantom: what was found in it, and where. */
export interface PhantomRow extends StillRow {
  /** What declared it: the series of the protocol, or the limits' name. */
  readonly declaredBy: string;
  readonly parts: readonly PhantomPartRow[];
}

/** A limit held against a figure of a run, of an image or of a phantom. */
export interface MotionCheckRow {
  readonly studyUID: string;
  readonly seriesUID: string;
  readonly seriesNumber: number | null;
  /** What `run` counts in the series: its runs over time, or its images. */
  readonly of: 'run' | 'image' | 'phantom';
  readonly run: number;
  /** The figure's name. */
  readonly check: string;
  readonly code: string;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly actual: string | null;
  readonly value: Figure;
  readonly expected: string;
  readonly unit: string;
  readonly definition: string;
  /** Volumes that were references. */
  readonly references: readonly number[];
  readonly source: string;
  readonly note: string | null;
}

/** The sections of a report of `qc-motion`. */
export interface QcMotionSections {
  readonly series: readonly MotionRunRow[];
  readonly images: readonly ImageRow[];
  readonly phantoms: readonly PhantomRow[];
  readonly checks: readonly MotionCheckRow[];
}

/** Counts of a report of `qc-motion`. */
export interface QcMotionSummary extends Readonly<Record<string, number>> {
  readonly filesIn: number;
  readonly notDicom: number;
  readonly unreadable: number;
  readonly series: number;
  readonly timeSeries: number;
  readonly images: number;
  readonly phantoms: number;
  readonly volumes: number;
  readonly measured: number;
  readonly pass: number;
  readonly warn: number;
  readonly fail: number;
  readonly notEvaluable: number;
  readonly notApplicable: number;
}

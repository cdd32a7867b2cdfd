import type { Vector3 } from '../../../study/vectors.js';
import type { FigureName, FigureValue } from '../figures.js';
import type { LimitSet } from '../limits/limits.js';
import type { RunTrust } from '../trust/judge-trust.js';

/** What was measured of one volume. NaN where it was not. */
export interface VolumeFacts {
  /** Whether a volume before it is there that framewise figures compare it with: the first of a group has none. */
  readonly hasPrevious: boolean;
  /** From this volume's beginning to the next one's, s, where volumes last differently long (dynamic PET). */
  readonly durationS?: number;
  readonly fdPowerMm: number;
  readonly fdJenkinsonMm: number;
  /** RMS from the reference over a sphere of 80 mm, mm. */
  readonly displacementMm: number;
  /** From the reference, mm and degrees along and about the patient's axes. */
  readonly translationMm: Vector3;
  readonly rotationDeg: Vector3;
  readonly speedMmPerS: number;
  readonly dvarsStandardised: number;
  readonly outlierPercent: number;
  /** 1 − Spearman correlation with the median volume. */
  readonly qualityIndex: number;
  readonly ghostPercent: number;
  readonly withinVolumeMm: number;
  readonly parityScore: number;
  readonly correlation: number;
  /** Slices with a dropout, with a spike: NaN where slices were not looked at. */
  readonly dropoutSlices: number;
  readonly spikeSlices: number;
}

/** Why a figure of a run has no value: it should have one, or it has no meaning here. */
export type NoFigure = Exclude<FigureValue, { readonly value: number }>;

/**
 * A figure of a run. `atBest`: the value holds for what was measured, and what was not may be worse; why that is so, as
 * a clause for people.
 */
export type RunFigure = FigureValue | { readonly value: number; readonly atBest: string };

/** All that the figures of a run are made from. */
export interface RunFacts {
  /** In time order; as long as `trust.volumes`. */
  readonly volumes: readonly VolumeFacts[];
  readonly trust: RunTrust;
  /** `unknown`: no volume is known to follow another, so that there are no framewise figures. */
  readonly order: 'known' | 'unknown';
  /** From volume to volume, s. */
  readonly intervalS?: number;
  /** What volumes are censored by; undefined where no limits were given for this kind of run. */
  readonly censor?: Pick<LimitSet['censor'], 'fdMm' | 'measure'>;
  /** Figures that are of the whole run, in their units: NaN where they were not measured. */
  readonly whole: Readonly<Record<WholeRunFigure, number>>;
  /** Why figures have no value here, where it is known better than from the volumes. */
  readonly reasons: Readonly<Partial<Record<FigureName, NoFigure>>>;
}

/** Figures that are not made from the volumes' figures. */
export type WholeRunFigure = Extract<
  FigureName,
  'tsnr' | 'driftPercent' | 'smoothnessMm' | 'nonSteadyStateVolumes'
>;

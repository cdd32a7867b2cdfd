/** A figure of a series that a limit may be set on: its name in limits files and reports. */
export interface FigureDefinition {
  readonly name: string;
  /** The same for people. FD: framewise displacement. */
  readonly label: string;
  /** `mm`, `deg`, `mm/s`, `%`, `min`, `HU`, `g/ml`, `1` for ratios and counts. */
  readonly unit: string;
  /** What it is, in words. */
  readonly text: string;
  /** Where the method comes from. */
  readonly source: string;
  /** On which side it is bad: a limit bounds large values, or small ones, or has to bound both. */
  readonly worse: 'high' | 'low' | 'both';
  /** The least and the most that it can be, in its unit; a value beyond them is none. */
  readonly least: number;
  readonly most?: number;
}

/** The figures of a series, in the order of reports. */
export const FIGURES = [
  {
    name: 'volumes',
    label: 'number of volumes',
    unit: '1',
    worse: 'low',
    least: 0,
    text: 'volumes of the run, those left out not counted',
    source: 'corelab',
  },
  {
    name: 'measuredShare',
    label: 'share of volumes measured',
    unit: '%',
    worse: 'low',
    least: 0,
    most: 100,
    text: 'share of the volumes whose motion was measured',
    source: 'corelab',
  },
  {
    name: 'meanFdPowerMm',
    label: 'mean FD (Power)',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'mean framewise displacement, Σ|Δt| + 50 mm·Σ|Δrotation|',
    source: 'Power et al. 2012, NeuroImage 59:2142',
  },
  {
    name: 'medianFdPowerMm',
    label: 'median FD (Power)',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'median framewise displacement (Power)',
    source: 'Power et al. 2012, NeuroImage 59:2142',
  },
  {
    name: 'maxFdPowerMm',
    label: 'largest FD (Power)',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'largest framewise displacement (Power)',
    source: 'Power et al. 2012, NeuroImage 59:2142',
  },
  {
    name: 'meanFdJenkinsonMm',
    label: 'mean FD (Jenkinson)',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'mean framewise displacement, RMS over a sphere of 80 mm',
    source: 'Jenkinson 1999, FMRIB TR99MJ1',
  },
  {
    name: 'medianFdJenkinsonMm',
    label: 'median FD (Jenkinson)',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'median framewise displacement (Jenkinson)',
    source: 'Jenkinson 1999, FMRIB TR99MJ1',
  },
  {
    name: 'maxFdJenkinsonMm',
    label: 'largest FD (Jenkinson)',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'largest framewise displacement (Jenkinson)',
    source: 'Jenkinson 1999, FMRIB TR99MJ1',
  },
  {
    name: 'maxDisplacementMm',
    label: 'largest displacement',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'largest displacement from the reference volume, RMS over a sphere of 80 mm',
    source: 'Jenkinson 1999, FMRIB TR99MJ1',
  },
  {
    name: 'maxTranslationMm',
    label: 'largest translation',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'largest translation from the reference along one axis',
    source: 'corelab',
  },
  {
    name: 'maxRotationDeg',
    label: 'largest rotation',
    unit: 'deg',
    worse: 'high',
    least: 0,
    text: 'largest rotation from the reference about one axis',
    source: 'corelab',
  },
  {
    name: 'maxSpeedMmPerS',
    label: 'largest speed',
    unit: 'mm/s',
    worse: 'high',
    least: 0,
    text: 'largest framewise displacement (Jenkinson) per second',
    source: 'corelab',
  },
  {
    name: 'shareOverFd',
    label: 'share of volumes over the FD limit',
    unit: '%',
    worse: 'high',
    least: 0,
    most: 100,
    text: 'share of the volumes over the limit of framewise displacement (censored)',
    source: 'Power et al. 2012, NeuroImage 59:2142',
  },
  {
    name: 'usableMinutes',
    label: 'usable time',
    unit: 'min',
    worse: 'low',
    least: 0,
    text: 'time left after censored volumes, those not measured, and non-steady-state volumes are taken off',
    source: 'Satterthwaite et al. 2013; Van Dijk et al. 2010',
  },
  {
    name: 'medianDvarsStandardised',
    label: 'median DVARS',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'median standardised DVARS',
    source: 'Nichols 2013, Notes on creating a standardized version of DVARS',
  },
  {
    name: 'maxDvarsStandardised',
    label: 'largest DVARS',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'largest standardised DVARS',
    source: 'Nichols 2013',
  },
  {
    name: 'meanOutlierPercent',
    label: 'mean share of outliers',
    unit: '%',
    worse: 'high',
    least: 0,
    most: 100,
    text: 'mean share of outlier voxels',
    source: 'AFNI 3dToutcount',
  },
  {
    name: 'maxOutlierPercent',
    label: 'largest share of outliers',
    unit: '%',
    worse: 'high',
    least: 0,
    most: 100,
    text: 'largest share of outlier voxels in a volume',
    source: 'AFNI 3dToutcount',
  },
  {
    name: 'meanQualityIndex',
    label: 'mean quality index',
    unit: '1',
    worse: 'high',
    least: 0,
    most: 2,
    text: 'mean of 1 − Spearman correlation with the median volume',
    source: 'AFNI 3dTqual',
  },
  {
    name: 'tsnr',
    label: 'tSNR',
    unit: '1',
    worse: 'low',
    least: 0,
    text: 'median over the mask of mean over standard deviation in time, realigned and detrended',
    source: 'Krüger & Glover 2001, Magn Reson Med 46:631',
  },
  {
    name: 'driftPercent',
    label: 'drift',
    unit: '%',
    worse: 'high',
    least: 0,
    text: 'drift of the global signal over the run, without its sign',
    source: 'Friedman & Glover 2006, J Magn Reson Imaging 23:827',
  },
  {
    name: 'ghostPercent',
    label: 'ghost-to-signal ratio',
    unit: '%',
    worse: 'high',
    least: 0,
    text: 'ghost-to-signal ratio along the phase-encoding axis',
    source: 'Giannelli et al. 2010, J Appl Clin Med Phys 11:3237',
  },
  {
    name: 'smoothnessMm',
    label: 'smoothness',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'full width at half maximum of the noise, geometric mean of three axes',
    source: 'Forman et al. 1995, Magn Reson Med 33:636',
  },
  {
    name: 'nonSteadyStateVolumes',
    label: 'number of volumes before the steady state',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'volumes at the beginning before the signal is steady',
    source: 'Iglewicz & Hoaglin 1993',
  },
  {
    name: 'dropoutSlices',
    label: 'number of slices with dropout',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'slices that lost signal',
    source: 'corelab',
  },
  {
    name: 'dropoutVolumesPercent',
    label: 'share of volumes with dropout',
    unit: '%',
    worse: 'high',
    least: 0,
    most: 100,
    text: 'share of the volumes with a slice that lost signal',
    source: 'corelab',
  },
  {
    name: 'spikeSlices',
    label: 'number of slices with a spike',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'slices with a spike in k-space',
    source: 'corelab',
  },
  {
    name: 'maxWithinVolumeMm',
    label: 'largest motion within a volume',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'largest motion between the passes of one volume',
    source: 'corelab',
  },
  {
    name: 'maxParityScore',
    label: 'largest parity score',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'largest parity artefact score',
    source: 'corelab',
  },
  {
    name: 'minCorrelation',
    label: 'lowest correlation',
    unit: '1',
    worse: 'low',
    least: -1,
    most: 1,
    text: 'lowest correlation of a realigned volume with its reference',
    source: 'corelab',
  },
] as const satisfies readonly FigureDefinition[];

/** The names of figures. */
export type FigureName = (typeof FIGURES)[number]['name'];

/**
 * What is known of a figure: a number in its unit; why there is none although there should be one (`unmeasurable`,
 * `no slice times`); or why the run has no such figure (`no phase-encoding axis in PET`). Clauses for people.
 */
export type FigureValue =
  | { readonly value: number }
  | { readonly why: string }
  | { readonly notApplicable: string };

/** A figure of a series that a limit may be set on: its name in limits files and reports. */
export interface FigureDefinition {
  readonly name: string;
  /** `mm`, `deg`, `mm/s`, `%`, `min`, `1` for ratios and counts. */
  readonly unit: string;
  /** What it is, in words. */
  readonly text: string;
  /** Where the method comes from. */
  readonly source: string;
  /** On which side it is bad: a limit bounds large values, or small ones. */
  readonly worse: 'high' | 'low';
  /** The least and the most that it can be, in its unit; a value beyond them is none. */
  readonly least: number;
  readonly most?: number;
}

/** The figures of a series, in the order of reports. */
export const FIGURES = [
  {
    name: 'volumes',
    unit: '1',
    worse: 'low',
    least: 0,
    text: 'volumes of the run, those left out not counted',
    source: 'corelab',
  },
  {
    name: 'measuredShare',
    unit: '%',
    worse: 'low',
    least: 0,
    most: 100,
    text: 'share of the volumes whose motion was measured',
    source: 'corelab',
  },
  {
    name: 'meanFdPowerMm',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'mean framewise displacement, Σ|Δt| + 50 mm·Σ|Δrotation|',
    source: 'Power et al. 2012, NeuroImage 59:2142',
  },
  {
    name: 'medianFdPowerMm',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'median framewise displacement (Power)',
    source: 'Power et al. 2012, NeuroImage 59:2142',
  },
  {
    name: 'maxFdPowerMm',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'largest framewise displacement (Power)',
    source: 'Power et al. 2012, NeuroImage 59:2142',
  },
  {
    name: 'meanFdJenkinsonMm',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'mean framewise displacement, RMS over a sphere of 80 mm',
    source: 'Jenkinson 1999, FMRIB TR99MJ1',
  },
  {
    name: 'medianFdJenkinsonMm',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'median framewise displacement (Jenkinson)',
    source: 'Jenkinson 1999, FMRIB TR99MJ1',
  },
  {
    name: 'maxFdJenkinsonMm',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'largest framewise displacement (Jenkinson)',
    source: 'Jenkinson 1999, FMRIB TR99MJ1',
  },
  {
    name: 'maxDisplacementMm',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'largest displacement from the reference volume, RMS over a sphere of 80 mm',
    source: 'Jenkinson 1999, FMRIB TR99MJ1',
  },
  {
    name: 'maxTranslationMm',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'largest translation from the reference along one axis',
    source: 'corelab',
  },
  {
    name: 'maxRotationDeg',
    unit: 'deg',
    worse: 'high',
    least: 0,
    text: 'largest rotation from the reference about one axis',
    source: 'corelab',
  },
  {
    name: 'maxSpeedMmPerS',
    unit: 'mm/s',
    worse: 'high',
    least: 0,
    text: 'largest framewise displacement (Jenkinson) per second',
    source: 'corelab',
  },
  {
    name: 'shareOverFd',
    unit: '%',
    worse: 'high',
    least: 0,
    most: 100,
    text: 'share of the volumes over the limit of framewise displacement (censored)',
    source: 'Power et al. 2012, NeuroImage 59:2142',
  },
  {
    name: 'usableMinutes',
    unit: 'min',
    worse: 'low',
    least: 0,
    text: 'time left after censored volumes, those not measured, and non-steady-state volumes are taken off',
    source: 'Satterthwaite et al. 2013; Van Dijk et al. 2010',
  },
  {
    name: 'medianDvarsStandardised',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'median standardised DVARS',
    source: 'Nichols 2013, Notes on creating a standardized version of DVARS',
  },
  {
    name: 'maxDvarsStandardised',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'largest standardised DVARS',
    source: 'Nichols 2013',
  },
  {
    name: 'meanOutlierPercent',
    unit: '%',
    worse: 'high',
    least: 0,
    most: 100,
    text: 'mean share of outlier voxels',
    source: 'AFNI 3dToutcount',
  },
  {
    name: 'maxOutlierPercent',
    unit: '%',
    worse: 'high',
    least: 0,
    most: 100,
    text: 'largest share of outlier voxels in a volume',
    source: 'AFNI 3dToutcount',
  },
  {
    name: 'meanQualityIndex',
    unit: '1',
    worse: 'high',
    least: 0,
    most: 2,
    text: 'mean of 1 − Spearman correlation with the median volume',
    source: 'AFNI 3dTqual',
  },
  {
    name: 'tsnr',
    unit: '1',
    worse: 'low',
    least: 0,
    text: 'median over the mask of mean over standard deviation in time, realigned and detrended',
    source: 'Krüger & Glover 2001, Magn Reson Med 46:631',
  },
  {
    name: 'driftPercent',
    unit: '%',
    worse: 'high',
    least: 0,
    text: 'drift of the global signal over the run, without its sign',
    source: 'Friedman & Glover 2006, J Magn Reson Imaging 23:827',
  },
  {
    name: 'ghostPercent',
    unit: '%',
    worse: 'high',
    least: 0,
    text: 'ghost-to-signal ratio along the phase-encoding axis',
    source: 'Giannelli et al. 2010, J Appl Clin Med Phys 11:3237',
  },
  {
    name: 'smoothnessMm',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'full width at half maximum of the noise, geometric mean of three axes',
    source: 'Forman et al. 1995, Magn Reson Med 33:636',
  },
  {
    name: 'nonSteadyStateVolumes',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'volumes at the beginning before the signal is steady',
    source: 'Iglewicz & Hoaglin 1993',
  },
  {
    name: 'dropoutSlices',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'slices that lost signal',
    source: 'corelab',
  },
  {
    name: 'dropoutVolumesPercent',
    unit: '%',
    worse: 'high',
    least: 0,
    most: 100,
    text: 'share of the volumes with a slice that lost signal',
    source: 'corelab',
  },
  {
    name: 'spikeSlices',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'slices with a spike in k-space',
    source: 'corelab',
  },
  {
    name: 'maxWithinVolumeMm',
    unit: 'mm',
    worse: 'high',
    least: 0,
    text: 'largest motion between the passes of one volume',
    source: 'corelab',
  },
  {
    name: 'maxParityScore',
    unit: '1',
    worse: 'high',
    least: 0,
    text: 'largest parity artefact score',
    source: 'corelab',
  },
  {
    name: 'minCorrelation',
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

/** The figures of a run. */
export type SeriesFigures = Readonly<Record<FigureName, FigureValue>>;

const BY_NAME: ReadonlyMap<string, FigureDefinition> = new Map(
  FIGURES.map((figure) => [figure.name, figure]),
);

/**
 * What a figure is.
 * @throws RangeError for a name that none has
 */
export function figureOf(name: FigureName): FigureDefinition {
  const found = BY_NAME.get(name);
  if (!found) throw new RangeError(`no figure is called ${name}`);
  return found;
}

import type { SeriesKind } from '../series/time-series.js';
import type { GroupTrustFacts } from './facts.js';

/** Where trust ends. */
export interface TrustThresholds {
  /** Below this correlation with the reference nothing is believed. */
  readonly leastCorrelation: number;
  /**
   * Decorrelation (1 − r) beyond this many times what the group reaches is another contrast; undefined where volumes
   * of one group differ in contrast by their nature.
   */
  readonly timesTypicalDecorrelation?: number;
  /** Decorrelation that never counts as another contrast by itself, whatever the group reaches. */
  readonly harmlessDecorrelation: number;
  /** Least share of the mask within the field of the volume. */
  readonly leastOverlap: number;
  /** Largest standard error, mm. */
  readonly mostStandardErrorMm: number;
  /** Motion between the passes of a volume beyond which it has no single position, mm. */
  readonly mostWithinVolumeMm: number;
  /** Parity artefact score beyond which it has none either, where the passes are not known. */
  readonly mostParityScore: number;
  /** Share of the others of a group, and of the volumes of a run, from which on none is believed. */
  readonly unmeasurableShare: number;
}

/**
 * Runs that are held to limits of 0.2 mm (Power et al. 2014). On the fixture head, smoothed by 5 mm, volumes of one
 * contrast come to r ≥ 0.998 at 3 % noise and one with three slices lost to 0.92; another contrast comes to 0.72.
 */
const FINE: TrustThresholds = {
  leastCorrelation: 0.8,
  timesTypicalDecorrelation: 4,
  harmlessDecorrelation: 0.1,
  // A head that left the field by 40 % has lost the ends of its longest axis: rotation hangs on the rest.
  leastOverlap: 0.6,
  // Two standard errors are the smallest limit in use. At 3 % noise it is 0.03 mm; with three slices lost 0.18 mm, and
  // the position is 0.6 mm off.
  mostStandardErrorMm: 0.1,
  // Of halves 1.8 and 2.5 mm apart the alignment came out 1.3 mm wrong with a standard error below 0.1 mm. A still head's
  // halves come out up to 0.15 mm apart, its score up to 1.05.
  mostWithinVolumeMm: 0.5,
  mostParityScore: 2,
  // From half on, which of two contrasts is the run's own cannot be told.
  unmeasurableShare: 0.5,
};

/**
 * Runs that are held to limits of millimetres. While a tracer or an agent comes and goes, its changing distribution pulls
 * volumes: on synthetic PET positions were up to five stated standard errors off, 1.2 mm at 0.24.
 */
const COARSE: TrustThresholds = { ...FINE, mostStandardErrorMm: 0.2 };

/** Volumes of a diffusion run without weighting: few, so that what they typically reach is not known. */
const UNWEIGHTED: TrustThresholds = {
  leastCorrelation: 0.95,
  harmlessDecorrelation: FINE.harmlessDecorrelation,
  leastOverlap: FINE.leastOverlap,
  mostStandardErrorMm: 0.2,
  mostWithinVolumeMm: FINE.mostWithinVolumeMm,
  mostParityScore: FINE.mostParityScore,
  unmeasurableShare: FINE.unmeasurableShare,
};

/**
 * Diffusion weighting along another direction is another contrast by nature, and pulls the volume to a wrong place with
 * a small standard error. On the fixture's head, b from 300 to 2000 s/mm², volumes held against one of another direction
 * came out wrong by up to 0.19 mm at r ≥ 0.998, 0.30 mm at 0.997, 0.45 mm at 0.995, 1.2 mm at 0.99, 2.5 mm at 0.95.
 */
const APART: TrustThresholds = { ...UNWEIGHTED, leastCorrelation: 0.998 };

/**
 * Held against its prediction, a volume agrees with it wherever it lies, so that the correlation only tells how well the
 * model fits: with 32 directions r ≥ 0.998 came with errors of 0.09 mm (largest 0.18), r of 0.993 with 0.19 mm (0.38).
 * What the prediction hides is in the standard error.
 */
const MODELLED: TrustThresholds = { ...UNWEIGHTED, leastCorrelation: 0.995 };

const OF_KIND: Readonly<Record<SeriesKind, TrustThresholds>> = {
  functional: FINE,
  asl: FINE,
  diffusion: UNWEIGHTED,
  perfusion: COARSE,
  'dynamic-pet': COARSE,
  'dynamic-ct': COARSE,
  'dynamic-mr': COARSE,
};

const OF_DIRECTIONS: Readonly<Record<NonNullable<GroupTrustFacts['directions']>, TrustThresholds>> = {
  apart: APART,
  modelled: MODELLED,
};

/** The thresholds of a kind of run, or of a group of it whose volumes are weighted along different directions. */
export function thresholdsOf(kind: SeriesKind, directions?: GroupTrustFacts['directions']): TrustThresholds {
  return directions ? OF_DIRECTIONS[directions] : OF_KIND[kind];
}

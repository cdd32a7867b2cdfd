import type { SeriesKind } from '../series/time-series.js';

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
  // From half on, which of two contrasts is the run's own cannot be told.
  unmeasurableShare: 0.5,
};

/** Runs that are held to limits of millimetres: volumes are noisy, and voxels large against the motion in question. */
const COARSE: TrustThresholds = { ...FINE, mostStandardErrorMm: 0.5 };

/**
 * Diffusion weighting along another direction is another contrast by nature, and pulls the volume to a wrong place with
 * a small standard error. On the fixture's shells r ≥ 0.95 came with errors up to 0.4 mm, r of 0.93 with 0.9 mm, r of
 * 0.8 to 0.9 with 1 to 3 mm, less with centimetres. Directions of one shell of a real head reach 0.99.
 */
const DIRECTED: TrustThresholds = {
  leastCorrelation: 0.95,
  harmlessDecorrelation: FINE.harmlessDecorrelation,
  leastOverlap: FINE.leastOverlap,
  mostStandardErrorMm: 0.2,
  unmeasurableShare: FINE.unmeasurableShare,
};

const OF_KIND: Readonly<Record<SeriesKind, TrustThresholds>> = {
  functional: FINE,
  asl: FINE,
  diffusion: DIRECTED,
  perfusion: COARSE,
  'dynamic-pet': COARSE,
  'dynamic-ct': COARSE,
  'dynamic-mr': COARSE,
};

/** The thresholds of a kind of run. */
export function thresholdsOf(kind: SeriesKind): TrustThresholds {
  return OF_KIND[kind];
}

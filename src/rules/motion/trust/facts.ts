import type { SeriesKind } from '../series/time-series.js';

/** How a volume came to lie to its reference: what realignment says of it, as plain numbers. NaN where not known. */
export interface VolumeTrustFacts {
  /** Why it could not be aligned at all, or is no volume of its own; the numbers do not count then. */
  readonly fault?:
    | 'no-signal'
    | 'not-finite'
    | 'matrix-differs'
    | 'too-few-slices'
    | 'undecodable'
    | 'repeated';
  readonly converged: boolean;
  /** Pearson correlation with the reference over the mask, realigned. */
  readonly correlation: number;
  /** Share of the mask within the volume's field, 0 to 1. */
  readonly overlap: number;
  /** Largest standard error over the directions of movement, mm; rotations at 50 mm. */
  readonly standardErrorMm: number;
  /** What the reference's intensities are multiplied with to give the volume's. */
  readonly scale: number;
  /** RMS displacement from the reference over a sphere of 80 mm, mm. */
  readonly displacementMm: number;
  /** Motion between the passes of its acquisition, mm; NaN where it cannot be told. */
  readonly withinVolumeMm?: number;
  /** Parity artefact score; NaN where it cannot be told. */
  readonly parityScore?: number;
}

/** Volumes of one contrast, aligned to one of them. */
export interface GroupTrustFacts {
  /** Numbers of its volumes in the run, in time order. */
  readonly members: readonly number[];
  /** The one that the others are aligned to; undefined where none could be prepared as a reference. */
  readonly reference?: number;
  /** What the object's shape lets be told; undefined where that could not be found out. */
  readonly determinacy?: {
    readonly translation: boolean;
    readonly rotation: boolean;
    /** Information of the weakest movement as a share of the strongest's. */
    readonly weakest: number;
  };
  /**
   * 1 − correlation of volumes that follow each other, typically: what noise alone leaves. Where it is known, a
   * reference that is itself the odd one out is found.
   */
  readonly noiseDecorrelation?: number;
  /**
   * How volumes that are weighted along different directions were aligned: each to what a model predicts of it, or all
   * to one of them. Undefined where the contrast is one.
   */
  readonly directions?: 'modelled' | 'apart';
}

/** What trust in the motion of a run is decided by. */
export interface TrustFacts {
  readonly kind: SeriesKind;
  /** By number of the volume; of a reference nothing but `fault` counts. */
  readonly volumes: readonly VolumeTrustFacts[];
  readonly groups: readonly GroupTrustFacts[];
}

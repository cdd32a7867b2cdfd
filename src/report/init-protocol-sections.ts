/** A series of the reference, and what became of it. */
export interface InitSeriesRow {
  readonly seriesUID: string;
  readonly seriesNumber: number | null;
  readonly modality: string | null;
  /** Without what identifies. */
  readonly description: string;
  readonly instances: number;
  /** Its name in the protocol; null where it was left out. */
  readonly entry: string | null;
  /** The variant that holds what is its scanner's own; null where there is none. */
  readonly variant: string | null;
  /** Why it was left out, or what it comes to under the protocol that was made of it. */
  readonly reason: string;
}

/** The sections of a report of `init-protocol`. */
export interface InitProtocolSections {
  readonly series?: Iterable<InitSeriesRow>;
}

/** How one condition of an entry's `match` came out for a series. */
export interface TermResult {
  readonly quantity: string;
  /** `unknown`: absent, or not to be told. Only `yes` counts. */
  readonly holds: 'yes' | 'no' | 'unknown';
  readonly expected: string;
  readonly actual?: string;
}

/** An entry of the protocol that a series was held against. */
export interface Candidate {
  readonly entry: string;
  /** Share of the conditions, by weight, that hold: 0 to 1. Only 1 is a match. */
  readonly score: number;
  /** Share of the entry's checks that pass, 0 to 1; worked out only where several entries match. */
  readonly agreement?: number;
  readonly terms: readonly TermResult[];
}

/** What a series was taken for, and why. */
export interface SeriesMatch {
  /** Number of the series in the delivery. */
  readonly series: number;
  /** `other`: no image that a protocol could ask for (reports, segmentations, presentation states). */
  readonly kind: 'matched' | 'ambiguous' | 'unexpected' | 'excluded' | 'superseded' | 'other';
  readonly entry?: string;
  /** Best first; at most five. */
  readonly candidates: readonly Candidate[];
  /** Between the best and the runner-up: of scores, or of agreements where both scores are 1. */
  readonly margin?: number;
  /** In words, for people. */
  readonly reason: string;
}

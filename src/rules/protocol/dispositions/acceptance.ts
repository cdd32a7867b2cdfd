/** A series that a person accepted among repeats: the others are superseded. */
export interface Acceptance {
  readonly seriesUID: string;
  /** Name of the protocol's series that it was accepted as; where there is one, it counts for no other. */
  readonly entry?: string;
  readonly who: string;
  readonly when: string;
  readonly why: string;
  /** Its place in the file, from 1. */
  readonly number: number;
}

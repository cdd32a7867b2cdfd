import type { PhantomKind } from '../../../motion/phantom/phantom-image.js';
import type { JudgedPhantom } from '../stills/judged-still.js';
import type { QualificationRow } from './qualification-row.js';

/** A row for the list, and limits on figures that no series of the study shows: labels. */
export interface Qualification {
  readonly row: QualificationRow;
  readonly kind: PhantomKind;
  readonly missing: readonly string[];
}

/** A phantom that cannot be recorded, and why. */
export interface NotRecorded {
  readonly judged: JudgedPhantom;
  readonly why: string;
}

/** What became of the phantoms of a delivery in the list of qualified scanners. */
export interface Recorded {
  readonly recorded: readonly (Qualification & { readonly isKnown: boolean })[];
  readonly notRecorded: readonly NotRecorded[];
  /** Serial numbers of scanners that the list knows with other software. */
  readonly upgraded: readonly string[];
  /** Code of what kept the list from being written. */
  readonly fault?: string;
}

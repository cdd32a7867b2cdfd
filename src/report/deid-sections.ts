import type { Root } from './envelope.js';

/** What becomes of an attribute. */
export type DeidAction = 'keep' | 'remove' | 'empty' | 'dummy' | 'uid' | 'shift' | 'clean' | 'items';

/** A patient of the delivery; which one, only the number tells. */
export interface DeidPatientRow {
  /** From 1, in the order of first files. */
  readonly patient: number;
  /** What is released in place of the Patient ID; null where nobody could say. */
  readonly subject: string | null;
  readonly studies: number;
  readonly files: number;
  /** Files that were released, with `--dry-run` that would be. */
  readonly released: number;
  readonly quarantined: number;
  readonly outcome: 'released' | 'partly' | 'quarantined';
  /** Codes of what was quarantined. */
  readonly reasons: readonly string[];
}

/** A series that was released. UIDs are the new ones. */
export interface DeidSeriesRow {
  readonly subject: string;
  readonly studyUID: string;
  readonly seriesUID: string;
  readonly modality: string;
  readonly files: number;
  /** Attributes of all its files by what was done to them. */
  readonly actions: Readonly<Partial<Record<DeidAction, number>>>;
}

/** Where something that identifies was found in an output that was not released. Never the value. */
export interface DeidHit {
  /** Attribute path, `file meta`, `preamble` and the like. */
  readonly where: string;
  /** Attribute of the delivery that holds the value. */
  readonly from: string;
  readonly kind: string;
}

/** A file that was not released. */
export interface DeidQuarantineRow {
  /** Index into `inputs`. */
  readonly root: number;
  /** Relative to its root. */
  readonly path: string;
  readonly pathBase64?: string;
  readonly code: string;
  /** The code in words. */
  readonly reason: string;
  readonly source: string;
  readonly hits?: readonly DeidHit[];
  /** Whether the file is in the quarantine; false where it could not even be copied, and with `--dry-run`. */
  readonly kept: boolean;
}

/** Values of an attribute before and after, for a review with `--identifiers`. */
export interface DeidExample {
  readonly before: string;
  readonly after: string;
}

/** What would be done to one attribute of a series, and why. */
export interface DeidReviewRow {
  /** The UID that would be released. */
  readonly seriesUID: string;
  /** Keywords; private elements by creator. */
  readonly path: string;
  readonly action: DeidAction;
  readonly rule: string;
  readonly source: string;
  /** Of the series, in how many this is done. */
  readonly files: number;
  /** Some of the values; only with `--identifiers`. */
  readonly examples?: readonly DeidExample[];
}

/** What every released file was searched for after it was written. */
export interface DeidVerification {
  /** Identifying values of the whole delivery; each file's own come on top. */
  readonly values: number;
  /** UIDs of the whole delivery. */
  readonly uids: number;
  /** Outputs that were read again and searched. */
  readonly files: number;
  /** How many searches for a value that makes. */
  readonly searches: number;
  readonly places: readonly string[];
}

/** A file of a folder that `--verify-only` looked at, and that something is wrong with. */
export interface DeidVerifiedRow {
  readonly root: number;
  readonly path: string;
  readonly pathBase64?: string;
  /** What the file betrays by itself, as codes with the place. */
  readonly problems: readonly { readonly code: string; readonly where?: string }[];
  readonly hits: readonly DeidHit[];
}

/** The sections of a deid report, in the report's order. */
export interface DeidSections {
  /** Folders and files that were given: `roots` are those of what was released. */
  readonly inputs: Iterable<Root>;
  readonly patients?: Iterable<DeidPatientRow>;
  readonly series?: Iterable<DeidSeriesRow>;
  readonly quarantine?: Iterable<DeidQuarantineRow>;
  /** With `--dry-run` only. */
  readonly review?: Iterable<DeidReviewRow>;
  readonly verification?: DeidVerification;
  /** With `--verify-only` only. */
  readonly verified?: Iterable<DeidVerifiedRow>;
}

/** The counts of a deid report; the seven after `filesIn` add up to it. */
export interface DeidSummary {
  readonly filesIn: number;
  /** Released. */
  readonly filesOut: number;
  /** With `--dry-run`: would be released. */
  readonly planned: number;
  readonly quarantined: number;
  /** Not DICOM, or a DICOMDIR: never released. */
  readonly skipped: number;
  /** Stand in the output already, byte for byte. */
  readonly duplicates: number;
  /** With `--verify-only`: files in which nothing was found. */
  readonly clean: number;
  /** With `--verify-only`: files in which something was found, or that cannot be read. */
  readonly suspect: number;
  readonly patients: number;
  readonly studies: number;
  readonly series: number;
}

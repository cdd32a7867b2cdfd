import type { Axis, LesionState, Method, Role } from '../../rules/response/words.js';

/** Where something was read: a source by its number, and a line or row, from 1. */
export interface At {
  readonly source: number;
  readonly line: number;
}

/** What ties a lesion over visits; the first that is there counts. */
export interface LesionKeys {
  readonly trackingUid: string | null;
  readonly trackingId: string | null;
  readonly label: string | null;
}

/** What one row of measurements or of `--lesions` says, of whatever form it was. `null` is: not said. */
export interface Observation {
  readonly at: At;
  /** True of lines of `--lesions`: facts, which hold for all visits where `visit` is null. */
  readonly isFact: boolean;
  readonly subject: string | null;
  readonly site: string | null;
  readonly reader: string | null;
  readonly visit: string | null;
  readonly visitNumber: number | null;
  /** YYYY-MM-DD. */
  readonly date: string | null;
  /** Days, of whatever origin the source counts from (SDTM: the first day of treatment is 1, the day before it −1). */
  readonly day: number | null;
  /** Of the images, by which `--visits` can name the visit. */
  readonly studyUID: string | null;
  readonly isBaseline: boolean | null;
  readonly keys: LesionKeys;
  readonly role: Role | null;
  /** The role as it is written, where it is none that is known. */
  readonly unknownRole: string | null;
  readonly isNode: boolean | null;
  /** As written. */
  readonly organ: string | null;
  /** As `SCT:39607008`. */
  readonly organCodes: readonly string[];
  readonly method: Method | null;
  /** As written, where it is none that is known. */
  readonly unknownMethod: string | null;
  /** Exact decimal, mm. */
  readonly sliceThicknessMm: string | null;
  readonly axis: Axis | null;
  /** What the length is called where it is neither axis by name (Length, Diameter): such a length counts where no axis stands beside it. */
  readonly isUnnamedAxis: boolean;
  /** Stored, exact decimal as written. */
  readonly value: string | null;
  /** UCUM. */
  readonly unit: string | null;
  /** Recomputed, in `unit`. */
  readonly recomputed: string | null;
  readonly agrees: boolean | null;
  readonly state: LesionState | null;
  readonly unknownState: string | null;
  readonly isMeasurable: boolean | null;
  readonly splitFrom: string | null;
  readonly mergedInto: string | null;
  /** Why it was not evaluated. */
  readonly why: string | null;
}

/** What a source says that the response is (SDTM RS): it is held against what the criteria give. */
export interface StatedResponse {
  readonly at: At;
  readonly subject: string | null;
  readonly reader: string | null;
  readonly visit: string | null;
  readonly visitNumber: number | null;
  readonly date: string | null;
  readonly day: number | null;
  readonly of: 'target' | 'non-target' | 'new' | 'overall' | 'best';
  readonly answer: string;
}

/** A line of `--visits`. */
export interface VisitFact {
  readonly at: At;
  readonly subject: string;
  readonly visit: string | null;
  /** Empty: of all readers. */
  readonly reader: string | null;
  readonly studyUID: string | null;
  /** `death` and `treatment-start` are events of the subject; the others are visits. */
  readonly kind: 'baseline' | 'follow-up' | 'missed' | 'death' | 'treatment-start';
  readonly number: number | null;
  readonly date: string | null;
  readonly day: number | null;
  readonly newLesions: 'none' | 'present' | 'equivocal' | 'not-evaluated' | null;
  readonly marker: 'normal' | 'above' | 'not-evaluated' | null;
  readonly why: string | null;
}

/** A line of `--adjudication`: whose reading stands, of a visit, or of all where that is null. */
export interface AdjudicationLine {
  readonly at: At;
  readonly subject: string;
  readonly visit: string | null;
  readonly reader: string;
  readonly reason: string | null;
}

/** A file or a report that rows came from. */
export interface RowSourceFile {
  /** As given on the command line; `-` for standard input. */
  readonly name: string;
  readonly form:
    | 'report'
    | 'measure-export-csv'
    | 'rows-csv'
    | 'rows-json'
    | 'sdtm'
    | 'lesions'
    | 'visits'
    | 'adjudication';
  readonly sha256: string;
  readonly rows: number;
}

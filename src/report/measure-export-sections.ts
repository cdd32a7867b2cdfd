/** A coded concept in a row; texts are as the object has them. */
export interface RowCode {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

/** Where a row comes from. */
export interface RowSource {
  /** Number of the file in the report's `files`. */
  readonly file: number;
  /** Its path as in `files`. */
  readonly path: string;
  readonly kind: 'SR' | 'KO' | 'SEG' | 'RTSTRUCT' | 'PR' | 'AIM';
  readonly sopInstanceUID: string;
  readonly sopClassUID: string;
  readonly seriesUID: string;
  readonly studyUID: string;
  /** Content item, segment, ROI, graphic: docs/measure-export.md. */
  readonly itemPath: string;
}

/** The image that a measurement was made on. */
export interface RowImage {
  readonly studyUID: string | null;
  readonly seriesUID: string | null;
  readonly sopInstanceUID: string | null;
  /** 1-based. */
  readonly frames: readonly number[];
  readonly frameOfReferenceUID: string | null;
  /** DICOM's word: CT, MR, CR, … */
  readonly modality: string | null;
  /** Slice Thickness; null where it is not stated, or the frames differ. */
  readonly sliceThicknessMm: number | null;
}

/** Coordinates that a measurement was made by. */
export interface RowGeometry {
  /** POINT, POLYLINE, CIRCLE, … SEGMENT, ROI, IMAGE. */
  readonly type: string;
  /** `pixel`: column, row from the outer corner of the first pixel; `patient`: x, y, z, LPS mm; `none`. */
  readonly space: 'pixel' | 'patient' | 'display' | 'none';
  /** All coordinates of all points, one after the other; none of segments and ROIs. */
  readonly coordinates: readonly number[];
  readonly purpose: RowCode | null;
}

/** One measurement: what is stored, what was recomputed, and whether they agree. `null` is: not stated, or not had. */
export interface MeasurementRow {
  /** Clinical Trial Subject ID; else the Patient ID where identifiers were asked for, else a number: `person-1`. */
  readonly subject: string | null;
  readonly site: string | null;
  /** Clinical Trial Time Point ID. */
  readonly visit: string | null;
  readonly studyDate: string | null;
  readonly source: RowSource;
  /** Number of the row's group in its object, from 0: what is said of one lesion stands together. */
  readonly group: number | null;
  readonly trackingUid: string | null;
  readonly trackingId: string | null;
  readonly lesionLabel: string | null;
  readonly finding: RowCode | null;
  /** `…Today`: the same after mapping to today's codes, by code. */
  readonly findingToday: RowCode | null;
  readonly findingCategory: RowCode | null;
  /** The first site. */
  readonly findingSite: RowCode | null;
  readonly findingSiteToday: RowCode | null;
  /** All sites, the first included, each with its laterality where it has its own. */
  readonly sites: readonly { readonly site: RowCode; readonly laterality: RowCode | null }[];
  readonly laterality: RowCode | null;
  readonly lateralityToday: RowCode | null;
  readonly concept: RowCode | null;
  readonly conceptToday: RowCode | null;
  readonly parents: readonly RowCode[];
  readonly derivation: RowCode | null;
  readonly derivationToday: RowCode | null;
  readonly method: RowCode | null;
  readonly methodToday: RowCode | null;
  readonly modifiers: readonly { readonly name: RowCode; readonly value: RowCode | string }[];
  readonly qualitative: readonly { readonly name: RowCode; readonly value: RowCode | string }[];
  readonly qualifier: RowCode | null;
  /** Exact decimal text: the stored value where there is one, else the recomputed one. */
  readonly value: string | null;
  readonly valueFrom: 'stored' | 'recomputed' | null;
  /** UCUM; as stored where it is not known. */
  readonly unit: string | null;
  readonly storedValue: string | null;
  readonly storedUnit: RowCode | null;
  /** In `unit`. */
  readonly recomputedValue: number | null;
  /** Stored − recomputed, in `unit`. */
  readonly difference: number | null;
  /** Of the recomputed value, percent. */
  readonly differencePercent: number | null;
  /** null: not evaluable, the reason in `why`, or nothing was stored. */
  readonly agrees: boolean | null;
  /** Name of the figure that was recomputed (docs/measure-export.md). */
  readonly figure: string | null;
  readonly why: string | null;
  readonly voxelCount: number | null;
  readonly image: RowImage | null;
  readonly geometry: readonly RowGeometry[];
  /** A number for a person (`reader-1`) unless identifiers were asked for. */
  readonly reader: string | null;
  readonly readerRole: RowCode | null;
  readonly device: string | null;
  readonly deviceVersion: string | null;
  readonly algorithm: string | null;
  readonly algorithmVersion: string | null;
  readonly timePoint: string | null;
  readonly activitySession: string | null;
  /** ISO 8601. */
  readonly dateTime: string | null;
  readonly template: string | null;
  /** Codes of the findings that concern this row. */
  readonly problems: readonly string[];
}

/** An image or a region that an object names without a measurement: key objects above all. */
export interface ReferenceRow {
  readonly source: RowSource;
  readonly title: RowCode | null;
  readonly sopInstanceUID: string;
  readonly frames: readonly number[];
  readonly segments: readonly number[];
  readonly isPresent: boolean;
}

/** A source of measurements as a whole. */
export interface SourceRow {
  readonly source: Omit<RowSource, 'itemPath'>;
  readonly title: RowCode | null;
  readonly measurements: number;
  readonly recomputed: number;
  readonly disagreeing: number;
}

/** The sections of a report of `measure-export`. */
export interface MeasureExportSections {
  readonly rows: readonly MeasurementRow[];
  readonly references: readonly ReferenceRow[];
  readonly sources: readonly SourceRow[];
}

/** Counts of a report of `measure-export`. */
export interface MeasureExportSummary extends Readonly<Record<string, number>> {
  readonly filesIn: number;
  readonly notDicom: number;
  readonly unreadable: number;
  readonly sources: number;
  readonly rows: number;
  /** Rows with a stored value; what was recomputed for any row; and stored values that agree, disagree, or cannot be told. */
  readonly stored: number;
  readonly recomputed: number;
  readonly agree: number;
  readonly disagree: number;
  readonly notEvaluable: number;
  readonly references: number;
}

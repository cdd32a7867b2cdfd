/** How the slices of a series lie. Lengths are in mm, along the normal where slices are concerned. */
export interface SeriesGeometry {
  readonly rows: number;
  readonly columns: number;
  /** Distinct places along the normal; null for several orientations and for images without a place. */
  readonly slices: number | null;
  /** Centre to centre, from positions; null for a single slice and for several orientations. */
  readonly sliceSpacingMm: number | null;
  /** As the header states it; null where it does not. */
  readonly sliceThicknessMm: number | null;
  /** Over all volumes; null where it cannot be told: irregular distances, volumes that nothing tells apart. */
  readonly missingSlices: number | null;
  readonly duplicateSlices: number | null;
}

/** One orientation of a series: most series have one, localizers several. */
export interface StackRow {
  readonly orientation: 'axial' | 'coronal' | 'sagittal';
  /** Angle between the normal and the axis that the orientation is named after. */
  readonly obliquityDeg: number;
  readonly rows: number;
  readonly columns: number;
  /** Between rows, between columns. */
  readonly pixelSpacingMm: readonly [number, number] | null;
  readonly sliceThicknessMm: number | null;
  readonly slices: number;
  readonly sliceSpacingMm: number | null;
  readonly missingSlices: number | null;
  readonly duplicateSlices: number | null;
}

/** The volumes of a series, and the attributes (keywords) whose values tell them apart. */
export interface SeriesVolumes {
  /** Null where several frames lie at each place and nothing tells them apart. */
  readonly count: number | null;
  readonly separatedBy: readonly string[];
  /** Volumes that lack a slice. */
  readonly incomplete: number;
}

/** One series of a manifest. */
export interface SeriesRow {
  readonly seriesUID: string;
  readonly modality: string | null;
  /** Whose it is, where its study holds several persons: which series is in the wrong study? */
  readonly ofPatients?: readonly number[];
  readonly seriesNumber: number | null;
  /** The operator's text; words that identify anyone of the delivery are taken out unless `--identifiers` is given. */
  readonly description: string;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly softwareVersions: readonly string[];
  readonly fieldStrengthT: number | null;
  readonly station: string | null;
  readonly sopClasses: readonly string[];
  readonly transferSyntaxes: readonly string[];
  readonly instances: number;
  readonly frames: number;
  /** Null for a series without an image plane. */
  readonly geometry: SeriesGeometry | null;
  /** Largest first; empty where the images have no place in the patient. */
  readonly stacks: readonly StackRow[];
  /** Distinct moments; null where the volumes are not known, or there are no image planes. */
  readonly timePoints: number | null;
  readonly volumes: SeriesVolumes | null;
  readonly frameOfReferenceUIDs: readonly string[];
  /** Whether any instance was ever compressed with loss (0028,2110). */
  readonly lossy: boolean;
}

/** One study of a manifest. */
export interface StudyRow {
  readonly studyUID: string;
  /** The person's number within this report, from 1. */
  readonly patient: number;
  /** All persons whose instances it holds, where there are several: a fault. */
  readonly patients?: readonly number[];
  /** As stated; only with `--identifiers`. */
  readonly studyDate?: string;
  readonly description: string;
  /** Days since the person's first study in this report; null where a date is absent or no date. */
  readonly dayOffset: number | null;
  readonly series: readonly SeriesRow[];
}

/** A software version of a scanner and the days it was seen on, counted from the report's first study. */
export interface SoftwareRow {
  /** The values of Software Versions (0018,1020). */
  readonly version: string;
  readonly firstDay: number | null;
  readonly lastDay: number | null;
}

/** A person of the delivery. */
export interface PatientRow {
  /** From 1. */
  readonly patient: number;
  readonly studies: number;
  /** Only with `--identifiers`: every way in which the headers name the person. */
  readonly identities?: readonly {
    readonly issuer: string;
    readonly id: string;
    readonly name: string;
    readonly birthDate: string;
    readonly sex: string;
  }[];
}

/** What a DICOMDIR says, against what is there. */
export interface DicomdirRow {
  readonly file: number;
  readonly root: number;
  readonly path: string;
  readonly referenced: number;
  /** Paths that it references and that are absent, below the DICOMDIR's folder. */
  readonly absent: readonly string[];
  /** DICOM files below its folder that it does not reference. */
  readonly unreferenced: readonly number[];
  /** Files that hold another instance than it says. */
  readonly differs: readonly number[];
}

/** A scanner, and what it made. */
export interface DeviceRow {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly station: string | null;
  readonly modalities: readonly string[];
  /** In the order of the days they were first seen on. */
  readonly softwareVersions: readonly SoftwareRow[];
  readonly studies: number;
  readonly series: number;
  readonly instances: number;
}

/** A file that is no DICOM. `file` is its index in `files`. */
export interface NotDicomRow {
  readonly file: number;
  readonly root: number;
  readonly path: string;
  readonly bytes: number;
  /** What its first bytes say it is: `aim-xml`, `pdf`, `text`, `binary` and the like. */
  readonly looksLike: string;
}

/** A file that could not be read, and why. */
export interface UnreadableRow {
  readonly file: number;
  readonly root: number;
  readonly path: string;
  readonly bytes: number;
  /** A code. */
  readonly reason: string;
  /** The code in words. */
  readonly text: string;
}

/** Files that hold the same instance, or the same bytes. */
export interface DuplicateRow {
  readonly kind: 'same-instance' | 'same-bytes';
  readonly sopInstanceUID?: string;
  /** Whether the bytes of all are equal; null where one could not be read again. */
  readonly sameBytes: boolean | null;
  readonly files: readonly number[];
}

/** The sections of a manifest, in the report's order. */
export interface ManifestSections {
  readonly patients: Iterable<PatientRow>;
  readonly studies: Iterable<StudyRow>;
  readonly devices: Iterable<DeviceRow>;
  readonly notDicom: Iterable<NotDicomRow>;
  readonly unreadable: Iterable<UnreadableRow>;
  readonly duplicates: Iterable<DuplicateRow>;
  readonly dicomdirs: Iterable<DicomdirRow>;
}

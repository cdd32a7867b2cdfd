import type { IdentifyingValues } from '../study/series-header.js';
import type { Vector3 } from '../study/vectors.js';
import type { Code } from './code.js';
import type { MeasureProblem } from './problem.js';

/** What measurements come in. */
export type SourceKind = 'SR' | 'KO' | 'SEG' | 'RTSTRUCT' | 'PR' | 'AIM';

/** An instance that is referred to. */
export interface InstanceRef {
  readonly sopInstanceUID: string;
  readonly sopClassUID?: string;
  /** Where the object names them. */
  readonly seriesUID?: string;
  readonly studyUID?: string;
  /** 1-based frames; all of them when absent. */
  readonly frames?: readonly number[];
  /** Numbers of segments, where it is a segmentation. */
  readonly segments?: readonly number[];
}

/** Graphic types of SCOORD (PS3.3 C.18.6.1.1), of AIM's shapes and of presentation states; all have these shapes. */
export type PlanarType = 'POINT' | 'MULTIPOINT' | 'POLYLINE' | 'CIRCLE' | 'ELLIPSE' | 'INTERPOLATED';
/** Graphic types of SCOORD3D. PS3.3 C.18.9.1.2. */
export type SpatialType = 'POINT' | 'MULTIPOINT' | 'POLYLINE' | 'POLYGON' | 'ELLIPSE' | 'ELLIPSOID';

/** Points of an image: column and row, in pixels from the outer corner of the first pixel (its centre is 0.5, 0.5). */
export interface PlanarGeometry {
  readonly kind: 'planar';
  readonly type: PlanarType;
  readonly points: readonly (readonly [column: number, row: number])[];
  /** `volume`: columns and rows count in the total pixel matrix of a tiled image. PS3.3 C.18.6.1.3. */
  readonly origin: 'frame' | 'volume';
  /** Only what is given in pixels can be measured; parts of a display cannot. */
  readonly units: 'pixel' | 'display';
  /** True where the outline is closed by its type: an AIM polygon, a filled graphic. Else the points tell. */
  readonly closed?: boolean;
  readonly image?: InstanceRef;
}

/** Points in the patient, LPS mm. */
export interface SpatialGeometry {
  readonly kind: 'spatial';
  readonly type: SpatialType;
  readonly points: readonly Vector3[];
  readonly frameOfReferenceUID?: string;
}

/** Segments of a segmentation that is referred to. */
export interface SegmentGeometry {
  readonly kind: 'segments';
  readonly image: InstanceRef;
}

/** A whole image, or frames of it. */
export interface ImageGeometry {
  readonly kind: 'image';
  readonly image: InstanceRef;
}

/** What a measurement was made on. */
export type Geometry = (PlanarGeometry | SpatialGeometry | SegmentGeometry | ImageGeometry) & {
  /** Path of its content item in the source. */
  readonly itemPath?: string;
  /** What the object calls it: Long axis, Image Region, Path. */
  readonly purpose?: Code;
};

/** A qualitative statement or a modifier, kept as it stands. */
export interface NamedValue {
  readonly name: Code;
  readonly value: Code | string;
}

/** Who or what measured. Names of persons are identifying: they leave the program only when asked for. */
export interface Observer {
  /** Person Observer Name, content creator, AIM's user; in a report a number stands for it. */
  readonly person?: string;
  /** Login, identification within the organisation: what tells readers apart where there is no name. */
  readonly personId?: string;
  readonly role?: Code;
  readonly device?: {
    readonly uid?: string;
    readonly name?: string;
    readonly manufacturer?: string;
    readonly model?: string;
    readonly serial?: string;
    readonly softwareVersion?: string;
  };
}

/** What a measurement group says of all its measurements. PS3.16 TID 1410, 1411, 1501. */
export interface MeasurementContext {
  readonly trackingId?: string;
  readonly trackingUID?: string;
  /** Lesion label: AIM's name, segment label, ROI name, tracking identifier. */
  readonly lesionLabel?: string;
  readonly finding?: Code;
  readonly findingCategory?: Code;
  /** In order; each with its laterality where it has its own. */
  readonly sites: readonly { readonly site: Code; readonly laterality?: Code; readonly modifier?: Code }[];
  readonly observer: Observer;
  readonly algorithm?: {
    readonly name?: string;
    readonly version?: string;
    readonly family?: Code;
    readonly parameters?: readonly string[];
  };
  readonly timePoint?: string;
  readonly activitySession?: string;
  /** DICOM DT or its parts as they stand, ISO 8601 once exported. Of the content item, else of the object. */
  readonly dateTime?: string;
  /** Method that holds for the group. */
  readonly method?: Code;
  /** Real-world value maps that were used. */
  readonly realWorldMaps: readonly InstanceRef[];
  readonly sourceImages: readonly InstanceRef[];
  readonly sourceSeriesUID?: string;
  readonly qualitative: readonly NamedValue[];
}

/** The value as it stands in the object. */
export interface StoredValue {
  /** Exact decimal text, padding removed; undefined where there is none. */
  readonly text?: string;
  readonly unit?: Code;
  /** Numeric Value Qualifier: why there is no value, or what it is instead. PS3.3 C.18.1, CID 42. */
  readonly qualifier?: Code;
}

/** One measurement as its source states it, or a region that a measurement is to be made of. */
export interface MeasurementItem {
  /**
   * SR: numbers of content items from 1, `1.9.1.7` (PS3.3 C.17.3.2.4). AIM: path of elements with numbers from 1.
   * SEG: `SegmentSequence[0]`; RTSTRUCT: `ROIContourSequence[0]`; PR:
   * `GraphicAnnotationSequence[0].GraphicObjectSequence[0]`.
   */
  readonly itemPath: string;
  /** Concept names of its parents from the root, unnamed ones left out. */
  readonly parents: readonly Code[];
  /** Undefined where it has none, and where nothing is stored. */
  readonly concept?: Code;
  /** Undefined where the object stores geometry alone: PR, and shapes of AIM without a calculation. */
  readonly stored?: StoredValue;
  readonly derivation?: Code;
  readonly method?: Code;
  readonly modifiers: readonly NamedValue[];
  /** Of the measurement itself (TID 320), else of its group. */
  readonly geometries: readonly Geometry[];
  /** `group`: the geometry is the region of a group, and several measurements share it. */
  readonly geometryOf: 'item' | 'group';
  /** Template that the group follows by its own account: `1410`. */
  readonly template?: string;
  /** Number of its group in the object from 0: what the object says of one lesion stands together. */
  readonly group?: number;
  readonly context: MeasurementContext;
}

/** All that one object says of measurements: SR, KO, PR and AIM. */
export interface MeasurementSource {
  readonly kind: SourceKind;
  readonly sopInstanceUID: string;
  readonly sopClassUID: string;
  readonly seriesUID: string;
  readonly studyUID: string;
  /** Template or document title. */
  readonly title?: Code;
  readonly items: readonly MeasurementItem[];
  /** Key objects, and images that are referred to without a measurement: kept and named. */
  readonly references: readonly InstanceRef[];
  /** What in the object names a person: it must stand in no text that leaves the program. */
  readonly identifying?: IdentifyingValues;
  /** Of AIM, which has no header: the Patient ID that it states. Identifying. */
  readonly patientID?: string;
  readonly problems: readonly MeasureProblem[];
}

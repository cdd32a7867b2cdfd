import type { Code } from '../code.js';
import type { MeasureProblem } from '../problem.js';
import type { InstanceRef, MeasurementContext } from '../source.js';

/** A contour. PS3.3 C.8.8.6. */
export interface Contour {
  /** Contour Geometric Type as it is stored: CLOSED_PLANAR, CLOSEDPLANAR_XOR, OPEN_PLANAR, POINT. */
  readonly kind: string;
  /** Patient LPS mm: x, y, z of each point. */
  readonly pointsMm: Float64Array;
  readonly image?: InstanceRef;
}

/** A region of interest. */
export interface Roi {
  readonly number: number;
  /** `ROIContourSequence[0]`, or `StructureSetROISequence[0]` where it has no contours. */
  readonly itemPath: string;
  readonly name: string;
  readonly frameOfReferenceUID?: string;
  readonly generationAlgorithm?: string;
  /** RT ROI Interpreted Type: GTV, ORGAN. */
  readonly interpretedType?: string;
  readonly identification?: Code;
  readonly context: MeasurementContext;
  readonly contours: readonly Contour[];
  /** Contours that could not be read: what is left is not the whole region. */
  readonly unreadContours: number;
  /** ROI Volume as it is stored, millilitres. PS3.3 C.8.8.5, Type 3. */
  readonly storedVolumeMl?: string;
}

/** A structure set. */
export interface StructureSet {
  readonly sopInstanceUID: string;
  readonly rois: readonly Roi[];
  readonly sourceImages: readonly InstanceRef[];
  readonly sourceSeriesUIDs: readonly string[];
  readonly problems: readonly MeasureProblem[];
}

/**
 * Kinds whose last point is joined to the first. PS3.3 C.8.8.6.1. Interpolated ones are no type of the standard, but are
 * met: they are contours of their plane like the others.
 */
export function isClosed({ kind }: Pick<Contour, 'kind'>): boolean {
  return kind === 'CLOSED_PLANAR' || kind === 'CLOSEDPLANAR_XOR' || kind === 'INTERPOLATED_PLANAR';
}

/** Kinds that are lines. PS3.3 C.8.8.6.1. */
export function isOpen({ kind }: Pick<Contour, 'kind'>): boolean {
  return kind === 'OPEN_PLANAR' || kind === 'OPEN_NONPLANAR';
}

/** Closed contours that can enclose something: three points at least. */
export function isOutline(contour: Contour): boolean {
  return isClosed(contour) && contour.pointsMm.length >= 9;
}

/**
 * What is wrong with a source of measurements, or with one of them. Each is a finding of the report
 * (`src/findings/catalogue-measure.ts`); what it does not touch is exported all the same.
 */
export type MeasureProblemCode =
  /** The object has none of what its kind must have: no content tree, no segments, no contours. */
  | 'source-empty'
  /** XML that is not well-formed, too large, too deep, or that declares entities. */
  | 'xml-refused'
  /** By-reference relationships or nesting that lead back to themselves, or too deep. */
  | 'content-cyclic'
  | 'content-too-deep'
  /** A content item without a value type, or of one that the standard does not know. */
  | 'item-unknown'
  /** A measurement without a concept name. */
  | 'concept-missing'
  /** A measurement without a value, with the reason where the object gives one. */
  | 'value-missing'
  /** A value that is no decimal number. */
  | 'value-not-numeric'
  | 'unit-missing'
  /** A unit that is not UCUM, or that the concept cannot have. */
  | 'unit-unknown'
  | 'unit-impossible'
  /** A known code whose meaning says something else. */
  | 'code-meaning-at-odds'
  /** Coordinates that are no numbers, too few for their type, or outside the image. */
  | 'coordinates-damaged'
  | 'coordinates-outside'
  /** Nothing tells how large a pixel is: PixelSpacing absent, zero, negative, or of another plane than the patient's. */
  | 'spacing-absent'
  | 'spacing-damaged'
  /** The spacing is that of the detector, not of the patient. */
  | 'spacing-at-detector'
  /** Units of the display, not of the image. */
  | 'not-in-pixels'
  | 'image-not-referenced'
  | 'image-absent'
  /** The image that is named is absent, but its frame of reference is there: measured on that. */
  | 'image-by-frame-of-reference'
  | 'image-unreadable'
  | 'frame-of-reference-at-odds'
  /** The images belong to another patient than the object that was made on them. */
  | 'patient-at-odds'
  /** Several volumes of images hold a region, and nothing tells which of them it was made on. */
  | 'volume-ambiguous'
  /** A segment or a region without a voxel or a contour. */
  | 'region-empty'
  /** A frame of a segmentation that names no segment of it, or no place. */
  | 'segment-unknown'
  | 'frame-unplaced'
  | 'frames-irregular'
  /** Two frames of one segment at one place. */
  | 'frame-repeated'
  /** Slice distance that no positions tell. */
  | 'slice-spacing-absent'
  | 'slice-spacing-declared'
  /** A contour of fewer than three points, or that is not planar. */
  | 'contour-too-short'
  | 'contour-not-planar'
  /** An outline whose parts lie over each other: no area is its own. */
  | 'contour-crosses-itself'
  /** A contour that lies between the image planes, or beyond them. */
  | 'contour-off-planes'
  /** What contours cut is larger than the image. */
  | 'contour-outside'
  /** Planes between the contours of a region have none: nothing is interpolated. */
  | 'contour-planes-missing'
  /** The same contour twice in one region: counted once, since by exclusive or it would cut itself out. */
  | 'contour-repeated'
  /** Contours of one plane that cross each other: by exclusive or what they share is cut out. */
  | 'contours-overlap'
  | 'pixels-unreadable'
  /** No SUV can be had, with the reasons. */
  | 'suv-refused'
  /** Values that no real-world map covers, or that are padding. */
  | 'values-padded'
  /** SUV of activity that is corrected to the moment of administration: an extension of the pseudo-code. */
  | 'suv-admin'
  /** What was taken for granted of an SUV, by the codes of `src/pet/suv-problem.ts`. */
  | 'suv-assumed'
  | 'value-disagrees'
  /** A stored value of no figure that is computed, or without geometry: it agrees with nothing, and disagrees with nothing. */
  | 'nothing-to-hold-against'
  /** A stored value with geometry and a figure that is computed, which could not be had of that geometry. */
  | 'not-recomputed';

/** A problem, and where in its object it lies. Texts hold no values of the object. */
export interface MeasureProblem {
  readonly code: MeasureProblemCode;
  /** Content item, segment, ROI or graphic: as `MeasurementItem.itemPath`. */
  readonly itemPath?: string;
  /** A clause for people: what was seen, never whom it was seen in. */
  readonly detail?: string;
}

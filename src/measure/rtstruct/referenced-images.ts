import type { Dataset } from '../../dicom/dataset.js';
import type { InstanceRef } from '../source.js';

/** What a structure set was drawn on. PS3.3 C.8.8.5. */
export interface ReferencedImages {
  readonly images: readonly InstanceRef[];
  readonly series: readonly { readonly uid: string; readonly frameOfReferenceUID?: string }[];
  /** Frames of reference in the order of the object, each once. */
  readonly framesOfReference: readonly string[];
  /** By SOP Instance UID. */
  readonly byInstance: ReadonlyMap<string, InstanceRef>;
}

/** Reads an item of a Contour Image Sequence; undefined where it names no instance. PS3.3 Table 10-3. */
export function instanceRef(item: Dataset | undefined): InstanceRef | undefined {
  const sopInstanceUID = item?.string('ReferencedSOPInstanceUID');
  if (!item || sopInstanceUID === undefined) return undefined;
  const sopClassUID = item.string('ReferencedSOPClassUID');
  const frames = item.numbers('ReferencedFrameNumber').filter((frame) => frame > 0);
  return { sopInstanceUID, ...(sopClassUID && { sopClassUID }), ...(frames.length > 0 && { frames }) };
}

/** Reads frames of reference, studies, series and images that the contours were drawn on. */
export function referencedImages(dataset: Dataset): ReferencedImages {
  const images: InstanceRef[] = [];
  const series: { uid: string; frameOfReferenceUID?: string }[] = [];
  const framesOfReference = new Set<string>();
  for (const frame of dataset.sequence('ReferencedFrameOfReferenceSequence')) {
    const frameOfReferenceUID = frame.string('FrameOfReferenceUID');
    if (frameOfReferenceUID) framesOfReference.add(frameOfReferenceUID);
    for (const study of frame.sequence('RTReferencedStudySequence')) {
      const studyUID = study.string('ReferencedSOPInstanceUID');
      for (const item of study.sequence('RTReferencedSeriesSequence')) {
        const uid = item.string('SeriesInstanceUID');
        if (uid) series.push({ uid, ...(frameOfReferenceUID && { frameOfReferenceUID }) });
        for (const image of item.sequence('ContourImageSequence')) {
          const ref = instanceRef(image);
          if (ref) images.push({ ...ref, ...(uid && { seriesUID: uid }), ...(studyUID && { studyUID }) });
        }
      }
    }
  }
  const byInstance = new Map(images.map((image) => [image.sopInstanceUID, image]));
  return { images, series, framesOfReference: [...framesOfReference], byInstance };
}

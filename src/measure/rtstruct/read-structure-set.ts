import type { Dataset } from '../../dicom/dataset.js';
import type { MeasureProblem } from '../problem.js';
import type { InstanceRef } from '../source.js';
import { type ReadContours, readContours } from './read-contours.js';
import { instanceRef, type ReferencedImages, referencedImages } from './referenced-images.js';
import { identificationOf, roiContext } from './roi-context.js';
import type { Roi, StructureSet } from './structure-set.js';

/** The items that make up one ROI. */
interface RoiParts {
  readonly number: number;
  readonly itemPath: string;
  readonly roi?: Dataset;
  readonly contourItem?: Dataset;
}

/** Reads a structure set with its contours. Never throws for what the object holds. PS3.3 C.8.8.5, C.8.8.6, C.8.8.8. */
export function readStructureSet(dataset: Dataset): StructureSet {
  const referenced = referencedImages(dataset);
  const problems: MeasureProblem[] = [];
  const observations = dataset.sequence('RTROIObservationsSequence');
  const rois = roiParts(dataset).map((parts) => {
    const read = readOf(parts, referenced);
    problems.push(...problemsOf(parts, read));
    const own = observations.filter((item) => item.number('ReferencedROINumber') === parts.number);
    return roiOf({ dataset, parts, observations: own, read, referenced });
  });
  if (rois.length === 0) problems.push({ code: 'source-empty', detail: 'no region of interest' });
  return {
    sopInstanceUID: dataset.string('SOPInstanceUID') ?? '',
    rois,
    sourceImages: referenced.images,
    sourceSeriesUIDs: [...new Set(referenced.series.map(({ uid }) => uid))],
    problems,
  };
}

/**
 * Every ROI by number, in the order of the structure set, however its contours are ordered; contours of a number that
 * the structure set does not define follow. Several contour items of one number stay apart: each is a region.
 */
function roiParts(dataset: Dataset): RoiParts[] {
  const contourItems = dataset.sequence('ROIContourSequence').map((contourItem, i) => ({
    contourItem,
    number: contourItem.number('ReferencedROINumber') ?? Number.NaN,
    itemPath: `ROIContourSequence[${i}]`,
  }));
  const defined = new Set<number>();
  const drawn = new Set<Dataset>();
  const parts = dataset.sequence('StructureSetROISequence').flatMap((roi, i): RoiParts[] => {
    const number = roi.number('ROINumber') ?? Number.NaN;
    const own = defined.has(number) ? [] : contourItems.filter((item) => item.number === number);
    defined.add(number);
    for (const { contourItem } of own) drawn.add(contourItem);
    if (own.length === 0) return [{ number, roi, itemPath: `StructureSetROISequence[${i}]` }];
    return own.map((item) => ({ ...item, roi }));
  });
  return [...parts, ...contourItems.filter(({ contourItem }) => !drawn.has(contourItem))];
}

function readOf({ contourItem, itemPath }: RoiParts, { byInstance }: ReferencedImages): ReadContours {
  if (!contourItem) return { contours: [], unreadContours: 0, problems: [] };
  return readContours(contourItem, itemPath, (item) => {
    const ref = instanceRef(item.sequence('ContourImageSequence')[0]);
    const known = ref && byInstance.get(ref.sopInstanceUID);
    return known ? { ...known, ...ref } : ref;
  });
}

function problemsOf({ roi, itemPath }: RoiParts, { contours, unreadContours, problems }: ReadContours) {
  const found: MeasureProblem[] = [...problems];
  if (!roi)
    found.push({ code: 'segment-unknown', itemPath, detail: 'contours of a region that is not defined' });
  if (contours.length === 0 && unreadContours === 0)
    found.push({ code: 'region-empty', itemPath, detail: 'a region without contours' });
  return found;
}

interface RoiInput {
  readonly dataset: Dataset;
  readonly parts: RoiParts;
  readonly observations: readonly Dataset[];
  readonly read: ReadContours;
  readonly referenced: ReferencedImages;
}

function roiOf({ dataset, parts, observations, read, referenced }: RoiInput): Roi {
  const { number, itemPath, roi } = parts;
  const frameOfReferenceUID =
    roi?.string('ReferencedFrameOfReferenceUID') ?? onlyOf(referenced.framesOfReference);
  const generationAlgorithm = roi?.string('ROIGenerationAlgorithm');
  const interpretedType = observations[0]?.string('RTROIInterpretedType');
  const identification = identificationOf(observations[0]);
  const storedVolumeMl = roi?.string('ROIVolume');
  const sourceImages = imagesOf(read);
  const sourceSeriesUID =
    sourceImages.find(({ seriesUID }) => seriesUID)?.seriesUID ??
    referenced.series.find((series) => series.frameOfReferenceUID === frameOfReferenceUID)?.uid;
  return {
    number,
    itemPath,
    name: roi?.string('ROIName') ?? '',
    ...(frameOfReferenceUID && { frameOfReferenceUID }),
    ...(generationAlgorithm && { generationAlgorithm }),
    ...(interpretedType && { interpretedType }),
    ...(identification && { identification }),
    ...(storedVolumeMl !== undefined && { storedVolumeMl }),
    context: roiContext({ dataset, roi, observations, sourceImages, sourceSeriesUID }),
    contours: read.contours,
    unreadContours: read.unreadContours,
  };
}

/** A structure set of one frame of reference means that one. */
function onlyOf(uids: readonly string[]): string | undefined {
  return uids.length === 1 ? uids[0] : undefined;
}

/** The images that contours name, each once. */
function imagesOf({ contours }: ReadContours): InstanceRef[] {
  const images = new Map<string, InstanceRef>();
  for (const { image } of contours) if (image) images.set(image.sopInstanceUID, image);
  return [...images.values()];
}

import type { Dataset } from '../../dicom/dataset.js';
import { codeKey, readCode } from '../code.js';
import type { MeasureProblem } from '../problem.js';
import { FrameMacros } from './frame-macros.js';
import { framePlaces } from './frame-places.js';
import { codesOf, segmentContext } from './segment-context.js';
import { segmentFrames } from './segment-frames.js';
import type { Segment, Segmentation, SegmentationKind } from './segmentation.js';
import { type SourceImages, sourceImages } from './source-images.js';

/** Label Map Segmentation Storage. PS3.4 B.5. */
const LABELMAP_CLASS = '1.2.840.10008.5.1.4.1.1.66.7';
/** (125040, DCM, Background): PS3.16 CID 7150 and its successors. */
const BACKGROUND = '125040^DCM';

/** Reads the description of a segmentation. Never throws for what the object holds. */
export function readSegmentation(dataset: Dataset): Segmentation {
  const macros = new FrameMacros(dataset);
  const kind = kindOf(dataset);
  const { problems: placeProblems, ...places } = framePlaces(dataset, macros);
  const described = describedSegments(dataset);
  const numbers = described.items.map(({ number }) => number);
  const frames = kind === 'LABELMAP' ? undefined : segmentFrames(dataset, macros, numbers);
  const images = sourceImages(dataset, macros);
  const everyFrame = Array.from({ length: macros.frameCount }, (_, frame) => frame);
  const order = (of: readonly number[]): number[] =>
    [...of].sort((a, b) => (places.placeOf[a] ?? 0) - (places.placeOf[b] ?? 0) || a - b);
  const ordered = kind === 'LABELMAP' ? order(everyFrame) : [];
  // PS3.3 C.8.20.2: what belongs to no segment of a label map has the Pixel Padding Value; older writers left it at 0.
  const backgroundValue = dataset.number('PixelPaddingValue') ?? 0;
  const segments = described.items.map(({ item, number, at }): Segment => {
    const own = frames ? order(frames.byNumber.get(number) ?? []) : ordered;
    const segment = segmentOf(dataset, { item, number, at, frames: own }, images);
    const isBackground =
      kind === 'LABELMAP' &&
      (number === backgroundValue || (segment.type && codeKey(segment.type) === BACKGROUND));
    return isBackground ? { ...segment, isBackground } : segment;
  });
  return {
    sopInstanceUID: dataset.string('SOPInstanceUID') ?? '',
    kind,
    ...fractional(dataset, kind),
    ...(kind === 'LABELMAP' && { backgroundValue }),
    ...frameOfReference(dataset),
    segments,
    ...places,
    frameCount: macros.frameCount,
    sourceImages: images.all,
    sourceSeriesUIDs: images.seriesUIDs,
    problems: [
      ...described.problems,
      ...placeProblems,
      ...(frames?.problems ?? []),
      ...countProblems(macros),
      ...kindProblems(dataset, kind),
    ],
  };
}

/** Segmentation Type; where it is absent or unknown, what the class and the bits leave it to be. */
function kindOf(dataset: Dataset): SegmentationKind {
  const type = dataset.string('SegmentationType');
  if (type === 'BINARY' || type === 'FRACTIONAL' || type === 'LABELMAP') return type;
  if (dataset.string('SOPClassUID') === LABELMAP_CLASS) return 'LABELMAP';
  return dataset.number('BitsAllocated') === 1 ? 'BINARY' : 'FRACTIONAL';
}

function fractional(dataset: Dataset, kind: SegmentationKind) {
  if (kind !== 'FRACTIONAL') return {};
  const fractionalType = dataset.string('SegmentationFractionalType');
  const maximum = dataset.number('MaximumFractionalValue');
  return {
    ...(fractionalType && { fractionalType }),
    ...(maximum !== undefined && maximum > 0 && { maximumFractionalValue: maximum }),
  };
}

function kindProblems(dataset: Dataset, kind: SegmentationKind): MeasureProblem[] {
  if (kind !== 'FRACTIONAL' || (dataset.number('MaximumFractionalValue') ?? 0) > 0) return [];
  const detail = 'Maximum Fractional Value is absent or 0: nothing tells what half of a voxel is';
  return [{ code: 'pixels-unreadable', detail }];
}

function frameOfReference(dataset: Dataset): Pick<Segmentation, 'frameOfReferenceUID'> {
  const frameOfReferenceUID = dataset.string('FrameOfReferenceUID');
  return frameOfReferenceUID ? { frameOfReferenceUID } : {};
}

/** PS3.3 C.7.6.16.1.2: the sequence has as many items as there are frames. */
function countProblems({ declared, described }: FrameMacros): MeasureProblem[] {
  if (described === 0 || described === declared) return [];
  const detail = `${declared} frames are declared and ${described} described`;
  return [{ code: 'pixels-unreadable', itemPath: 'PerFrameFunctionalGroupsSequence', detail }];
}

interface DescribedSegment {
  readonly item: Dataset;
  readonly number: number;
  /** Position in the Segment Sequence. */
  readonly at: number;
}

/** Segments with a number of their own; of others nobody can say which voxels are theirs. */
function describedSegments(dataset: Dataset): { items: DescribedSegment[]; problems: MeasureProblem[] } {
  const items: DescribedSegment[] = [];
  const problems: MeasureProblem[] = [];
  const seen = new Set<number>();
  for (const [at, item] of dataset.sequence('SegmentSequence').entries()) {
    const number = item.number('SegmentNumber');
    const itemPath = `SegmentSequence[${at}]`;
    if (number === undefined) {
      problems.push({ code: 'segment-unknown', itemPath, detail: 'the segment has no number' });
    } else if (seen.has(number)) {
      problems.push({ code: 'segment-unknown', itemPath, detail: 'another segment has the same number' });
    } else {
      seen.add(number);
      items.push({ item, number, at });
    }
  }
  if (items.length === 0) problems.push({ code: 'source-empty', detail: 'it describes no segment' });
  return { items, problems };
}

function segmentOf(
  dataset: Dataset,
  { item, number, at, frames }: DescribedSegment & { readonly frames: readonly number[] },
  images: SourceImages,
): Segment {
  const category = readCode(item.sequence('SegmentedPropertyCategoryCodeSequence')[0]);
  const type = readCode(item.sequence('SegmentedPropertyTypeCodeSequence')[0]);
  const refs = images.of(frames);
  const [series, ...otherSeries] = new Set([...refs.flatMap((ref) => ref.seriesUID ?? [])]);
  const only = otherSeries.length === 0 ? (series ?? onlyOne(images.seriesUIDs)) : undefined;
  return {
    number,
    itemPath: `SegmentSequence[${at}]`,
    label: item.string('SegmentLabel') ?? '',
    ...(category && { category }),
    ...(type && { type }),
    typeModifiers: codesOf(item, 'SegmentedPropertyTypeModifierCodeSequence'),
    context: {
      ...segmentContext(dataset, item),
      sourceImages: refs,
      ...(only && { sourceSeriesUID: only }),
    },
    frames,
  };
}

function onlyOne([first, ...more]: readonly string[]): string | undefined {
  return more.length === 0 ? first : undefined;
}

import { packBits } from '../../../fixtures/objects/seg/segmentation.js';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { type NewAttributes, newObject } from '../../../src/dicom/new-object/new-object.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { openFrames } from '../../../src/dicom/pixels/frame-reader.js';
import { readSegmentation } from '../../../src/measure/seg/read-segmentation.js';
import { segmentRegions } from '../../../src/measure/seg/segment-regions.js';

/** One frame: the segment that it names, where it lies, and its voxels. */
export interface MadeFrame {
  readonly segment?: number;
  readonly position?: readonly number[];
  readonly orientation?: readonly number[];
  readonly voxels: ArrayLike<number>;
  readonly more?: NewAttributes;
}

export interface MadeOptions {
  readonly kind?: string;
  readonly rows?: number;
  readonly columns?: number;
  readonly bits?: number;
  readonly segments?: readonly NewAttributes[];
  readonly frames: readonly MadeFrame[];
  readonly spacing?: readonly number[] | null;
  readonly declaredMm?: number;
  /** Bytes of the pixel data that are cut off. */
  readonly cut?: number;
  readonly more?: NewAttributes;
}

export const AXIAL = [1, 0, 0, 0, 1, 0] as const;

/** A code sequence of one item. */
export function code(value: string, scheme: string, meaning: string): NewAttributes[] {
  return [{ CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning }];
}

function pixelBytes(options: MadeOptions): Uint8Array {
  const { bits = 1, frames, cut = 0 } = options;
  const values = frames.map(({ voxels }) => Uint16Array.from(voxels));
  const all = values.flatMap((frame) => [...frame]);
  const bytes =
    bits === 1
      ? packBits(values.map((frame) => Uint8Array.from(frame)))
      : bits === 8
        ? Uint8Array.from(all)
        : new Uint8Array(Uint16Array.from(all).buffer);
  return bytes.subarray(0, bytes.length - cut);
}

function frameItem({ segment, position, orientation, more }: MadeFrame): NewAttributes {
  return {
    ...(position && { PlanePositionSequence: [{ ImagePositionPatient: position }] }),
    ...(orientation && { PlaneOrientationSequence: [{ ImageOrientationPatient: orientation }] }),
    ...(segment !== undefined && { SegmentIdentificationSequence: [{ ReferencedSegmentNumber: segment }] }),
    ...more,
  };
}

/** Reads a segmentation that is made for the occasion: 4 × 3 pixels of 2 × 3 mm unless told otherwise. */
export async function made(options: MadeOptions) {
  const { kind = 'BINARY', rows = 3, columns = 4, bits = 1, frames, spacing = [3, 2], declaredMm } = options;
  const isTurned = frames.some(({ orientation }) => orientation);
  const attributes: NewAttributes = {
    SOPClassUID: `1.2.840.10008.5.1.4.1.1.66.${kind === 'LABELMAP' ? 7 : 4}`,
    SOPInstanceUID: '1.2.3',
    StudyInstanceUID: '1.2',
    Modality: 'SEG',
    FrameOfReferenceUID: '1.2.9',
    SegmentationType: kind,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    NumberOfFrames: frames.length,
    Rows: rows,
    Columns: columns,
    BitsAllocated: bits,
    BitsStored: bits,
    HighBit: bits - 1,
    PixelRepresentation: 0,
    SegmentSequence: options.segments ?? [{ SegmentNumber: 1, SegmentLabel: 'One' }],
    SharedFunctionalGroupsSequence: [
      {
        ...(!isTurned && { PlaneOrientationSequence: [{ ImageOrientationPatient: AXIAL }] }),
        ...(spacing && {
          PixelMeasuresSequence: [
            {
              PixelSpacing: spacing,
              SliceThickness: 77,
              ...(declaredMm !== undefined && { SpacingBetweenSlices: declaredMm }),
            },
          ],
        }),
      },
    ],
    PerFrameFunctionalGroupsSequence: frames.map(frameItem),
    PixelData: pixelBytes(options),
    ...options.more,
  };
  const bytes = await newObject(attributes, {
    implementation: { classUID: '1.2.3.4', versionName: 'TEST' },
  });
  const file = readPart10(new MemorySource(bytes));
  const segmentation = readSegmentation(file.dataset);
  return {
    segmentation,
    regions: async (wanted?: ReadonlySet<number>) => [
      ...segmentRegions(segmentation, await openFrames(file), wanted),
    ],
    codes: segmentation.problems.map(({ code: problem }) => problem),
  };
}

/** A frame of 12 pixels of which those are 1. */
export function mask(...at: number[]): Uint8Array {
  const voxels = new Uint8Array(12);
  for (const i of at) voxels[i] = 1;
  return voxels;
}

/** Frames of one segment at these heights, with voxel 0 set. */
export function atHeights(...heights: number[]): MadeFrame[] {
  return heights.map((z) => ({ segment: 1, position: [10, 20, z], voxels: mask(0) }));
}

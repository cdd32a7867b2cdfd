import type { FrameReader } from '../../dicom/pixels/frame-reader.js';
import { PixelError } from '../../dicom/pixels/pixel-error.js';
import type { MeasureProblem } from '../problem.js';
import type { RegionGrid } from '../region.js';
import { labelledParts } from './labelled-parts.js';
import { ownParts } from './own-parts.js';
import { emptyRegion, regionOfParts } from './region-of-parts.js';
import type { SegmentParts } from './segment-parts.js';
import type { Segment, Segmentation, SegmentRegion } from './segmentation.js';

/**
 * The voxels of segments, one segment at a time, in the order of the object. A label map's background only when it is
 * asked for. Frames that cannot be read are named, and the rest is given.
 * @param wanted numbers of segments; all when absent
 * @throws PixelError where the frames cannot be read at all
 */
export function* segmentRegions(
  segmentation: Segmentation,
  frames: FrameReader,
  wanted?: ReadonlySet<number>,
): Generator<SegmentRegion> {
  // PS3.3 C.8.20.2: Samples per Pixel is 1.
  if (frames.description.samplesPerPixel !== 1) throw new PixelError('unsupported-coding');
  const isWanted = (segment: Segment): boolean => wanted?.has(segment.number) ?? !segment.isBackground;
  const segments = segmentation.segments.filter(isWanted);
  const geometry = geometryOf(segmentation);
  const partsOf = segmentation.kind === 'LABELMAP' ? labelledParts : ownParts;
  for (const parts of partsOf(segmentation, frames, segments)) yield regionOf(parts, geometry);
}

interface Geometry {
  readonly segmentation: Segmentation;
  /** Of a region that has no whole place in the segmentation's grid: nothing can be measured in it. */
  readonly unplaced: RegionGrid;
}

function geometryOf(segmentation: Segmentation): Geometry {
  const { NaN: unknown } = Number;
  const unplaced = {
    dims: segmentation.placeDims,
    affine: new Float64Array(16).fill(unknown),
    spacingMm: [unknown, unknown, unknown] as const,
  };
  return { segmentation, unplaced };
}

function regionOf(found: SegmentParts, { segmentation, unplaced }: Geometry): SegmentRegion {
  const { segment, parts, fractionSum } = found;
  const { grid, sliceOf, placeOf } = segmentation;
  const isPlaced = parts.every(({ frame }) => (sliceOf[frame] ?? -1) >= 0);
  const measured = grid && isPlaced && found.isWhole ? grid : undefined;
  const slices = measured ? sliceOf : placeOf;
  const placed = parts.map((part) => ({ ...part, slice: slices[part.frame] ?? 0 }));
  const region = regionOfParts(measured ?? unplaced, placed);
  const { itemPath } = segment;
  const problems: MeasureProblem[] = found.problems.map((problem) => ({ itemPath, ...problem }));
  if (grid && !isPlaced) problems.push({ code: 'frame-unplaced', itemPath });
  if (!region) {
    problems.push({ code: 'pixels-unreadable', itemPath, detail: 'its box is larger than what is held' });
    return { segment, region: emptyRegion(unplaced), isWhole: false, problems };
  }
  if (found.isWhole && region.voxelCount === 0) problems.push({ code: 'region-empty', itemPath });
  const sum = found.isWhole && fractionSum !== undefined ? { fractionSum } : {};
  return { segment, region, isWhole: found.isWhole, ...sum, problems };
}

import type { Code } from '../code.js';
import type { MeasureProblem } from '../problem.js';
import type { RegionGrid, VoxelRegion } from '../region.js';
import type { InstanceRef, MeasurementContext } from '../source.js';

/** How voxels are stored. PS3.3 C.8.20.2.1. */
export type SegmentationKind = 'BINARY' | 'FRACTIONAL' | 'LABELMAP';

/** A segment as the object describes it. PS3.3 C.8.20.4. */
export interface Segment {
  readonly number: number;
  /** `SegmentSequence[0]`. */
  readonly itemPath: string;
  readonly label: string;
  readonly category?: Code;
  readonly type?: Code;
  readonly typeModifiers: readonly Code[];
  readonly context: MeasurementContext;
  /** Frames that hold it, from 0, in the order of their places; all frames of a label map. */
  readonly frames: readonly number[];
  /** True of a label map's segment for what belongs to no segment: measured only when asked for by number. */
  readonly isBackground?: boolean;
}

/** Where the frames of a segmentation lie. */
export interface FramePlaces {
  /** Grid of all frames: slices by positions (gaps counted). Undefined where there is none: the problems say why. */
  readonly grid?: RegionGrid;
  /**
   * What the distance of slices was taken from. Undefined with a grid: of one slice, whose distance nothing tells:
   * `spacingMm[2]` and the affine's third column are NaN.
   */
  readonly sliceSpacingFrom?: 'positions' | 'header';
  /** Slice k of each frame in `grid`, by frame number from 0; -1 where it has no place. */
  readonly sliceOf: Int32Array;
  /** Frames at one place have one number, from 0, also where no grid can be had; a frame without a place its own. */
  readonly placeOf: Int32Array;
  /** Columns, rows and places that `placeOf` counts. */
  readonly placeDims: readonly [number, number, number];
  /** Of a tiled image: column and row of each frame's first pixel in the total matrix, from 0, two a frame. */
  readonly tileAt?: Int32Array;
}

/** A segmentation object before its pixels are read: plain data. */
export interface Segmentation extends FramePlaces {
  readonly sopInstanceUID: string;
  readonly kind: SegmentationKind;
  /** PROBABILITY or OCCUPANCY. */
  readonly fractionalType?: string;
  readonly maximumFractionalValue?: number;
  /** Value of a label map's pixels that belong to no segment. PS3.3 C.8.20.2, Pixel Padding Value. */
  readonly backgroundValue?: number;
  readonly frameOfReferenceUID?: string;
  readonly segments: readonly Segment[];
  /** Frames that the header describes; the pixel data may have fewer. */
  readonly frameCount: number;
  /** Images it was made of, as far as it names them; and of each frame. */
  readonly sourceImages: readonly InstanceRef[];
  readonly sourceSeriesUIDs: readonly string[];
  readonly problems: readonly MeasureProblem[];
}

/** The voxels of one segment. */
export interface SegmentRegion {
  readonly segment: Segment;
  /**
   * Of a fractional segment those of at least half the maximum. Its grid is the segmentation's, or one whose spacing
   * and affine are NaN, where the segmentation has none, or frames of the segment have no place in it, or it is not
   * whole: then nothing but a count can be had.
   */
  readonly region: VoxelRegion;
  /** False where voxels of it could not be read or held: `region` is a part, and its count no figure of the segment. */
  readonly isWhole: boolean;
  /** Sum of fractions, of a fractional segment only: 1 is a full voxel. Undefined where it is not whole. */
  readonly fractionSum?: number;
  readonly problems: readonly MeasureProblem[];
}

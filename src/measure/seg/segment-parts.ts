import type { FrameReader } from '../../dicom/pixels/frame-reader.js';
import { extentOfBits, unpackBits } from '../../dicom/pixels/packed-bits.js';
import { PixelError } from '../../dicom/pixels/pixel-error.js';
import type { Samples } from '../../dicom/pixels/samples.js';
import type { MeasureProblem } from '../problem.js';
import type { FramePart } from './frame-part.js';
import type { FramePlaces, Segment } from './segmentation.js';

/** What the frames hold of a segment, before it is put together. */
export interface SegmentParts {
  readonly segment: Segment;
  /** Boxes of frames that hold a voxel of it. */
  readonly parts: readonly (Omit<FramePart, 'slice'> & { readonly frame: number })[];
  /** See `SegmentRegion`. */
  readonly isWhole: boolean;
  readonly fractionSum?: number;
  readonly problems: readonly Omit<MeasureProblem, 'itemPath'>[];
}

/** Reads frames, and keeps count of those that cannot be read. */
export class FrameSource {
  /** Frames that could not be read, by the error's code. */
  private readonly failed = new Map<number, string>();

  constructor(private readonly frames: FrameReader) {}

  /** The stored values of a frame; undefined where they cannot be read. */
  read(frame: number): Samples | undefined {
    return this.attempt(frame, () => this.frames.frame(frame).values);
  }

  /**
   * The rows of a frame that hold all its values but 0, and the first of them, from 0: none where all are 0. Cheaper
   * than the frame where pixels are packed bits.
   */
  readRows(frame: number): { values: Samples; rows: number; firstRow: number } | undefined {
    const { columns, rows } = this.frames.description;
    if (!this.frames.bits) {
      const values = this.read(frame);
      return values && { values, rows, firstRow: 0 };
    }
    const packed = this.attempt(frame, () => this.frames.bits?.(frame));
    if (!packed) return undefined;
    const { first, end } = extentOfBits(packed, rows * columns);
    const firstRow = Math.floor(first / columns);
    const held = Math.ceil(end / columns) - firstRow;
    const bit = packed.firstBit + firstRow * columns;
    const bytes = packed.bytes.subarray(Math.floor(bit / 8));
    return { values: unpackBits(bytes, bit % 8, held * columns), rows: held, firstRow };
  }

  private attempt<T>(frame: number, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof PixelError)) throw error;
      this.failed.set(frame, error.message);
      return undefined;
    }
  }

  /** What is to be said of those of the frames that could not be read; nothing where all could. */
  problemOf(frames: readonly number[]): Omit<MeasureProblem, 'itemPath'>[] {
    const unread = frames.filter((frame) => this.failed.has(frame));
    const [first] = unread;
    if (first === undefined) return [];
    const detail = `${unread.length} of its ${frames.length} frames: ${this.failed.get(first)}`;
    return [{ code: 'pixels-unreadable', detail }];
  }
}

/** Equal for frames that show the same voxels. */
export function placeKey({ placeOf, tileAt }: FramePlaces, frame: number): string {
  return `${placeOf[frame]} ${tileAt?.[2 * frame] ?? 0} ${tileAt?.[2 * frame + 1] ?? 0}`;
}

/** Where the frame's first pixel lies in the whole matrix. */
export function tileOf({ tileAt }: FramePlaces, frame: number): { column: number; row: number } {
  return { column: tileAt?.[2 * frame] ?? 0, row: tileAt?.[2 * frame + 1] ?? 0 };
}
